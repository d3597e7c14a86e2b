// What a process takes of the memory.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace commonground::load {

struct Memory {
  std::int64_t resident_kib = 0;  // also what it shares with others: libraries, files
  std::int64_t own_kib = 0;       // its own alone
};

inline Memory memory_of(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
  Memory memory;
  std::string word;
  while (file >> word) {
    std::int64_t kib = 0;
    if (word == "Rss:" && file >> kib) memory.resident_kib = kib;
    if ((word == "Private_Clean:" || word == "Private_Dirty:") && file >> kib)
      memory.own_kib += kib;
  }
  return memory;
}

}  // namespace commonground::load
