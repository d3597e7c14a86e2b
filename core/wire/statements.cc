#include "wire/statements.h"

#include <array>

#include "base/byte_io.h"

namespace commonground::wire {

Hash place_statement(const LogId& log, const VerifyKey& device) {
  return hash("cg.place.1", {log.span(), device.span()});
}

Hash open_statement(const Challenge& challenge, const LogId& log, std::uint8_t author) {
  const auto place = std::to_array<std::uint8_t>({author});
  return hash("cg.open.1", {challenge.span(), log.span(), place});
}

Hash invite_statement(const Challenge& challenge, const LogId& log, const Hash& token_hash,
                      ByteSpan sealed, std::uint64_t expires_at_ms) {
  ByteWriter expires;
  expires.number(expires_at_ms);
  return hash("cg.invite.1",
              {challenge.span(), log.span(), token_hash.span(), expires.written(), sealed});
}

Hash leave_statement(const Challenge& challenge, const LogId& log, bool erase) {
  const auto also = std::to_array<std::uint8_t>({erase ? std::uint8_t{1} : std::uint8_t{0}});
  return hash("cg.leave.1", {challenge.span(), log.span(), also});
}

Hash join_token_hash(const Hash& token) { return hash("cg.token.1", {token.span()}); }

Hash backup_proof_hash(const Hash& proof) { return hash("cg.bak.proof.1", {proof.span()}); }

}  // namespace commonground::wire
