// When the standard library finds one of our own bugs, the instance stops. It has nowhere to write
// to, so these take the place of its own ways to stop, which would.
#include <__verbose_abort>

void std::__libcpp_verbose_abort(const char* /*format*/, ...) { __builtin_trap(); }

extern "C" [[noreturn]] void abort_message(const char* /*format*/, ...) { __builtin_trap(); }
