// The group ristretto255 (RFC 9496): a group of prime order, in which every element has one
// encoding only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>

#include "crypto/secret.h"
#include "verify/verify.h"

namespace commonground {

using GroupPoint = FixedBytes<32, struct GroupPointTag>;
using Scalar = Secret<32, struct ScalarTag>;  // below the order of the group

// A point to which nothing is known: the map of RFC 9496, 4.3.4, of 64 bytes, and of the
// BLAKE2b-512 with the context as its personalisation over the parts one after the other.
using UniformBytes = std::span<const std::uint8_t, 64>;
[[nodiscard]] GroupPoint map_to_group(UniformBytes bytes);
[[nodiscard]] GroupPoint hash_to_group(const Context& context,
                                       std::initializer_list<ByteSpan> parts);
// The same hash as a number, little-endian, modulo the order of the group.
[[nodiscard]] Scalar hash_to_scalar(const Context& context, std::initializer_list<ByteSpan> parts);

// What came from outside is looked at before anything is computed with it.
inline constexpr GroupPoint kIdentity;  // its encoding is zeros
// Whether it is the one encoding of an element, and not the identity.
[[nodiscard]] bool is_valid(const GroupPoint& point);
// Nothing if it is not below the order of the group.
[[nodiscard]] std::optional<Scalar> scalar_from(std::span<const std::uint8_t, Scalar::kSize> bytes);

// Points here are valid ones or the identity. In a time that does not depend on the scalar, unless
// the product is the identity.
[[nodiscard]] GroupPoint multiply(const Scalar& scalar, const GroupPoint& point);
[[nodiscard]] GroupPoint multiply_generator(const Scalar& scalar);
[[nodiscard]] GroupPoint add(const GroupPoint& a, const GroupPoint& b);
[[nodiscard]] GroupPoint subtract(const GroupPoint& a, const GroupPoint& b);  // a - b

// a - b * c
[[nodiscard]] Scalar minus_product(const Scalar& a, const Scalar& b, const Scalar& c);

}  // namespace commonground
