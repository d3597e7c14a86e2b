// Named limits of records and logs, as the server has them too.
#pragma once

#include <cstddef>

#include "wire/limits.h"

namespace commonground::record {

using wire::kMostAuthors;
using wire::kMostRecordBytes;
using wire::kMostRecords;
using wire::kPadTo;
inline constexpr std::size_t kReservedRecords = 500;  // of each person's, for ways out alone

}  // namespace commonground::record
