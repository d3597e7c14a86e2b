// The example couple: what they answered, and what comes of it. The engine works out their plans here
// and now, from the problem that `commonground plan examples/how-often.json --problem` makes.
import coreUrl from "../../../../build/wasm/core.wasm?url";
import answered from "../../../../examples/how-often.json?raw";
import problem from "../../../../tests/vectors/couple/how-often.problem.json?raw";
import { loadPack } from "../../content/pack.ts";
import { Engine } from "../../engine/engine.ts";
import type { PlanAnswer, PlanView } from "../../engine/session_types.ts";
import type { Importance } from "../common-ground/cards.ts";

/** docs/formats/couple.md, as far as the pages show it. */
interface Couple {
  answers: [Answers, Answers];
  usual: { way: string; wish: [number, number] };
}
interface Answers {
  needs: Record<string, { importance: number; met: number }>;
  feelings: Record<string, Record<string, number>>;
}
/** docs/formats/plan.md, as far as the pages show it. */
interface Problem {
  needs: string[];
  ways: { id: string }[];
  limits: { ways: number; minutes: number };
}

export const couple = JSON.parse(answered) as Couple;
export const { needs, ways, limits } = JSON.parse(problem) as Problem;

/** What they do then, and where else, is not in the file: no plan depends on it. */
export const loop = {
  ana: { seat: "asking", feelings: strongest(0, "asking"), moves: ["ask-again", "keep-count"], areas: ["time", "bedtime"] },
  ben: { seat: "asked", feelings: strongest(1, "asked"), moves: ["stay-busy", "pull-back"], areas: ["chores", "bedtime"] },
} as const;

export interface NeedOf {
  need: string;
  importance: number;
  met: number;
}

/** What matters most, and of that first what is met least. */
export function topNeeds(who: 0 | 1, most: number): NeedOf[] {
  return Object.entries(couple.answers[who].needs)
    .map(([need, said]) => ({ need, ...said }))
    .toSorted((a, b) => b.importance - a.importance || a.met - b.met)
    .slice(0, most);
}

function strongest(who: 0 | 1, seat: string): string[] {
  return Object.entries(couple.answers[who].feelings[seat] ?? {})
    .toSorted(([, a], [, b]) => b - a)
    .map(([feeling]) => feeling);
}

export const importance: Importance = {
  mine: new Map(needs.map((need) => [need, couple.answers[0].needs[need]?.importance ?? 0])),
  theirs: new Map(needs.map((need) => [need, couple.answers[1].needs[need]?.importance ?? 0])),
};

/** An answer as Ana would see it, had it come from what the two said in the app. */
export function seenByAna(answer: PlanAnswer): PlanView {
  return { "i-am": "first", needs, ways: ways.map(({ id }) => ({ way: id, conditions: ["", ""] })), limits, answer };
}

export async function workOut(): Promise<PlanView> {
  const [module, { text }] = await Promise.all([WebAssembly.compileStreaming(fetch(coreUrl)), loadPack()]);
  const engine = await Engine.start({ module, pack: text });
  try {
    return seenByAna(await engine.plan(problem));
  } finally {
    engine.stop();
  }
}
