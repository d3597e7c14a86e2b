import { describe, expect, it } from "vitest";
import { noViews } from "../../device/host.ts";
import type {
  GateReason, HearView, JointStage, PartnerState, PlansView, Proposal, Round, Stage, StageState, Turn, WayView,
} from "../../engine/session_types.ts";
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
  way, hear: noViews.hear, round: noViews.round, table: noViews.table, plans: noViews.plans,
  hasNewPieces: false, invited: false, inviting: false, shows: false, ...some,
});

/** As it is for two who have come as far as a plan could be made, and are both ready for these. */
function bothReady(stages: readonly JointStage[], open: Partial<Record<Stage, GateReason[]>> = {}, done = solo): WayView {
  const closed: Partial<Record<Stage, GateReason[]>> = {
    ...bothHere, "both-want": ["you-not-ready", "partner-not-ready"], "common-ground": ["you-not-ready", "partner-not-ready"],
    ...Object.fromEntries(stages.map((stage) => [stage, []])), ...open,
  };
  return wayOf(closed, done, ben({ "i-am-ready-for": [...stages], "they-are-ready-for": [...stages] }));
}
const turn = (mine: boolean, next: Turn["next"], heard = false): Turn => ({ turn: "01", mine, next, heard, lines: [] });
const heard = (...turns: Turn[]): HearView => ({ ...noViews.hear, turns });

function proposal(some: Partial<Proposal> = {}): Proposal {
  return {
    proposal: "01", mine: false, plan: { kind: "proposal", round: 1, begins: 0, days: 14, ways: [] },
    "i-said-yes": false, "they-said-yes": true, stands: false, stood: false, ends: 0, open: true, "days-of": [], ...some,
  };
}
const stands: PlansView = {
  proposals: [proposal({ "i-said-yes": true, stands: true, stood: true })], standing: "01",
};
const round = (some: Partial<Round>): Round => ({
  number: 1, state: "going-on", "my-move": false, expires: 0, next: 0, ...some,
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
  });

  it("is the plan while one stands, and how it went once it has ended", () => {
    const tried = { ...bothHere, "try-it": [], "how-did-it-go": [] };
    expect(nextOf(around(wayOf(tried, solo, ben()), { plans: stands }))).toEqual({ kind: "try", stage: "try-it" });
    expect(nextOf(around(wayOf(tried, solo, ben())))).toEqual({ kind: "stage", stage: "how-did-it-go" });
  });

  it("is nothing for two while either rests", () => {
    const rest = { pause: "00", until: 1 };
    for (const partner of [ben({ "i-rest": rest }), ben({ "they-rest": rest, "they-are-ready-for": ready("hear-each-other") })]) {
      const theirs = { shows: true, hasNewPieces: true, hear: heard(turn(false, "say-back")) };
      expect(nextOf(around(wayOf({ ...bothHere, "hear-each-other": ["resting"] }, solo, partner), theirs))).toBeUndefined();
      expect(nextOf(around(wayOf(bothHere, [], partner), { plans: stands }))).toEqual({ kind: "stage", stage: "closer" });
    }
  });
});

