// Random couples: numbers such as two people might give, the same for the same seed everywhere.

/** @typedef {import("./plan_definition.mjs").Problem} Problem */
/** @typedef {import("./plan_definition.mjs").Way} Way */

const NEEDS = 16;

/** Marsaglia's xorshift on 32 bits, begun at a well-mixed seed. */
class Dice {
  /** @param {number} seed */
  constructor(seed) {
    this.state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
    for (let i = 0; i < 8; ++i) this.next();
  }

  next() {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return this.state >>> 0;
  }

  /** @param {number} low @param {number} high a whole number from low to high, both included */
  between(low, high) {
    return low + (this.next() % (high - low + 1));
  }

  /** @param {number} percent */
  chance(percent) {
    return this.between(1, 100) <= percent;
  }

  /** @template T @param {T[]} list @returns {T} */
  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** @param {number} count @param {() => number} make @returns {number[]} */
  list(count, make) {
    return Array.from({ length: count }, make);
  }
}

/**
 * A way serves a few needs, much the same ones for both: what warms one tends to warm the other.
 * @param {Dice} dice @returns {[number[], number[]]}
 */
function randomMeets(dice) {
  /** @type {[number[], number[]]} */
  const meets = [Array(NEEDS).fill(0), Array(NEEDS).fill(0)];
  for (let count = dice.between(3, 6); count > 0; --count) {
    const need = dice.between(0, NEEDS - 1);
    const base = dice.between(80, 350);
    for (const row of meets) row[need] = Math.max(0, base + dice.between(-80, 80));
  }
  return meets;
}

/**
 * Being asked presses more than asking does; some ways only one of them would ever begin.
 * @param {Dice} dice @returns {Way["asking"]}
 */
function randomAsking(dice) {
  const pressure = [dice.between(0, 8), dice.between(0, 8)];
  /** @type {NonNullable<Way["asking"]>} */
  const asking = { either: [2500, 2500] };
  if (!dice.chance(15)) asking.first = [1000 * pressure[0], 1500 * pressure[1]];
  if (!dice.chance(15)) asking.second = [1500 * pressure[0], 1000 * pressure[1]];
  if ((asking.first || asking.second) && dice.chance(15)) delete asking.either;
  return asking;
}

/** @param {Dice} dice @param {number} position @returns {Way} */
function randomWay(dice, position) {
  /** @type {Way} */
  const way = {
    id: `way-${position}`,
    minutes: dice.pick([0, 10, 20, 30, 45, 90]),
    most: dice.pick([1, 2, 3, 3]),
    meets: randomMeets(dice),
    // From a small joy in itself to a real effort.
    effort: [12000 * dice.between(-1, 2), 12000 * dice.between(-1, 2)],
  };
  if (!dice.chance(10)) way.asking = randomAsking(dice);
  if (dice.chance(20)) way.intimate = true;
  return way;
}

/** @param {{ways: number, inPlan: number, seed: number}} shape @returns {Problem} */
export function randomProblem({ ways, inPlan, seed }) {
  const dice = new Dice(1000 * seed + ways);
  const grades = (/** @type {number} */ high) => dice.list(NEEDS, () => dice.between(0, high));
  return {
    format: "commonground.plan/1",
    partners: ["Ana", "Ben"],
    needs: Array.from({ length: NEEDS }, (_, k) => `need-${k}`),
    importance: [grades(4), grades(4)],
    met: [grades(3), grades(3)],
    ways: Array.from({ length: ways }, (_, position) => randomWay(dice, position)),
    limits: { ways: inPlan, minutes: dice.pick([120, 240, 420]) },
  };
}
