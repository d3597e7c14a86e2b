// Words on their way, with a conversation that says yes to everything or not.
import { beforeEach, describe, expect, test } from "vitest";
import type { Refusal } from "../../device/host.ts";
import type { Side } from "../../device/side.ts";
import type { HearView, SayBody, Turn, TurnLine } from "../../engine/session_types.ts";
import { becameOf, Drafts, type Draft, type Occasion } from "./drafts.svelte.ts";

const turn = (id: string, mine: boolean, next: Turn["next"], ...lines: TurnLine[]): Turn => ({
  turn: id, mine, next, heard: false, lines,
});
const spoke = (mine: boolean, text: string): TurnLine => ({ kind: "speak", mine, text });
const view = (...turns: Turn[]): HearView => ({ turns, "first-times": [], gifts: [] });

const speaking: Occasion = { kind: "speak" };
const theirs = turn("ab", false, "say-back", spoke(false, "Being seen."));
const echo: Occasion = { kind: "say-back", turn: theirs };

let drafts: Drafts;
beforeEach(() => {
  drafts = new Drafts();
});

/** A side that answers with this, and shows these turns. */
const sideWith = (hear: HearView, answer?: Refusal): Side =>
  ({ hear, say: (..._: SayBody[]) => Promise.resolve(answer) }) as Partial<Side> as Side;

async function sent(hear: HearView, occasion: Occasion, text: string): Promise<void> {
  drafts.write(occasion, { text });
  const bodies = { speak: { kind: "speak", text }, "say-back": { kind: "say-back", turn: "ab", text } } as const;
  await drafts.say(sideWith(hear), occasion, bodies[occasion.kind === "speak" ? "speak" : "say-back"]);
}

describe("a draft", () => {
  test("is of one occasion", () => {
    drafts.write(echo, { text: "You would like to be seen." });
    expect(drafts.at(echo).text).toBe("You would like to be seen.");
    expect(drafts.at(speaking).text).toBe("");
    const later = { ...theirs, lines: [...theirs.lines, spoke(true, "So.")] };
    expect(drafts.at({ kind: "say-back", turn: later }).text).toBe("");
    expect(drafts.at({ kind: "say-back", turn: { ...theirs, turn: "cd" } }).text).toBe("");
  });

  test("stays if it could not be said, and goes once it was", async () => {
    drafts.write(speaking, { text: "Rest." });
    const refusal: Refusal = { code: "not-kept", full: true };
    expect(await drafts.say(sideWith(view(), refusal), speaking, { kind: "speak", text: "Rest." })).toBe(refusal);
    expect(drafts.at(speaking).text).toBe("Rest.");
    await drafts.say(sideWith(view()), speaking, { kind: "speak", text: "Rest." });
    expect(drafts.at(speaking).text).toBe("");
  });

  test("keeps what is written while it is being sent", async () => {
    drafts.write(speaking, { text: "Rest." });
    const saying = drafts.say(sideWith(view()), speaking, { kind: "speak", text: "Rest." });
    drafts.write(speaking, { text: "Rest. And sleep." });
    await saying;
    expect(drafts.at(speaking).text).toBe("Rest. And sleep.");
  });
});

describe("what was sent", () => {
  const mine = turn("cd", true, "say-back", spoke(true, "Rest."));

  test("is no draft any more while it stands, and is one again when the other was first", async () => {
    await sent(view(), speaking, "Rest.");
    drafts.giveBack(view(mine));
    expect(drafts.at(speaking).text).toBe("");
    drafts.giveBack(view(theirs));
    expect(drafts.at(speaking).text).toBe("Rest.");
    drafts.letGo(drafts.waiting(echo)[0] ?? { key: "", kind: "speak", text: "" });
    drafts.giveBack(view(theirs));
    expect(drafts.at(speaking).text).toBe("");
  });

  test("is not taken for what was said before in the same words, nor for what they said", async () => {
    const before = { ...mine, next: "nothing" } as const;
    await sent(view(before), speaking, "Rest.");
    drafts.giveBack(view(before, turn("ef", false, "say-back", spoke(false, "Rest."))));
    expect(drafts.at(speaking).text).toBe("Rest.");
  });

  test("comes before what was written since", async () => {
    await sent(view(theirs), echo, "Seen.");
    drafts.write(echo, { text: "By me." });
    drafts.giveBack(view(theirs));
    expect(drafts.at(echo)).toEqual({ kind: "say-back", turn: "ab", text: "Seen.\n\nBy me.", open: true });
  });
});

describe("words that wait", () => {
  test("are those of another occasion, and can be used here", () => {
    drafts.write(echo, { text: "Seen." });
    drafts.write(speaking, { text: " " });
    expect(drafts.waiting(echo)).toEqual([]);
    const [words] = drafts.waiting(speaking);
    expect(words?.text).toBe("Seen.");
    if (words) drafts.move(words, speaking);
    expect([drafts.at(speaking).text, drafts.waiting(speaking).length]).toEqual(["Seen.", 0]);
  });

  const words = (kind: Draft["kind"], of?: string): Draft => ({ kind, turn: of, text: "Rest." });
  const rested: Turn = { ...theirs, next: "nothing" };
  test.each([
    ["they speak", words("speak"), view(theirs), "they-spoke"],
    ["nobody speaks", words("speak"), view(rested), "waits"],
    ["the turn rests", words("say-back", "ab"), view(rested), "rested"],
    ["the turn rests and another goes on", words("heard", "ab"), view(rested, turn("cd", true, "heard")), "rested"],
    ["the turn went on", words("say-back", "ab"), view({ ...theirs, next: "heard" }), "went-on"],
    ["the turn was heard", words("heard", "ab"), view({ ...rested, heard: true }), "went-on"],
  ] as const)("know what happened: %s", (_, draft, hear, became) => {
    expect(becameOf(draft, hear)).toBe(became);
  });
});
