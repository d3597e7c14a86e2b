import { expect, test } from "vitest";
import type { SafetyAnswer } from "../../engine/session_types.ts";
import { packForTest as pack } from "../../content/pack_for_test.ts";
import { nextQuestion, stepBack, type Answers } from "./questions.ts";

const questions = pack["safety-questions"];

function askedUntilOver(answer: (id: string) => SafetyAnswer): string[] {
  let answers: Answers = {};
  for (let next = nextQuestion(questions, answers); next !== undefined; next = nextQuestion(questions, answers)) {
    answers = { ...answers, [next]: answer(next) };
  }
  return Object.keys(answers);
}

test("nothing more is asked where it may not be safe to answer", () => {
  expect(questions[0]?.id).toBe("safe-here-and-now");
  expect(askedUntilOver(() => "no")).toEqual(["safe-here-and-now"]);
  expect(askedUntilOver(() => "unsure")).toEqual(["safe-here-and-now"]);
});

test("whatever the later answers are, the same questions are asked", () => {
  const all = questions.map(({ id }) => id);
  expect(askedUntilOver(() => "yes")).toEqual(all);
  expect(askedUntilOver(() => "skip")).toEqual(all);
  expect(askedUntilOver((id) => (id === "safe-here-and-now" ? "yes" : "unsure"))).toEqual(all);
});

test("going back takes one answer, and the first has none before it", () => {
  const two: Answers = { "safe-here-and-now": "yes", "left-unsaid": "no" };
  expect(stepBack(questions, two)).toEqual({ "safe-here-and-now": "yes" });
  expect(stepBack(questions, {})).toEqual({});
});
