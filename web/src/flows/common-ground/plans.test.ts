// The cards and wishes, beside what the engine really answers to Ana and Ben.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { Core } from "../../engine/core.ts";
import { anaAndBen, bothReady, join, match, type Person, sync, type World } from "../../engine/people_for_test.ts";
import type { PlanView, SayBody } from "../../engine/session_types.ts";
import { type Card, cardsOf, choicesOf, isStartedOtherwise, keyOf, middleOf, moved, pointsOf, shareInAWord, changeOf, difference, drawn, type NeedRow } from "./cards.ts";
import { changeOfProposal, draftOf, keptOf, overlong, proposalOf, startersOf, textOf } from "./draft.ts";
import { propose } from "./propose.ts";
import { conditionsFor, conditionsIn, conditionsOf, type Known } from "../plan/conditions.ts";
import { lastPlan, openProposals, standingPlan } from "../plan/standing.ts";
import { dayOf } from "../plan/days.ts";
import { fewerThan, largest, listed, noWishes, planCommand, shorterThan, unwish, wish, type Wishes } from "./wishes.ts";

const root = new URL("../../../../", import.meta.url);
const pack = readFileSync(new URL("content/closer/pack.json", root), "utf8");
const module = new WebAssembly.Module(readFileSync(new URL("build/wasm/core.wasm", root)));

interface Example {
  answers: {
    needs: Record<string, { importance: number; met: number }>;
    ways: Record<string, string | { will: string; if?: string; start?: string[]; more?: string[]; less?: string[] }>;
    feelings?: Record<string, Record<string, number>>;
  }[];
  limits: { minutes: number; ways: number };
  usual: { way: string; wish: [number, number] };
}
const example = JSON.parse(readFileSync(new URL("examples/how-often.json", root), "utf8")) as Example;

/** What one of the two in the example said, as they would say it. */
function saidBy(person: 0 | 1): SayBody[] {
  const { needs, ways, feelings = {} } = example.answers[person] as Example["answers"][number];
  const bodies: unknown[] = [{ kind: "about-me", adult: true }];
  for (const [need, grades] of Object.entries(needs)) bodies.push({ kind: "need", need, ...grades });
  for (const [way, said] of Object.entries(ways)) {
    const { will, if: condition, start, more = [], less = [] } = typeof said === "string" ? { will: said } : said;
    bodies.push({ kind: "way", way, will, ...(condition ? { condition } : {}), ...(start ? { start } : {}) });
    for (const need of more) bodies.push({ kind: "correction", way, need, does: "more" });
    for (const need of less) bodies.push({ kind: "correction", way, need, does: "less" });
  }
  for (const [seat, felt] of Object.entries(feelings)) {
    for (const [feeling, strength] of Object.entries(felt)) bodies.push({ kind: "feeling", seat, feeling, strength });
  }
  bodies.push({ kind: "usual", way: example.usual.way, times: example.usual.wish[person] });
  bodies.push({ kind: "limits", ...example.limits });
  return bodies as SayBody[];
}

const importance = {
  mine: new Map(Object.entries(example.answers[0]?.needs ?? {}).map(([need, said]) => [need, said.importance])),
  theirs: new Map(Object.entries(example.answers[1]?.needs ?? {}).map(([need, said]) => [need, said.importance])),
};

function shareAll(person: Person, who: 0 | 1): void {
  const { needs, ways } = example.answers[who] as Example["answers"][number];
  const yes = Object.entries(ways).filter(([, said]) => !["no", "not-now"].includes(typeof said === "string" ? said : said.will));
  person.must({
    do: "share",
    what: [
      ...Object.keys(needs).map((need) => ({ kind: "need", need }) as const),
      ...yes.map(([way]) => ({ kind: "way", way }) as const),
      { kind: "usual" },
    ],
  });
}

function knownTo(person: Person): Known {
  const view = <V extends "shown" | "plans">(name: V) => person.must({ do: "view", view: name });
  return { mine: person.must({ do: "view", view: "mine" }).said, shown: view("shown"), plans: view("plans") };
}

let world: World;
let ana: Person;
let ben: Person;

function open(person: Person, wishes: Wishes = noWishes): PlanView {
  return person.must(planCommand("open-table", wishes)) as PlanView;
}

beforeAll(async () => {
  ({ world, ana, ben } = await anaAndBen(await Core.start(module), pack));
  ana.say(...saidBy(0));
  ben.say(...saidBy(1));
  join(world, ana, ben);
  match(ana, ben);
  bothReady(ana, ben, "common-ground");
  shareAll(ana, 0);
  shareAll(ben, 1);
  sync(ana, ben);
});

