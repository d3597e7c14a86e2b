// The private questions, one after the other. The answers are in no record and on no screen but the
// one on which they are given.
import type { SafetyAnswer } from "../../engine/session_types.ts";

export type Answers = Readonly<Record<string, SafetyAnswer>>;

/**
 * The next one to ask; undefined when they are over. The first asks whether it is safe to answer at
 * all, so nothing more is asked where it may not be.
 */
export function nextQuestion(questions: readonly { id: string }[], answers: Answers): string | undefined {
  const first = answers[questions[0]?.id ?? ""];
  if (first === "no" || first === "unsure") return undefined;
  return questions.find(({ id }) => answers[id] === undefined)?.id;
}

/** Without the last answer, so that it can be given again. */
export function stepBack(questions: readonly { id: string }[], answers: Answers): Answers {
  const last = questions.findLast(({ id }) => answers[id] !== undefined)?.id;
  return Object.fromEntries(Object.entries(answers).filter(([id]) => id !== last));
}
