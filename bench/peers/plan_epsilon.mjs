// The whole frontier by integer programming: one program for HiGHS, solved again and again with
// one bound moved (the epsilon-constraint method). Give the first partner the most; among those
// plans the second; note the pair; ask for one point more for the second; until nothing is left.
//
// The program: a binary for each option, and for each need how much relief it gains. Relief is
// concave, so three bounds from above describe it and need no binaries of their own.
//
// Exactness: levels and gains are handed over in thousandths of themselves, so that coefficients
// stay near 1. Gains are whole points (0.001), so every bound stands half a point below what it
// asks for, and a gap of less than a point proves an optimum. What is reported is not HiGHS's
// arithmetic but the plan it found, counted in integers.

import {
  FULL,
  PARTNERS,
  covers,
  judge,
  levelToday,
  mostWays,
  optionsOf,
  relief,
  weights,
} from "./plan_definition.mjs";

/** @typedef {import("./plan_definition.mjs").Option} Option */
/** @typedef {import("./plan_definition.mjs").Pair} Pair */
/** @typedef {import("./plan_definition.mjs").Point} Point */
/** @typedef {import("./plan_definition.mjs").Problem} Problem */
/** @typedef {[column: number, value: number][]} Terms */
/** @typedef {{lower: number, upper: number, terms: Terms}} Row */
/** @typedef {{gains: [Terms, Terms], upper: number[], rows: Row[]}} Program binaries come first */

const UNIT = 1000;
const HALF_A_POINT = 0.5;

/** @param {number} tolerance @param {object} [more] */
const options = (tolerance, more) => ({
  output_flag: false,
  mip_rel_gap: 0,
  mip_abs_gap: HALF_A_POINT / UNIT,
  mip_feasibility_tolerance: tolerance,
  primal_feasibility_tolerance: tolerance,
  dual_feasibility_tolerance: tolerance,
  ...more,
});

/**
 * Ways to ask HiGHS. It is a fine solver and not always right: with each of these it has been seen
 * to leave out a best plan of some couple that it finds with another.
 */
export const SETTINGS = [
  options(1e-6, { presolve: "off" }),
  options(1e-9),
  options(1e-9, { presolve: "off" }),
  options(1e-7, { random_seed: 1 }),
  options(1e-6, { presolve: "off", random_seed: 2 }),
];

/**
 * What each option could add to a level, at most as much as there is room for.
 * @param {Problem} problem @param {Option[]} options @param {number} p @param {number} k
 * @returns {[column: number, met: number][]}
 */
function meetings(problem, options, p, k) {
  const room = FULL - levelToday(problem, p, k);
  return options
    .map(({ way, times }, column) => [column, times * problem.ways[way].meets[p][k]])
    .map(([column, met]) => [column, Math.min(room, met)])
    .filter(([, met]) => met > 0);
}

/**
 * Adds the relief that partner p gains in need k, as a column in thousandths of relief. It is the
 * least of three: the sum of what each option alone would bring (relief is concave, and on its
 * steep part it is that sum), the line of its shallow part, and what a full level brings.
 * @param {Program} program @param {Problem} problem @param {Option[]} options
 * @param {number} p @param {number} k
 * @returns {number | undefined} the column, if the need can be met at all
 */
function addRelief(program, problem, options, p, k) {
  const today = levelToday(problem, p, k);
  const met = meetings(problem, options, p, k);
  if (met.length === 0) return undefined;
  const column = program.upper.length;
  program.upper.push((relief(FULL) - relief(today)) / UNIT);
  const alone = (/** @type {number} */ level) => relief(today + level) - relief(today);
  /** @type {(upper: number, of: (level: number) => number) => void} */
  const atMost = (upper, of) => {
    const terms = met.map(([option, level]) => [option, -of(level) / UNIT]);
    program.rows.push({ lower: -Infinity, upper: upper / UNIT, terms: [[column, 1], ...terms] });
  };
  atMost(0, alone);
  if (today < 500) atMost(1000 + today - relief(today), (level) => level);
  return column;
}