describe("cards", () => {
  test("are the named plans, each plan once and each name once", () => {
    const view = open(ana);
    const cards = cardsOf(view, importance);
    expect(cards.flatMap(({ names }) => names).toSorted()).toEqual(["balanced", "even", "fair", "light", "most"]);
    expect(new Set(cards.map(({ key }) => key)).size).toBe(cards.length);
    expect(cards[0]?.names[0]).toBe("fair");
    for (const card of cards) {
      for (const name of card.names) expect(keyOf(choicesOf(view.answer[name].plan))).toBe(card.key);
    }
  });

  test("read differently, where all that sets them apart is who starts", () => {
    const plans = (["first", "second", "either"] as const).map((start) => ({
      choices: [{ way: "hug", times: 3, start }, { way: "walk", times: 1, start: "either" as const }],
    }));
    const [[hug, walk] = []] = plans.map(({ choices }) => choices);
    expect(hug && isStartedOtherwise(hug, plans)).toBe(true);
    expect(walk && isStartedOtherwise(walk, plans)).toBe(false);
    expect(isStartedOtherwise({ way: "hug", times: 2, start: "first" }, plans)).toBe(false);
    // All of them in the example, as they stand in a line each.
    const cards = cardsOf(open(ana), importance);
    const line = ({ choices }: Pick<Card, "choices">): string =>
      choices.map((one) => [one.way, one.times, ...isStartedOtherwise(one, cards) ? [one.start] : []].join(" ")).join(", ");
    expect(new Set(cards.map(line)).size).toBe(cards.length);
  });

  test("of the two are the same plans, seen from either side", () => {
    const mine = cardsOf(open(ana), importance);
    const theirs = cardsOf(open(ben), { mine: importance.theirs, theirs: importance.mine });
    expect(theirs.map(({ key }) => key)).toEqual(mine.map(({ key }) => key));
    const sides = (rows: NeedRow[] = []) => rows.map(({ need, me, partner }) => [need, me, partner]);
    expect(sides(theirs[0]?.gains)).toEqual(sides(mine[0]?.gains).map(([need, me, partner]) => [need, partner, me]));
    expect(pointsOf(open(ben).answer.frontier, "second").map(({ theirs: gain }) => gain)).toEqual(
      pointsOf(open(ana).answer.frontier, "first").map(({ mine: gain }) => gain),
    );
  });

  test("show only needs that matter to each, what moves most first", () => {
    const [fair] = cardsOf(open(ana), importance);
    const needs = (side: "me" | "partner") =>
      fair?.gains.flatMap((row) => (row[side] === undefined ? [] : [row.need])).toSorted();
    expect(needs("me")).toEqual([...importance.mine.keys()].toSorted());
    expect(needs("partner")).toEqual([...importance.theirs.keys()].toSorted());
    const rows = moved(fair?.gains ?? []);
    expect(rows.length).toBeGreaterThan(0);
    const weight = ({ need, me, partner }: NeedRow): number =>
      Math.max(
        me === undefined ? 0 : (importance.mine.get(need) ?? 0) * (me.after - me.before),
        partner === undefined ? 0 : (importance.theirs.get(need) ?? 0) * (partner.after - partner.before),
      );
    expect(rows.map(weight)).toEqual(rows.map(weight).toSorted((a, b) => b - a));
  });

  test("stand beside the middle, which is told in words", () => {
    const middle = middleOf(open(ana), importance);
    expect(middle?.choices).toMatchObject([{ way: "sex", times: 2 }]);
    expect(shareInAWord(middle?.theirs ?? null)).toBe("little");
    expect([null, -1, 0, 100, 300, 500, 700, 1200].map(shareInAWord)).toEqual(
      ["nothing", "worse", "nothing", "little", "less", "half", "more", "same"],
    );
  });

  test("are all drawn in the picture, and of the other plans only what can be told apart", () => {
    const point = (mine: number, theirs: number) => ({ mine, theirs });
    const points = [point(0, 100), point(1, 99), point(50, 60), point(51, 59), point(100, 0)];
    expect(drawn(points, [])).toEqual([0, 2, 4]);
    expect(drawn(points, [1, 3])).toEqual([1, 3, 4]);
    const { answer } = open(ana);
    const named = cardsOf(open(ana), importance).map((card) => card.point);
    const places = drawn(pointsOf(answer.frontier, "first"), named);
    expect(places).toEqual(expect.arrayContaining(named));
    expect(places.length).toBeLessThan(answer.frontier.length);
  });

  test("tell what changed on them", () => {
    const before = cardsOf(open(ana), importance);
    expect(changeOf(before[0] as (typeof before)[number], before)).toBeUndefined();
    const way = before[0]?.choices[0]?.way ?? "";
    const after = cardsOf(open(ana, wish(noWishes, { kind: "without", way })), importance);
    expect(changeOf(after[0] as (typeof after)[number], before)?.gone).toContain(way);
    const choice = (id: string, times: number) => ({ way: id, times, start: "first" }) as const;
    expect(difference([choice("a", 1), choice("b", 1)], [choice("b", 2), choice("c", 1)])).toEqual(
      { added: ["c"], gone: ["a"], other: ["b"] },
    );
  });
});

