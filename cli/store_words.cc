#include "cli/store_words.h"

#include "cli/text.h"

namespace commonground::cli {

std::string store_words(const std::string& store, std::string_view error) {
  const std::string name = printable(store);
  if (error == "full") return name + ": there is no space left on its disk.";
  if (error == "read-only") return name + ": it may not be written to by this user.";
  if (error == "corrupt") {
    return name +
           ": this is not a store, or it is damaged. `commonground doctor` tells more; a\n"
           "backup is put in its place by `commonground restore`.";
  }
  if (error == "newer") return name + ": a newer release of this program made it.";
  if (error == "in-use") return name + ": another server has it.";
  if (error == "missing") return name + ": there is no such file, or its folder is missing.";
  return name + ": the disk or the system refused it.";
}

}  // namespace commonground::cli
