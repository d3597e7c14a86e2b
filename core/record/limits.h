// Named limits of records and logs. docs/formats/record.md and the wire have the same.
#pragma once

#include <cstddef>

namespace commonground::record {

inline constexpr std::size_t kMostAuthors = 8;
inline constexpr std::size_t kMostRecordBytes = 64 * 1024;
inline constexpr std::size_t kMostRecords = 50000;    // of a log, the same for each of its persons
inline constexpr std::size_t kReservedRecords = 500;  // of each person's, for ways out alone
inline constexpr std::size_t kPadTo = 256;

}  // namespace commonground::record