describe("what of the partner's waits for me", () => {
  const hear = bothReady(["hear-each-other"], {}, []);
  const plan = bothReady(["common-ground"]);

  it("is what they said, before anything else", () => {
    expect(nextOf(around(hear, { hear: heard(turn(false, "say-back")), hasNewPieces: true }))).toEqual({
      kind: "spoke", stage: "hear-each-other",
    });
    expect(nextOf(around(hear, { hear: heard(turn(true, "heard")), plans: stands }))).toEqual({
      kind: "echoed", stage: "hear-each-other",
    });
  });

  it("is nothing in hearing while the partner is the one to go on", () => {
    for (const theirs of [turn(true, "say-back"), turn(false, "heard"), turn(true, "nothing", true)]) {
      expect(nextOf(around(hear, { hear: heard(theirs) }))).toEqual({ kind: "both", stage: "hear-each-other" });
    }
  });

  it("is not what they said once somebody took back being ready", () => {
    const over = wayOf(bothHere, solo, ben({ "they-are-ready-for": ready("hear-each-other") }));
    expect(nextOf(around(over, { hear: heard(turn(false, "say-back")), shows: true }))).toEqual({
      kind: "waits", stage: "hear-each-other",
    });
  });

  it("is a proposal with their yes, until it is answered or ended", () => {
    const of = (...proposals: Proposal[]) => around(plan, { plans: { proposals, standing: null }, hasNewPieces: true });
    expect(nextOf(of(proposal()))).toEqual({ kind: "proposal", stage: "common-ground" });
    for (const other of [
      proposal({ "i-said-yes": true }), proposal({ open: false }),
      proposal({ mine: true, "i-said-yes": true, "they-said-yes": false }), proposal({ "they-said-yes": false }),
    ]) {
      expect(nextOf(of(other))).toEqual({ kind: "shown", stage: "share" });
    }
  });

  it("is a proposal of another plan while one stands", () => {
    const proposals = [...stands.proposals, proposal({ proposal: "02" })];
    expect(nextOf(around(plan, { plans: { ...stands, proposals } }))).toEqual({ kind: "proposal", stage: "common-ground" });
  });

  it("is no proposal where plans are closed at the moment", () => {
    const way = wayOf(bothHere, solo, ben());
    expect(nextOf(around(way, { plans: { proposals: [proposal()], standing: null } }))).toEqual({ kind: "stage", stage: "share" });
  });

  it("is what they have shown, before where both are ready", () => {
    expect(nextOf(around(hear, { hasNewPieces: true }))).toEqual({ kind: "shown", stage: "share" });
    expect(nextOf(around(hear))).toEqual({ kind: "both", stage: "hear-each-other" });
  });

  it("is where both are ready, although there is something to do alone, and the furthest of them", () => {
    const far = bothReady(["hear-each-other", "both-want", "common-ground"], {}, []);
    expect(nextOf(around(far))).toEqual({ kind: "both", stage: "common-ground" });
  });

  it("is no stage that came to its end, though both once said that they are ready", () => {
    const told: HearView = { ...heard(turn(true, "nothing", true)), "first-times": [{ mine: true, at: 0, text: "Rest." }] };
    expect(nextOf(around(hear, { hear: told }))).toEqual({ kind: "stage", stage: "closer" });
    expect(nextOf(around(bothReady(["hear-each-other"], {}, [...solo, "hear-each-other"]), { shows: true }))).toEqual({
      kind: "stage", stage: "both-want",
    });
    const matched = around(bothReady(["both-want"], {}, []), { round: { round: round({ state: "matched" }), matched: ["hug"] } });
    expect(nextOf(matched)).toEqual({ kind: "stage", stage: "closer" });
  });

  it("is another round or table that the partner has begun", () => {
    const again = { round: round({ number: 2, state: "waits-for-me" }), matched: ["hug"] };
    expect(nextOf(around(bothReady(["both-want"]), { round: again }))).toEqual({ kind: "both", stage: "both-want" });
    const table = { table: { ...round({ "my-move": true }), state: "going-on" as const, steps: 1 }, met: null };
    expect(nextOf(around(plan, { plans: stands, table }))).toEqual({ kind: "both", stage: "common-ground" });
  });

  it("leaves a plan first, until it was looked back on", () => {
    const far = bothReady(["hear-each-other", "common-ground"], { "try-it": [] });
    const talked = heard(turn(true, "nothing", true));
    expect(nextOf(around(far, { hear: talked, plans: stands }))).toEqual({ kind: "try", stage: "try-it" });
    expect(nextOf(around(far, { plans: stands }))).toEqual({ kind: "both", stage: "hear-each-other" });
    const ended = bothReady(["hear-each-other", "common-ground"], { "how-did-it-go": [] });
    expect(nextOf(around(ended, { hear: talked }))).toEqual({ kind: "stage", stage: "how-did-it-go" });
  });
});