/** @param {Program} program @param {Problem} problem @param {Option[]} options */
function addRules(program, problem, options) {
  /** @type {(upper: number, of: (option: Option) => number) => void} */
  const atMost = (upper, of) => {
    const terms = options.map((option, column) => [column, of(option)]).filter(([, v]) => v > 0);
    program.rows.push({ lower: -Infinity, upper, terms });
  };
  problem.ways.forEach((_, way) => atMost(1, (option) => (option.way === way ? 1 : 0)));
  atMost(mostWays(problem), () => 1);
  atMost(problem.limits.minutes, (option) => option.minutes);
}

/** @param {Problem} problem @param {Option[]} options @returns {Program} the gains come last */
function programOf(problem, options) {
  /** @type {Program} */
  const program = { gains: [[], []], upper: options.map(() => 1), rows: [] };
  addRules(program, problem, options);
  for (const p of PARTNERS) {
    program.gains[p] = options.map(({ cost }, column) => [column, -cost[p] / UNIT]);
    weights(problem, p).forEach((weight, k) => {
      const column = weight > 0 ? addRelief(program, problem, options, p, k) : undefined;
      if (column !== undefined) program.gains[p].push([column, weight]);
    });
  }
  for (const terms of program.gains) program.rows.push({ lower: 0, upper: Infinity, terms });
  return program;
}

/** @param {Program} program @param {number} binaries what HiGHS is given */
function modelData({ upper, rows }, binaries) {
  const starts = [0];
  for (const row of rows) starts.push(starts[starts.length - 1] + row.terms.length);
  const terms = rows.flatMap((row) => row.terms);
  return {
    numCols: upper.length,
    numRows: rows.length,
    colCost: upper.map(() => 0),
    colLower: upper.map(() => 0),
    colUpper: upper,
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: upper.length,
      starts,
      indices: terms.map(([column]) => column),
      values: terms.map(([, value]) => value),
    },
    integrality: upper.map((_, column) => (column < binaries ? 1 : 0)),
  };
}

/** HiGHS contradicted the definition, or itself. */
export class HighsMistake extends Error {}

/** One problem as HiGHS holds it, between two questions about it. */
class Oracle {
  /** @param {any} highs @param {Problem} problem @param {object} settings */
  constructor(highs, problem, settings) {
    this.highs = highs;
    this.problem = problem;
    this.options = optionsOf(problem);
    this.program = programOf(problem, this.options);
    this.model = highs.createModel(modelData(this.program, this.options.length));
    this.model.options.set(settings);
    this.model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
  }

  /**
   * The plan with the most for partner p that gives both at least so much.
   * @param {number} p @param {Pair} least @returns {Point | undefined}
   */
  best(p, least) {
    const { model, program, highs } = this;
    const costs = program.upper.map(() => 0);
    for (const [column, value] of program.gains[p]) costs[column] = value;
    model.changeColsCost({ kind: "range", from: 0, to: costs.length - 1 }, costs);
    for (const q of PARTNERS) {
      const lower = (least[q] - HALF_A_POINT) / UNIT;
      model.changeRowBounds(program.rows.length - PARTNERS.length + q, lower, Infinity);
    }
    model.run();
    const status = model.getModelStatus();
    const { infeasible, optimal } = highs.constants.modelStatus;
    if (status === infeasible) return undefined;
    if (status !== optimal) throw new HighsMistake(`it ended with status ${status}`);
    return this.read(model.getSolution().colValue, least);
  }

  /** @param {Float64Array} values @param {Pair} least @returns {Point} */
  read(values, least) {
    const choices = this.options.filter((_, column) => values[column] > 0.5);
    const judged = judge(this.problem, choices);
    if ("fault" in judged) throw new HighsMistake(`its plan ${judged.fault}`);
    if (!covers(judged.gain, least)) throw new HighsMistake("its plan gives less than asked");
    return { gain: judged.gain, choices };
  }

  dispose() {
    this.model.dispose();
  }
}

/**
 * @param {any} highs @param {Problem} problem @param {object} settings
 * @returns {Point[]} ascending in the first gain; throws HighsMistake
 */
export function frontierByHighs(highs, problem, settings) {
  const oracle = new Oracle(highs, problem, settings);
  const frontier = [];
  try {
    let least = 0;
    for (;;) {
      const first = oracle.best(0, [0, least]);
      if (!first) return frontier.reverse();
      const point = oracle.best(1, [first.gain[0], least]);
      if (!point) throw new HighsMistake("it lost a plan that it had found");
      frontier.push(point);
      least = point.gain[1] + 1;
    }
  } finally {
    oracle.dispose();
  }
}
