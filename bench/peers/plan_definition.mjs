// The planning problem from its definition (docs/formats/plan.md), as plainly as it can be said:
// what another solver is told, and the judge when two answers differ. Nothing here is taken from
// the engine.
//
// Gains are whole numbers of points, far below 2^53, so JavaScript's numbers hold them exactly.

/** @typedef {[number, number]} Pair one number for each partner */
/** @typedef {"first" | "second" | "either"} Starter */
/**
 * @typedef {object} Way
 * @property {string} id
 * @property {number} minutes
 * @property {number} most
 * @property {boolean} [intimate]
 * @property {[number[], number[]]} meets
 * @property {Pair} effort
 * @property {Partial<Record<Starter, Pair>>} [asking]
 */
/**
 * @typedef {object} Problem
 * @property {string} format
 * @property {[string, string]} partners
 * @property {string[]} needs
 * @property {[number[], number[]]} importance
 * @property {[number[], number[]]} met
 * @property {Way[]} ways
 * @property {{ways?: number, minutes: number}} limits
 */
/** @typedef {{way: number, times: number, starter: Starter}} Choice a way by its position */
/** @typedef {Choice & {cost: Pair, minutes: number}} Option what a choice takes a week */
/** @typedef {{gain: Pair, choices: Choice[]}} Point a pair of gains and a plan that reaches it */

/** @type {Starter[]} */
const STARTERS = ["first", "second", "either"];
export const PARTNERS = [0, 1];
export const FULL = 1000;

/** @param {number} level */
export const relief = (level) => (level <= 500 ? 3 * level : 1000 + level);

/** @param {Problem} problem */
export const mostWays = (problem) => problem.limits.ways ?? 4;

/** @param {Problem} problem @param {number} p @param {number} k */
export const levelToday = (problem, p, k) => 250 * problem.met[p][k];

/** @param {Problem} problem @param {number} p @returns {number[]} the weight of each need */
export function weights(problem, p) {
  const sum = problem.importance[p].reduce((a, b) => a + b, 0);
  if (sum === 0) return problem.importance[p].map(() => 0);
  return problem.importance[p].map((i) => Math.floor((1000 * i + Math.floor(sum / 2)) / sum));
}

/** @param {Problem} problem @param {Choice} choice @returns {Option | undefined} if offered */
function offer(problem, { way: position, times, starter }) {
  const way = problem.ways[position];
  const asking = (way.asking ?? { either: [0, 0] })[starter];
  if (!asking || times < 1 || times > way.most) return undefined;
  return {
    way: position,
    times,
    starter,
    cost: [times * (way.effort[0] + asking[0]), times * (way.effort[1] + asking[1])],
    minutes: times * way.minutes,
  };
}

/** @param {Problem} problem @param {Option[]} options @param {number} p */
function gainOfPartner(problem, options, p) {
  let gain = 0;
  weights(problem, p).forEach((weight, k) => {
    const today = levelToday(problem, p, k);
    const met = options.reduce((sum, o) => sum + o.times * problem.ways[o.way].meets[p][k], 0);
    gain += weight * (relief(Math.min(FULL, today + met)) - relief(today));
  });
  return options.reduce((sum, option) => sum - option.cost[p], gain);
}

/** @param {Problem} problem @param {Option[]} options @returns {Pair} */
const gainOfOptions = (problem, options) => [
  gainOfPartner(problem, options, 0),
  gainOfPartner(problem, options, 1),
];

/**
 * Closeness of the body is never traded: by itself it must leave nobody worse off.
 * @param {Problem} problem @param {Option} option
 */
const isTrade = (problem, option) =>
  Boolean(problem.ways[option.way].intimate) && Math.min(...gainOfOptions(problem, [option])) < 0;

/** @param {Problem} problem @returns {Option[]} all that may stand in a plan */
export function optionsOf(problem) {
  const options = [];
  for (let way = 0; way < problem.ways.length; ++way) {
    for (let times = 1; times <= problem.ways[way].most; ++times) {
      for (const starter of STARTERS) {
        const option = offer(problem, { way, times, starter });
        if (option && !isTrade(problem, option)) options.push(option);
      }
    }
  }
  return options;
}

/**
 * What a plan gives, or why it is none.
 * @param {Problem} problem @param {Choice[]} choices
 * @returns {{gain: Pair, minutes: number} | {fault: string}}
 */
export function judge(problem, choices) {
  const options = [];
  for (const choice of choices) {
    const option = offer(problem, choice);
    if (!option) return { fault: "has an option that is not offered" };
    if (isTrade(problem, option)) return { fault: "trades closeness of the body" };
    options.push(option);
  }
  const gain = gainOfOptions(problem, options);
  const minutes = options.reduce((sum, option) => sum + option.minutes, 0);
  if (new Set(choices.map((choice) => choice.way)).size < choices.length) {
    return { fault: "has a way twice" };
  }
  if (choices.length > mostWays(problem)) return { fault: "has too many ways" };
  if (minutes > problem.limits.minutes) return { fault: "takes too long" };
  if (Math.min(...gain) < 0) return { fault: "leaves someone worse off" };
  return { gain, minutes };
}

/** @param {Pair} a @param {Pair} b whether a matches or betters b in both */
export const covers = (a, b) => a[0] >= b[0] && a[1] >= b[1];
