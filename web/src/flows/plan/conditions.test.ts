import { describe, expect, test } from "vitest";
import type { OwnBody, PlanChoice, ShownView, Snapshot } from "../../engine/session_types.ts";
import { conditionsFor, conditionsIn, conditionsOf, inOneText, isSeen, type Known, lacking } from "./conditions.ts";

type Proposals = Known["plans"]["proposals"];

const way = "one-meal";
const shares = (...snapshots: Snapshot[]): ShownView["mine"] =>
  snapshots.map((snapshot, at) => ({ share: String(at), at: 0, snapshot }));
const asks = (condition: string) => ({ kind: "way", way, will: "if", condition }) as const;
const choice = (condition: string): PlanChoice => ({ way, times: 1, start: "first", condition });
const proposed = (mine: boolean, condition: string): Proposals[number] => ({
  mine,
  plan: { kind: "proposal", round: 1, ways: [choice(condition)], begins: 0, days: 14 },
});

/** What one of the two knows: their own answers, what both show, and who proposed what. */
function known({ mine = [], shown = {}, proposals = [] }: { mine?: OwnBody[]; shown?: Partial<ShownView>; proposals?: Proposals }): Known {
  return { mine, shown: { mine: [], theirs: [], ...shown }, plans: { proposals } };
}
/** The same proposals, from the other side. */
const turned = (proposals: Proposals): Proposals => proposals.map((one) => ({ ...one, mine: !one.mine }));

describe("what each asks for with a way", () => {
  test("is of myself what I said, and of the other what they have shown", () => {
    const ana = known({ mine: [asks("no phones")], shown: { theirs: shares(asks("I cook")) } });
    expect(conditionsOf(way, ana)).toEqual({ mine: "no phones", theirs: "I cook" });
    expect(conditionsOf(way, known({ mine: [asks("no phones")] }))).toEqual({ mine: "no phones", theirs: "" });
  });
});

// “So far seen by nobody” stood beside one that had been shown.
test("a condition of mine is seen once it was shown, or is in a plan that I proposed", () => {
  const seenIn = (what: Parameters<typeof known>[0]): boolean => isSeen(way, "no phones", known({ mine: [asks("no phones")], ...what }));
  expect(seenIn({})).toBe(false);
  expect(seenIn({ shown: { mine: shares(asks("no phones")) } })).toBe(true);
  expect(seenIn({ shown: { mine: shares(asks("only one phone")) } })).toBe(false);
  expect(seenIn({ proposals: [proposed(true, "I cook\nno phones")] })).toBe(true);
  expect(seenIn({ proposals: [proposed(false, "no phones")] })).toBe(false);
});

describe("in a plan, a condition", () => {
  // Ana has shown nothing; Ben has shown his, and Ana put both into her proposal.
  const text = inOneText({ mine: "no phones", theirs: "I cook" });
  const proposals = [proposed(true, text)];
  const ana = known({ mine: [asks("no phones")], shown: { theirs: shares(asks("I cook")) }, proposals });
  const ben = known({ mine: [asks("I cook")], shown: { mine: shares(asks("I cook")) }, proposals: turned(proposals) });

  test("is the same person’s on both devices", () => {
    expect(conditionsIn(choice(text), ana)).toEqual({ mine: "no phones", theirs: "I cook" });
    expect(conditionsIn(choice(text), ben)).toEqual({ mine: "I cook", theirs: "no phones" });
  });

  test("is of whoever proposed it first, also once the other has proposed the same", () => {
    const both = [...proposals, proposed(false, `${text}\nnot on Sundays`)];
    const words = choice(`${text}\nnot on Sundays`);
    expect(conditionsIn(words, { ...ana, plans: { proposals: both } })).toEqual(
      { mine: "no phones", theirs: "I cook\nnot on Sundays" },
    );
    expect(conditionsIn(words, { ...ben, plans: { proposals: turned(both) } })).toEqual(
      { mine: "I cook\nnot on Sundays", theirs: "no phones" },
    );
  });

  test("becomes the own of whoever changes its words: nobody speaks for the other", () => {
    const changed = [...proposals, proposed(true, "no phones\nBen cooks every day")];
    const words = choice("no phones\nBen cooks every day");
    expect(conditionsIn(words, { ...ana, plans: { proposals: changed } })).toEqual({ mine: words.condition, theirs: "" });
    const seen = { ...ben, plans: { proposals: turned(changed) } };
    expect(conditionsIn(words, seen)).toEqual({ mine: "", theirs: words.condition });
    expect(lacking([words], seen)).toEqual([way]);
  });

  test("that both ask for stands there once, and is of both", () => {
    expect(inOneText({ mine: "no phones\n", theirs: " no phones " })).toBe("no phones");
    const alike = known({ mine: [asks("no phones")], shown: { theirs: shares(asks("no phones")) } });
    expect(conditionsIn(choice("no phones"), alike)).toEqual({ mine: "no phones", theirs: "no phones" });
  });

  test("that one proposes and the other had asked for, unseen, is of both", () => {
    const unseen = known({ mine: [asks("no phones")], proposals: [proposed(false, "no phones")] });
    expect(conditionsIn(choice("no phones"), unseen)).toEqual({ mine: "no phones", theirs: "no phones" });
  });

  test("of the same words is of another way somebody else’s", () => {
    const elsewhere = { ...proposed(false, "no phones"), plan: { ...proposed(false, "no phones").plan, ways: [{ ...choice("no phones"), way: "real-hello" }] } };
    const here = known({ proposals: [elsewhere, proposed(true, "no phones")] });
    expect(conditionsIn(choice("no phones"), here)).toEqual({ mine: "no phones", theirs: "" });
    expect(conditionsIn({ ...choice("no phones"), way: "real-hello" }, here)).toEqual({ mine: "", theirs: "no phones" });
  });
});

describe("a change of a plan", () => {
  const mine: OwnBody[] = [asks("no phones"), { kind: "way", way: "holding-hands", will: "happy" }];
  const theirs = choice("I cook");
  const ben = known({ mine, proposals: [proposed(false, "I cook")] });

  test("keeps what is theirs, and has what I asked for with an if", () => {
    const ways = [theirs, { way: "holding-hands", times: 1, start: "either" }] as const;
    expect(lacking(ways, ben)).toEqual([way]);
    expect(conditionsFor(theirs, ben)).toEqual({ mine: "no phones", theirs: "I cook" });
    const changed = choice(inOneText(conditionsFor(theirs, ben)));
    expect(lacking([changed], ben)).toEqual([]);
  });
});
