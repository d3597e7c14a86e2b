// Named limits of records and logs, as the server has them too.
#pragma once

#include "wire/limits.h"

namespace commonground::record {

using wire::kMostAuthors;
using wire::kMostRecordBytes;
using wire::kMostRecords;
using wire::kPadTo;

}  // namespace commonground::record
