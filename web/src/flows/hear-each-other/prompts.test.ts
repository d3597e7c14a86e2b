import { describe, expect, test } from "vitest";
import { packForTest as pack } from "../../content/pack_for_test.ts";
import type { Share, Snapshot } from "../../engine/session_types.ts";
import { beginnings, wordsToBorrow } from "./prompts.ts";

const share = (snapshot: Snapshot): Share => ({ share: "ab", at: 0, snapshot });
const topics = (mine: Snapshot[], theirs: Snapshot[]): Set<string> =>
  new Set(beginnings(pack, { mine: mine.map(share), theirs: theirs.map(share) }).offered.map(({ about }) => about));

const missing: Snapshot = { kind: "misses", when: "rare", text: "Ease." };
const need: Snapshot = { kind: "need", need: "touch", importance: 3 };
const asking: Snapshot = { kind: "feeling", seat: "asked", feeling: "torn", strength: 2 };
const no: Snapshot = { kind: "move", seat: "refused", move: "go-quiet", on: true };

describe("beginnings", () => {
  test("begin with what sex means, also when nobody showed anything", () => {
    const { offered, more } = beginnings(pack, { mine: [], theirs: [] });
    expect(offered[0]?.id).toBe("sex-means");
    expect(new Set(offered.map(({ about }) => about))).toEqual(new Set(["meaning", "any"]));
    expect(offered.length + more.length).toBe(pack.prompts.filter(({ use }) => use === "speak").length);
  });

  test("are about what both showed, not what one did", () => {
    expect(topics([missing, asking], [need])).toEqual(new Set(["meaning", "any", "missing"]));
    expect(topics([asking, no], [asking])).toEqual(new Set(["meaning", "any", "asking"]));
    expect(topics([no], [no, need])).toEqual(new Set(["meaning", "any", "no"]));
  });
});

describe("words to borrow", () => {
  test("fit the beginning, and the fitting ones come first", () => {
    expect(wordsToBorrow(pack, "say-back", "miss-most").map(({ id }) => id)).toEqual(["you-miss", "heard", "matters-most"]);
    expect(wordsToBorrow(pack, "say-back").map(({ about }) => about)).toEqual(["any", "any"]);
  });

  test("are of the use that was asked for", () => {
    expect(wordsToBorrow(pack, "add", "sex-means").every(({ use }) => use === "add")).toBe(true);
  });
});
