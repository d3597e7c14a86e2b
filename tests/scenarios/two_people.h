// Ana with a phone and a laptop, and Ben, who say and do anything in any order, in any weather: the
// relay loses, repeats and mixes up, bytes are altered on the way, storage fails, programs are
// killed, clocks jump, and a device of Ben has another program on it. Beside them stands a model of
// what they said yes and no to, and after every step holds what was promised:
//
//  - a plan stands only if both said yes to it, and on no device whose person has stopped it;
//  - what matched, and what is proposed, are ways that both have said yes to;
//  - nothing that either said no or "not now" to is anywhere in the other's session;
//  - in the end, when all has arrived, all devices see the same.
//
// That every answer is one, and that nothing which must go well fails, Device sees to.
#pragma once

#include "base/bytes.h"

namespace commonground::tests {

// Each move is a few bytes: which, whose, and what it needs. Ends the program, saying what, if
// something does not hold.
void tell_of_two_people(ByteSpan moves);

}  // namespace commonground::tests
