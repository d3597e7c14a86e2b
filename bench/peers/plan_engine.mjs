// Our own planner, asked as anyone would ask it: commonground plan --batch.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @typedef {import("./plan_definition.mjs").Point} Point */
/** @typedef {import("./plan_definition.mjs").Problem} Problem */
/** @typedef {{frontier: Point[], milliseconds: number}} Answer */

const PROGRAM = fileURLToPath(new URL("../../build/release/commonground", import.meta.url));
// Each problem is asked so often, in turns; the middle time counts.
const ROUNDS = 5;

/** @param {number[]} numbers not none */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** @param {string} input @returns {string} */
function runProgram(input) {
  const run = spawnSync(PROGRAM, ["plan", "--batch", "-"], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (run.error) throw new Error(`${PROGRAM}: ${run.error.message}; is it built?`);
  // A problem that was refused is named in its own line.
  if (run.stdout === "") throw new Error(`${PROGRAM} answered nothing: ${run.stderr}`);
  return run.stdout;
}

/** @param {Problem} problem @param {string} line @returns {Answer} */
function readAnswer(problem, line) {
  const answer = JSON.parse(line);
  if (answer.error) throw new Error(`commonground plan: ${answer.error}`);
  const position = new Map(problem.ways.map((way, i) => [way.id, i]));
  return {
    frontier: answer.frontier.map((/** @type {any} */ { gain, plan }) => ({
      gain,
      choices: plan.map((/** @type {any} */ choice) => ({
        way: position.get(choice.way),
        times: choice.times,
        starter: choice.starter,
      })),
    })),
    milliseconds: answer.stats.milliseconds,
  };
}

/** @param {Problem[]} problems @returns {Answer[]} */
export function answersByEngine(problems) {
  const round = problems.map((problem) => `${JSON.stringify(problem)}\n`).join("");
  const lines = runProgram(round.repeat(ROUNDS)).trimEnd().split("\n");
  if (lines.length !== problems.length * ROUNDS) throw new Error("an answer is missing");
  return problems.map((problem, i) => {
    const all = Array.from({ length: ROUNDS }, (_, turn) =>
      readAnswer(problem, lines[turn * problems.length + i]),
    );
    return { ...all[0], milliseconds: median(all.map((answer) => answer.milliseconds)) };
  });
}
