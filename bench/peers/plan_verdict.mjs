// Which of two frontiers is wrong, by the definition alone: every plan of both is counted anew, and
// what no counted plan covers is the frontier as far as either knows it. Two frontiers of true
// plans that differ cannot both be that.

import { covers, judge } from "./plan_definition.mjs";

/** @typedef {import("./plan_definition.mjs").Pair} Pair */
/** @typedef {import("./plan_definition.mjs").Point} Point */
/** @typedef {import("./plan_definition.mjs").Problem} Problem */

/** @param {Pair} gain */
const show = (gain) => `(${gain[0]}, ${gain[1]})`;

/** @param {Pair} a @param {Pair} b */
const same = (a, b) => a[0] === b[0] && a[1] === b[1];

/**
 * What is wrong with the plans themselves.
 * @param {Problem} problem @param {Point[]} frontier @returns {string[]}
 */
function falsePlans(problem, frontier) {
  const found = [];
  for (const { gain, choices } of frontier) {
    const judged = judge(problem, choices);
    if ("fault" in judged) found.push(`the plan for ${show(gain)} ${judged.fault}`);
    else if (!same(judged.gain, gain)) {
      found.push(`the plan for ${show(gain)} gives ${show(judged.gain)}`);
    }
  }
  return found;
}

/**
 * @param {Pair[]} gains @param {Pair[]} known true pairs, from both
 * @returns {string[]}
 */
function falseFrontier(gains, known) {
  const best = known.filter((gain) => !known.some((k) => covers(k, gain) && !same(k, gain)));
  const missing = best.filter((gain) => !gains.some((g) => same(g, gain)));
  const extra = gains.filter((gain) => known.some((k) => covers(k, gain) && !same(k, gain)));
  const ascending = gains.every((gain, i) => i === 0 || gains[i - 1][0] < gain[0]);
  return [
    ...missing.map((gain) => `${show(gain)} is missing`),
    ...extra.map((gain) => `${show(gain)} is covered by another pair`),
    ...(ascending ? [] : ["the pairs are not in order"]),
  ];
}

/**
 * Of the plans with one pair of gains the planner promises one with the fewest minutes.
 * @param {Problem} problem @param {Point[]} ours @param {Point[]} theirs @returns {string[]}
 */
function slowPlans(problem, ours, theirs) {
  const minutes = (/** @type {Point} */ { choices }) =>
    choices.reduce((sum, { way, times }) => sum + times * problem.ways[way].minutes, 0);
  return ours
    .filter((a) => theirs.some((b) => same(a.gain, b.gain) && minutes(b) < minutes(a)))
    .map(({ gain }) => `${show(gain)} can be had in fewer minutes`);
}

/**
 * What is wrong with either frontier; nothing if both are equal, and right as far as both know.
 * @param {Problem} problem @param {Point[]} ours @param {Point[]} theirs
 * @returns {{ours: string[], theirs: string[]}}
 */
export function verdict(problem, ours, theirs) {
  const known = [...ours, ...theirs]
    .filter((point) => falsePlans(problem, [point]).length === 0)
    .map((point) => point.gain);
  const faults = (/** @type {Point[]} */ frontier) => [
    ...falsePlans(problem, frontier),
    ...falseFrontier(frontier.map((point) => point.gain), known),
  ];
  return { ours: [...faults(ours), ...slowPlans(problem, ours, theirs)], theirs: faults(theirs) };
}
