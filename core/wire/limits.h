// Named limits of records and logs. docs/formats/record.md and docs/formats/wire.md have the same.
#pragma once

#include <cstddef>

namespace commonground::wire {

inline constexpr std::size_t kMostAuthors = 8;  // of a log: devices, whosever they are
inline constexpr std::size_t kMostRecordBytes = 64 * 1024;
inline constexpr std::size_t kMostRecords = 50000;     // of a log, the same for each of its persons
inline constexpr std::size_t kPadTo = 256;             // texts, before they are sealed
inline constexpr std::size_t kTagBytes = 16;           // what sealing adds to a text
inline constexpr std::size_t kMostInviteBytes = 1024;  // the sealed text of an invite
inline constexpr std::size_t kMostBackupBytes = 1024;  // of a sealed backup
inline constexpr std::size_t kMostMessageBytes = 128 * 1024;  // from a device, all frames together

}  // namespace commonground::wire