describe("wishes", () => {
  test("are what the engine is asked for, and are answered", () => {
    const [fair] = cardsOf(open(ana), importance);
    const kept = fair?.choices[0]?.way ?? "";
    const out = fair?.choices[1]?.way ?? "";
    const wishes = wish(wish(noWishes, { kind: "keep", way: kept }), { kind: "without", way: out });
    for (const card of cardsOf(open(ana, wishes), importance)) {
      const ways = card.choices.map(({ way }) => way);
      expect(ways).toContain(kept);
      expect(ways).not.toContain(out);
    }
    const gentler = open(ana, wish(noWishes, { kind: "gentle" }));
    expect(gentler.answer.frontier.every(({ plan }) => plan.every(({ times }) => times === 1))).toBe(true);
  });

  test("for shorter and fewer are below all that is on the cards", () => {
    const now = largest(open(ana));
    const minutes = shorterThan(now.minutes) as number;
    const ways = fewerThan(now.ways) as number;
    const asked = wish(wish(noWishes, { kind: "minutes", most: minutes }), { kind: "ways", most: ways });
    const then = largest(open(ana, asked));
    expect(then.minutes).toBeLessThanOrEqual(minutes);
    expect(then.ways).toBeLessThanOrEqual(ways);
    expect(shorterThan(10)).toBeUndefined();
    expect(fewerThan(1)).toBeUndefined();
  });

  test("that cannot be have a reason, and the last one can be taken away", () => {
    const way = cardsOf(open(ana), importance)[0]?.choices[0]?.way ?? "";
    const keeps = wish(noWishes, { kind: "keep", way });
    const asked = wish(keeps, { kind: "minutes", most: 1 });
    expect(ana.ask(planCommand("open-table", asked))).toMatchObject({ error: { code: "no-plan" } });
    expect(cardsOf(open(ana, unwish(asked, { kind: "minutes", most: 1 })), importance).length).toBeGreaterThan(0);
  });

  test("can each be shown and taken away", () => {
    const all = [
      { kind: "keep", way: "a" }, { kind: "without", way: "b" }, { kind: "gentle" },
      { kind: "minutes", most: 30 }, { kind: "ways", most: 2 }, { kind: "ask", need: "calm" },
    ] as const;
    const wishes = all.reduce<Wishes>(wish, noWishes);
    expect(listed(wishes)).toEqual(all);
    expect(listed(wishes).reduce<Wishes>(unwish, wishes)).toEqual(noWishes);
    expect(wish(wishes, { kind: "without", way: "a" }).keep).toEqual([]);
    expect(planCommand("own-plan", noWishes)).toEqual({ do: "view", view: "own-plan" });
    expect(planCommand("own-plan", wishes, ["b", "c"]).without).toEqual(["b", "c"]);
  });
});

test("what one would ask for alone is made of one's own yeses, and never what both do not want", () => {
  const matched = ana.must({ do: "view", view: "round" }).matched ?? [];
  const mine = Object.keys(example.answers[0]?.ways ?? {}).filter((way) => !matched.includes(way));
  const view = ana.must(planCommand("own-plan", noWishes, mine)) as PlanView;
  const ways = cardsOf(view, { ...importance, theirs: new Map() }).flatMap(({ choices }) => choices);
  expect(ways.length).toBeGreaterThan(0);
  for (const { way } of ways) expect(matched).toContain(way);
});

