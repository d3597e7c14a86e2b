// libsodium made ready, once.
#pragma once

namespace commonground {

// Every function that calls libsodium calls this first. It lets libsodium find the quickest code
// for this machine, and takes its random generator away: the core has no randomness but what it is
// handed, and a call that would draw some ends the program.
void sodium_ready();

}  // namespace commonground
