// What a device signs so that the server lets it do something, and what the server keeps in place
// of a secret. docs/formats/wire.md says when each is shown.
//
// A challenge comes from the server and is in every statement that could do harm if somebody showed
// it a second time. The statement about a device has none: showing it again gives the same device
// the same place.
#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "verify/verify.h"

namespace commonground::wire {

using Challenge = FixedBytes<32, struct ChallengeTag>;

// By the key of the person: this device may write into the log for me.
[[nodiscard]] Hash place_statement(const LogId& log, const VerifyKey& device);

// By the key of the device:
// I open this log at my place.
[[nodiscard]] Hash open_statement(const Challenge& challenge, const LogId& log,
                                  std::uint8_t author);
// Whoever shows the token of this hash may have a place in the log, until then.
[[nodiscard]] Hash invite_statement(const Challenge& challenge, const LogId& log,
                                    const Hash& token_hash, ByteSpan sealed,
                                    std::uint64_t expires_at_ms);
// My person leaves the log; if `erase`, what they wrote goes with them.
[[nodiscard]] Hash leave_statement(const Challenge& challenge, const LogId& log, bool erase);

// What the server keeps of the token of an invite, and of the proof of a backup.
[[nodiscard]] Hash join_token_hash(const Hash& token);
[[nodiscard]] Hash backup_proof_hash(const Hash& proof);

}  // namespace commonground::wire
