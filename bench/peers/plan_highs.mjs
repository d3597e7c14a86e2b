// The planner beside HiGHS, a solver of integer programs: both find every best pair of gains, and
// the frontiers must be equal. Called by bench/peers/run, which says how.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import loadHighs from "highs";

import { answersByEngine, median } from "./plan_engine.mjs";
import { HighsMistake, SETTINGS, frontierByHighs } from "./plan_epsilon.mjs";
import { randomProblem } from "./plan_random.mjs";
import { verdict } from "./plan_verdict.mjs";

/** @typedef {import("./plan_definition.mjs").Point} Point */
/** @typedef {import("./plan_definition.mjs").Problem} Problem */
/** @typedef {{name: string, problem: Problem}} Case */
/** @typedef {{name: string, cases: Case[]}} Group one row of the table */
/** @typedef {{pairs: number, milliseconds: number, asked: number, equal: boolean}} Finding */

const IN_PLAN = 4;
const SHAPES = [
  { ways: 8, seeds: 6 },
  { ways: 12, seeds: 4 },
  { ways: 24, seeds: 2 },
];
// HiGHS needs minutes for one couple with more.
const MOST_WAYS_OF_EXAMPLES = 16;
const EXAMPLES = [
  "asexual",
  "forty-years",
  "how-often",
  "living-with-pain",
  "long-distance",
  "only-today",
  "small-children",
].map((name) => new URL(`../../tests/vectors/plan/problems/${name}.json`, import.meta.url));

/** @returns {Group[]} */
function randomGroups() {
  return SHAPES.map(({ ways, seeds }) => ({
    name: `${ways} ways, ${IN_PLAN} in a plan`,
    cases: Array.from({ length: seeds }, (_, i) => ({
      name: `${ways} ways, seed ${i + 1}`,
      problem: randomProblem({ ways, inPlan: IN_PLAN, seed: i + 1 }),
    })),
  }));
}

/** @param {string | URL} file @returns {Group} */
function fileGroup(file) {
  const name = basename(file instanceof URL ? file.pathname : file, ".json");
  return { name, cases: [{ name, problem: JSON.parse(readFileSync(file, "utf8")) }] };
}

/** @returns {Group[]} */
const exampleGroups = () =>
  EXAMPLES.map(fileGroup).filter(
    ({ cases }) => cases[0].problem.ways.length <= MOST_WAYS_OF_EXAMPLES,
  );

/**
 * Asks HiGHS, and where the definition says that it is wrong, again with other settings.
 * @param {any} highs @param {Case} item @param {Point[]} ours @returns {Finding}
 */
function compare(highs, { name, problem }, ours) {
  let milliseconds = 0;
  let asked = 0;
  let wrong = "";
  for (const settings of SETTINGS) {
    asked += 1;
    const start = performance.now();
    const theirs = attempt(() => frontierByHighs(highs, problem, settings));
    milliseconds ||= performance.now() - start;
    const found = verdict(problem, ours, theirs.points);
    if (found.ours.length > 0) {
      throw new Error(`${name}: commonground is wrong.\n  ${found.ours.join("\n  ")}`);
    }
    wrong = theirs.error || found.theirs.join("; ");
    if (wrong === "") break;
  }
  if (wrong !== "") notes.push(`${name}: HiGHS is wrong however it is asked: ${wrong}`);
  return { pairs: ours.length, milliseconds, asked, equal: wrong === "" };
}

/** @param {() => Point[]} find @returns {{points: Point[], error: string}} */
function attempt(find) {
  try {
    return { points: find(), error: "" };
  } catch (error) {
    if (!(error instanceof HighsMistake)) throw error;
    return { points: [], error: error.message };
  }
}

/** @type {string[]} what is to be said below the table */
const notes = [];

const COLUMNS = [-22, 8, 7, 11, 11, 11];

/** @param {string[]} cells @param {string} last */
function printRow(cells, last) {
  const padded = cells.map((cell, i) =>
    COLUMNS[i] < 0 ? cell.padEnd(-COLUMNS[i]) : cell.padStart(COLUMNS[i]),
  );
  console.log(`${padded.join("")}  ${last}`);
}

/** @param {string} text what is being done, where someone is looking */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** @param {any} highs @param {Group} group */
function runGroup(highs, { name, cases }) {
  const answers = answersByEngine(cases.map(({ problem }) => problem));
  const findings = cases.map((item, i) => {
    progress(`${name}: HiGHS solves ${i + 1} of ${cases.length}`);
    return compare(highs, item, answers[i].frontier);
  });
  progress("");
  const ours = median(answers.map((answer) => answer.milliseconds));
  const theirs = median(findings.map((finding) => finding.milliseconds));
  const pairs = findings.reduce((sum, finding) => sum + finding.pairs, 0);
  const again = findings.filter((finding) => finding.equal && finding.asked > 1).length;
  const equal = findings.filter((finding) => finding.equal).length;
  const times = Number((theirs / Math.max(ours, 0.001)).toPrecision(2)).toLocaleString("en");
  printRow(
    [name, `${cases.length}`, `${pairs}`, ours.toFixed(3), theirs.toFixed(0), times],
    (equal === cases.length ? "equal" : `${equal} equal`) + "*".repeat(again),
  );
  if (again > 0) starred = true;
}

let starred = false;

/** @param {Group[]} groups */
async function compareAll(groups) {
  const highs = await loadHighs();
  const { major, minor } = highs.version;
  console.log(`The planner beside HiGHS ${major}.${minor} (WebAssembly): best pairs of gains.\n`);
  printRow(["", "problems", "pairs", "ours (ms)", "HiGHS (ms)", "ratio"], "frontiers");
  for (const group of groups) runGroup(highs, group);
  console.log("\nHiGHS's time is that of its first try.");
  if (starred) console.log("* for each couple whose pairs HiGHS found only when asked again");
  for (const note of notes) console.log(note);
}

/** @param {string[]} words */
async function main(words) {
  if (words[0] === "--write") {
    const [ways, seed] = words.slice(1).map(Number);
    console.log(JSON.stringify(randomProblem({ ways, inPlan: IN_PLAN, seed })));
    return;
  }
  const files = words.filter((word) => word !== "--examples");
  const examples = files.length < words.length ? exampleGroups() : [];
  await compareAll([...randomGroups(), ...examples, ...files.map(fileGroup)]);
}

main(process.argv.slice(2)).catch((error) => {
  progress("");
  console.error(`bench/peers/run: ${error.message}`);
  process.exitCode = 1;
});
