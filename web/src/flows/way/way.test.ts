import { describe, expect, it } from "vitest";
import type { GateReason, JointStage, PartnerState, Stage, StageState, WayView } from "../../engine/session_types.ts";
import { nextOf, type Around } from "./next.ts";
import { canEnter, onMap } from "./stages.ts";

const stages: readonly Stage[] = [
  "settle-in", "closer", "what-it-means", "what-else", "asking", "share", "hear-each-other", "both-want",
  "common-ground", "try-it", "how-did-it-go",
];
const solo = stages.slice(1, 5);
const notTogether: Partial<Record<Stage, GateReason[]>> = Object.fromEntries(
  stages.slice(5).map((stage) => [stage, ["not-together"]]),
);
/** As it is for two who have done nothing yet but come. */
const bothHere: Partial<Record<Stage, GateReason[]>> = {
  "hear-each-other": ["you-not-ready", "partner-not-ready"],
  "both-want": ["answer-ways-first", "you-not-ready", "partner-not-ready"],
  "common-ground": ["match-first", "you-not-ready", "partner-not-ready"],
  "try-it": ["no-plan-yet"],
  "how-did-it-go": ["no-plan-yet"],
};

function wayOf(
  closed: Partial<Record<Stage, GateReason[]>>,
  done: readonly Stage[] = [],
  partner: PartnerState | null = null,
): WayView {
  const states: StageState[] = stages.map((stage) => {
    const reasons = closed[stage] ?? [];
    return { stage, open: reasons.length === 0, reasons, done: done.includes(stage) };
  });
  return { stages: states, together: partner !== null, partner };
}
function ben(some: Partial<PartnerState> = {}): PartnerState {
  return {
    name: "Ben", "i-am": "first", left: false, "i-am-ready-for": [], "they-are-ready-for": [],
    "i-rest": null, "they-rest": null, ...some,
  };
}
const ready = (...of: JointStage[]): JointStage[] => of;
const around = (way: WayView, some: Partial<Around> = {}): Around => ({
  way, invited: false, inviting: false, shows: false, plan: false, ...some,
});

describe("the map of the way", () => {
  it("shows a stage one can go into as open, although only the two being ready is missing", () => {
    const map = onMap(wayOf(bothHere, ["closer"], ben()), "asking");
    const at = (id: Stage) => map.find((stage) => stage.id === id);
    expect(at("closer")?.state).toBe("done");
    expect(at("asking")?.state).toBe("here");
    expect(at("hear-each-other")).toEqual({ id: "hear-each-other", state: "open", missing: "you-not-ready", waits: false });
    expect(at("both-want")).toMatchObject({ state: "closed", missing: "answer-ways-first" });
    expect(at("try-it")).toMatchObject({ state: "closed", missing: "no-plan-yet" });
  });

  it("shows where the partner waits, until one is ready too", () => {
    const theyWait = ben({ "they-are-ready-for": ready("hear-each-other") });
    expect(onMap(wayOf(bothHere, [], theyWait), undefined).filter(({ waits }) => waits).map(({ id }) => id)).toEqual([
      "hear-each-other",
    ]);
    const bothWait = { ...theyWait, "i-am-ready-for": ready("hear-each-other") };
    expect(onMap(wayOf(bothHere, [], bothWait), undefined).some(({ waits }) => waits)).toBe(false);
  });

  it("keeps a stage closed that was done before, when it is closed now", () => {
    const map = onMap(wayOf(notTogether, ["share"]), undefined);
    expect(map.find(({ id }) => id === "share")?.state).toBe("closed");
    expect(canEnter({ open: false, reasons: ["resting", "match-first"] })).toBe(false);
  });
});

describe("what could come next", () => {
  it("is settling in, for someone new, whatever else is there", () => {
    const closed = Object.fromEntries(solo.map((stage) => [stage, ["settle-in-first"]]));
    const way = wayOf({ ...notTogether, ...closed } as Partial<Record<Stage, GateReason[]>>);
    expect(nextOf(around(way, { invited: true }))).toEqual({ kind: "stage", stage: "settle-in" });
  });

  it("is, alone, an invite in hand, then one's own stages, then inviting, then nothing", () => {
    expect(nextOf(around(wayOf(notTogether), { invited: true }))).toEqual({ kind: "join" });
    expect(nextOf(around(wayOf(notTogether, ["closer"])))).toEqual({ kind: "stage", stage: "what-it-means" });
    expect(nextOf(around(wayOf(notTogether, solo)))).toEqual({ kind: "invite" });
    expect(nextOf(around(wayOf(notTogether, solo), { inviting: true }))).toBeUndefined();
  });

  it("goes on alone after the partner left", () => {
    const over = Object.fromEntries(stages.slice(5).map((stage) => [stage, ["over"]])) as Partial<Record<Stage, GateReason[]>>;
    expect(nextOf(around(wayOf(over, solo, ben({ left: true }))))).toEqual({ kind: "invite" });
  });

  it("is where the partner waits, before anything of one's own", () => {
    const waiting = ben({ "they-are-ready-for": ready("hear-each-other", "common-ground") });
    expect(nextOf(around(wayOf(bothHere, [], waiting)))).toEqual({ kind: "waits", stage: "hear-each-other" });
  });

  it("is no stage that is closed, though the partner waits there", () => {
    const waiting = ben({ "they-are-ready-for": ready("common-ground") });
    expect(nextOf(around(wayOf(bothHere, [], waiting)))).toEqual({ kind: "stage", stage: "closer" });
  });

  it("is sharing once, then hearing, and nothing when one has said that one is ready", () => {
    expect(nextOf(around(wayOf(bothHere, solo, ben())))).toEqual({ kind: "stage", stage: "share" });
    expect(nextOf(around(wayOf(bothHere, solo, ben()), { shows: true }))).toEqual({ kind: "stage", stage: "hear-each-other" });
    const iWait = ben({ "i-am-ready-for": ready("hear-each-other") });
    expect(nextOf(around(wayOf(bothHere, solo, iWait), { shows: true }))).toBeUndefined();
    const open = { ...bothHere, "hear-each-other": [] };
    expect(nextOf(around(wayOf(open, solo, iWait), { shows: true }))).toEqual({ kind: "stage", stage: "hear-each-other" });
  });

  it("is the plan while one stands, and how it went once it has ended", () => {
    const tried = { ...bothHere, "try-it": [], "how-did-it-go": [] };
    expect(nextOf(around(wayOf(tried, solo, ben()), { plan: true }))).toEqual({ kind: "try", stage: "try-it" });
    expect(nextOf(around(wayOf(tried, solo, ben())))).toEqual({ kind: "stage", stage: "how-did-it-go" });
  });

  it("is nothing for two while either rests", () => {
    const rest = { pause: "00", until: 1 };
    for (const partner of [ben({ "i-rest": rest }), ben({ "they-rest": rest, "they-are-ready-for": ready("hear-each-other") })]) {
      expect(nextOf(around(wayOf(bothHere, solo, partner), { shows: true }))).toBeUndefined();
      expect(nextOf(around(wayOf(bothHere, [], partner), { plan: true }))).toEqual({ kind: "stage", stage: "closer" });
    }
  });
});
