import { describe, expect, test } from "vitest";
import type { GoOnReply, Round, RoundView } from "../../engine/session_types.ts";
import { conditionOf, goOn, standOf, stepper, type Outcome } from "./rounds.ts";

const day = 24 * 3_600_000;
const view = (state: Round["state"], move = false): RoundView => ({
  round: { number: 1, state, "my-move": move, expires: 7 * day, next: 7 * day },
  matched: null,
});

describe("where a round stands", () => {
  test.each([
    [{ round: null, matched: null }, 0, "can-begin"],
    [view("waits-for-me"), 0, "can-join"],
    [view("waits-for-partner"), 0, "waits-for-partner"],
    [view("going-on"), 0, "going-on"],
    [view("going-on", true), 0, "my-step"],
    [view("matched"), 7 * day - 1, "rests"],
    [view("matched"), 7 * day, "can-begin"],
    [view("expired"), 7 * day - 1, "rests"],
    [view("expired"), 7 * day, "can-begin"],
  ] as const)("%j at %i: %s", (round, now, stand) => {
    expect(standOf(round, now)).toBe(stand);
  });
});

test("a condition is that of a yes", () => {
  expect(conditionOf({ kind: "way", way: "music", will: "if", condition: "after nine" })).toBe("after nine");
  expect(conditionOf({ kind: "way", way: "music", will: "love" })).toBeUndefined();
  expect(conditionOf({ kind: "way", way: "music", will: "not-now", condition: "after nine" })).toBeUndefined();
  expect(conditionOf(undefined)).toBeUndefined();
});

type Next = GoOnReply["next"];
const script = (...answers: Next[]): { step: () => Promise<Next>; asked: () => number } => {
  let asked = 0;
  return { step: async () => answers[asked++] ?? "sent", asked: () => asked };
};

describe("going on", () => {
  test.each(["waits", "matched", "failed"] as const)("stops at %s", async (end) => {
    const { step, asked } = script("sent", "sent", end, "sent");
    expect(await goOn(step)).toBe(end);
    expect(asked()).toBe(3);
  });

  test("stops at an error", async () => {
    const closed = { code: "closed", reasons: ["resting"] } as const;
    expect(await goOn(async () => ({ ...closed, reasons: [...closed.reasons] }))).toEqual(closed);
  });

  test("ends, whatever the core says", async () => {
    const { step, asked } = script();
    expect(await goOn(step)).toBe("waits");
    expect(asked()).toBe(8);
  });
});

describe("a stepper", () => {
  test("takes one step at a time, and looks again for what came meanwhile", async () => {
    const open: ((next: Next) => void)[] = [];
    const came: Outcome[] = [];
    const go = stepper(() => new Promise<Next>((answer) => open.push(answer)), (outcome) => came.push(outcome));
    const first = go();
    void go();
    void go();
    expect(open.length).toBe(1);
    open[0]?.("waits");
    await Promise.resolve().then(() => undefined).then(() => undefined).then(() => undefined);
    expect(open.length).toBe(2);
    open[1]?.("matched");
    await first;
    expect(came).toEqual(["waits", "matched"]);
  });

  test("can go on after a step that threw", async () => {
    let throws = true;
    const came: Outcome[] = [];
    const go = stepper(async () => {
      if (throws) throw new Error("stopped");
      return "waits" as const;
    }, (outcome) => came.push(outcome));
    await expect(go()).rejects.toThrow("stopped");
    throws = false;
    await go();
    expect(came).toEqual(["waits"]);
  });
});