test("a plan is proposed with its conditions, changed, agreed to, and kept in part", () => {
  const view = open(ana);
  const today = dayOf(world.now);
  const draft = draftOf(choicesOf(view.answer.fair.plan), ({ way }) => conditionsOf(way, knownTo(ana)), today);
  ana.say(proposalOf(draft, 1));
  sync(ana, ben);
  const [first] = openProposals(ben.must({ do: "view", view: "plans" }));
  if (first === undefined) throw new Error("no proposal");
  ben.say(proposalOf({ ...changeOfProposal(first, (choice) => conditionsFor(choice, knownTo(ben)), today), days: 7 }, 1));
  sync(ana, ben);
  const waiting = openProposals(ana.must({ do: "view", view: "plans" }));
  expect(waiting.map(({ plan }) => plan["instead-of"])).toEqual([first.proposal]);
  const proposal = waiting[0]?.proposal ?? "";
  for (const person of [ana, ben]) person.say({ kind: "agree", proposal });
  sync(ana, ben);
  const plans = ana.must({ do: "view", view: "plans" });
  expect(standingPlan(plans)?.plan.days).toBe(7);
  expect(openProposals(plans)).toEqual([]);
  ben.say({ kind: "stop", proposal });
  sync(ana, ben);
  const ended = ana.must({ do: "view", view: "plans" });
  expect(standingPlan(ended)).toBeUndefined();
  const last = lastPlan(ended);
  if (last === undefined) throw new Error("no plan");
  expect(last.proposal).toBe(proposal);
  const [way] = last.plan.ways;
  const reviews = [{ kind: "review-way", proposal, way: way?.way ?? "", next: "keep" }] as const;
  const kept = keptOf(last, reviews, (choice) => conditionsFor(choice, knownTo(ana)), today);
  expect(proposalOf(kept, 1).ways).toEqual([way]);
});

test("both devices know whose a condition is, without anybody having shown theirs", () => {
  const [way] = ana.must({ do: "view", view: "round" }).matched ?? [];
  if (way === undefined) throw new Error("nothing matched");
  const last = (person: Person) => {
    const choice = person.must({ do: "view", view: "plans" }).proposals.at(-1)?.plan.ways[0];
    if (choice === undefined) throw new Error("no plan");
    return { choice, is: conditionsIn(choice, knownTo(person)) };
  };
  const today = dayOf(world.now);
  const choices = [{ way, times: 1, start: "first" }] as const;
  ana.say(proposalOf(draftOf(choices, () => ({ mine: "the door is shut", theirs: "" }), today), 1));
  sync(ana, ben);
  expect([last(ana).is, last(ben).is]).toEqual([{ mine: "the door is shut", theirs: "" }, { mine: "", theirs: "the door is shut" }]);
  const asked = { ...last(ben).is, mine: "after ten" };
  ben.say(proposalOf(draftOf([last(ben).choice], () => asked, today), 1));
  sync(ana, ben);
  expect(last(ben).is).toEqual(asked);
  expect(last(ana).is).toEqual({ mine: "the door is shut", theirs: "after ten" });
});

// The newest round need not be the one that plans are of.
test("a plan is proposed of the last round that came to something, with my yes", async () => {
  const plans = () => ana.must({ do: "view", view: "plans" });
  const side = {
    say: (...bodies: SayBody[]) => Promise.resolve(ana.ask({ do: "say", say: bodies }).error),
    get round() {
      return ana.must({ do: "view", view: "round" });
    },
    get plans() {
      return plans();
    },
  };
  world.now += 8 * 86_400_000;
  ana.must({ do: "begin-round" });
  expect(side.round.round?.number).toBe(2);
  const draft = draftOf([{ way: "holding-hands", times: 1, start: "first" }], () => ({ mine: " ", theirs: "" }), dayOf(world.now));
  expect(await propose(side, draft)).toBeUndefined();
  const made = plans().proposals.at(-1);
  expect(made).toMatchObject({ mine: true, "i-said-yes": true, plan: { round: 1 } });
  expect(made?.plan.ways).toEqual([{ way: "holding-hands", times: 1, start: "first" }]);
  // What only one wants is refused as it is, whatever the round.
  const nothing = () => ({ mine: "", theirs: "" });
  expect(await propose(side, draftOf([{ way: "separate-beds", times: 1, start: "first" }], nothing, dayOf(world.now)))).toEqual(
    { code: "not-allowed", detail: "not-matched" },
  );
});

test("conditions of both go into a plan with room for both, or those of one", () => {
  const choice = { way: "one-meal", times: 1, start: "either", mine: "a".repeat(150), theirs: "b".repeat(150) } as const;
  expect(overlong(choice)).toBe(101);
  expect(overlong({ ...choice, theirsLeftOut: true })).toBe(0);
  expect(textOf({ ...choice, theirsLeftOut: true })).toBe(choice.mine);
  expect(textOf({ ...choice, mine: " not at night\n" })).toBe(`not at night\n${choice.theirs}`);
});

test("who starts is who can start a way", () => {
  expect(startersOf(["one", "time"])).toEqual(["first", "second", "either"]);
  expect(startersOf(["time"])).toEqual(["either"]);
});
