#include "crypto/group.h"

#include <cassert>

#include <sodium.h>

#include "verify/sodium_ready.h"

namespace commonground {
namespace {

static_assert(GroupPoint::kSize == crypto_core_ristretto255_BYTES);
static_assert(Scalar::kSize == crypto_core_ristretto255_SCALARBYTES);

constexpr std::size_t kWide = UniformBytes::extent;
static_assert(kWide == crypto_core_ristretto255_HASHBYTES);
static_assert(kWide == crypto_core_ristretto255_NONREDUCEDSCALARBYTES);
static_assert(kWide <= crypto_generichash_blake2b_BYTES_MAX);

using WideHash = Secret<kWide, struct WideHashTag>;

WideHash wide_hash(const Context& context, std::initializer_list<ByteSpan> parts) {
  sodium_ready();
  return WideHash::made_by([&](std::span<std::uint8_t, kWide> out) {
    crypto_generichash_blake2b_state state;
    int failed = crypto_generichash_blake2b_init_salt_personal(&state, nullptr, 0, kWide, nullptr,
                                                               context.padded().data());
    for (const ByteSpan part : parts) {
      failed |= crypto_generichash_blake2b_update(&state, part.data(), part.size());
    }
    failed |= crypto_generichash_blake2b_final(&state, out.data(), kWide);
    assert(failed == 0);  // only for sizes that are none
    static_cast<void>(failed);
    sodium_memzero(&state, sizeof state);
  });
}

Scalar reduced(UniformBytes bytes) {
  return Scalar::made_by([&](std::span<std::uint8_t, Scalar::kSize> out) {
    crypto_core_ristretto255_scalar_reduce(out.data(), bytes.data());
  });
}

}  // namespace

GroupPoint map_to_group(UniformBytes bytes) {
  sodium_ready();
  GroupPoint point;
  crypto_core_ristretto255_from_hash(point.bytes.data(), bytes.data());
  return point;
}

GroupPoint hash_to_group(const Context& context, std::initializer_list<ByteSpan> parts) {
  return map_to_group(wide_hash(context, parts).reveal());
}

Scalar hash_to_scalar(const Context& context, std::initializer_list<ByteSpan> parts) {
  return reduced(wide_hash(context, parts).reveal());
}

bool is_valid(const GroupPoint& point) {
  sodium_ready();
  // libsodium 1.0.18 leaves the highest bit out of account, which gives every point two encodings.
  const bool highest_bit = (point.bytes.back() & 0x80U) != 0;
  return !highest_bit && point != kIdentity &&
         crypto_core_ristretto255_is_valid_point(point.bytes.data()) == 1;
}

std::optional<Scalar> scalar_from(std::span<const std::uint8_t, Scalar::kSize> bytes) {
  sodium_ready();
  std::array<std::uint8_t, kWide> wide{};
  std::ranges::copy(bytes, wide.begin());
  Scalar scalar = reduced(wide);
  wipe(wide);
  if (!equal_in_constant_time(scalar.reveal(), bytes)) return std::nullopt;
  return scalar;
}

GroupPoint multiply(const Scalar& scalar, const GroupPoint& point) {
  sodium_ready();
  GroupPoint product;
  // It fails where the product is the identity, too.
  const int failed = crypto_scalarmult_ristretto255(product.bytes.data(), scalar.reveal().data(),
                                                    point.bytes.data());
  assert(failed == 0 || point == kIdentity || is_valid(point));
  return failed == 0 ? product : kIdentity;
}

GroupPoint multiply_generator(const Scalar& scalar) {
  sodium_ready();
  GroupPoint product;
  const int failed =
      crypto_scalarmult_ristretto255_base(product.bytes.data(), scalar.reveal().data());
  return failed == 0 ? product : kIdentity;
}

GroupPoint add(const GroupPoint& a, const GroupPoint& b) {
  sodium_ready();
  GroupPoint sum;
  const int failed = crypto_core_ristretto255_add(sum.bytes.data(), a.bytes.data(), b.bytes.data());
  assert(failed == 0);  // only for what is no point
  static_cast<void>(failed);
  return sum;
}

GroupPoint subtract(const GroupPoint& a, const GroupPoint& b) {
  sodium_ready();
  GroupPoint left;
  const int failed =
      crypto_core_ristretto255_sub(left.bytes.data(), a.bytes.data(), b.bytes.data());
  assert(failed == 0);  // only for what is no point
  static_cast<void>(failed);
  return left;
}

Scalar minus_product(const Scalar& a, const Scalar& b, const Scalar& c) {
  const Scalar product = Scalar::made_by([&](std::span<std::uint8_t, Scalar::kSize> out) {
    crypto_core_ristretto255_scalar_mul(out.data(), b.reveal().data(), c.reveal().data());
  });
  return Scalar::made_by([&](std::span<std::uint8_t, Scalar::kSize> out) {
    crypto_core_ristretto255_scalar_sub(out.data(), a.reveal().data(), product.reveal().data());
  });
}

}  // namespace commonground
