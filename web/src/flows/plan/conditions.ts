// Whose condition is whose. A plan has one text for each way, and in it every condition is a line of its
// own. Whose a line is, both devices know by who said it first, where the other could see it: nobody can
// put words into the other's mouth, and a line that somebody changes becomes their own.
import { find } from "../../app/answers.ts";
import type { ItemId, OwnBody, PlanChoice, Proposal, ShownView } from "../../engine/session_types.ts";

/** What each of the two would like to go with a way, a line for each condition. */
export interface Conditions {
  mine: string;
  theirs: string;
}

/** Of a side, what tells whose a condition is. */
export interface Known {
  mine: readonly OwnBody[];
  shown: ShownView;
  plans: { proposals: readonly Pick<Proposal, "mine" | "plan">[] };
}

/** As long as the text of a way can be, for both together. */
export const longestCondition = 200;

const linesOf = (text = ""): string[] => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");

function shownOf(shares: ShownView["mine"], way: ItemId): string | undefined {
  return find(shares.map(({ snapshot }) => snapshot), "way", { way })?.condition;
}

/** What each asks for with a way; of my partner, what they have shown. */
export function conditionsOf(way: ItemId, { mine, shown }: Pick<Known, "mine" | "shown">): Conditions {
  return { mine: find(mine, "way", { way })?.condition ?? "", theirs: shownOf(shown.theirs, way) ?? "" };
}

/** Whether the other one can have seen all of what I ask for with a way. */
export function isSeen(way: ItemId, text: string, { shown, plans }: Known): boolean {
  const said = plans.proposals.flatMap(({ mine, plan }) => (mine ? plan.ways : []));
  const seen = [shownOf(shown.mine, way), ...said.map((choice) => (choice.way === way ? choice.condition : ""))];
  const lines = seen.flatMap(linesOf);
  return linesOf(text).every((line) => lines.includes(line));
}

/** What is in a plan, of each of the two. What both say is of both. */
export function conditionsIn({ way, condition }: Pick<PlanChoice, "way" | "condition">, known: Known): Conditions {
  const asked = conditionsOf(way, known);
  const own = linesOf(asked.mine);
  const shown = { mine: linesOf(shownOf(known.shown.mine, way)), theirs: linesOf(asked.theirs) };
  const iWasFirst = (line: string): boolean =>
    known.plans.proposals.find(({ plan }) =>
      plan.ways.some((choice) => choice.way === way && linesOf(choice.condition).includes(line)),
    )?.mine ?? true;
  // What one has shown, the other may have put into a plan for them.
  const isMine = (line: string): boolean =>
    own.includes(line) || shown.mine.includes(line) || (iWasFirst(line) && !shown.theirs.includes(line));
  const isTheirs = (line: string): boolean =>
    shown.theirs.includes(line) || (!iWasFirst(line) && !shown.mine.includes(line));
  const lines = linesOf(condition);
  return { mine: lines.filter(isMine).join("\n"), theirs: lines.filter(isTheirs).join("\n") };
}

/** The same in a plan, and where someone has nothing in it yet, what they are known to ask for. */
export function conditionsFor(choice: PlanChoice, known: Known): Conditions {
  const [there, asked] = [conditionsIn(choice, known), conditionsOf(choice.way, known)];
  return { mine: there.mine || asked.mine, theirs: there.theirs || asked.theirs };
}

/** As a plan has it: a line that both say stands there once. */
export function inOneText({ mine, theirs }: Conditions): string {
  return [...new Set([...linesOf(mine), ...linesOf(theirs)])].join("\n");
}

/** What I would try only under a condition, where the plan has none of mine: I cannot say yes to it as it is. */
export function lacking(choices: readonly PlanChoice[], known: Known): ItemId[] {
  return choices.flatMap((choice) => {
    const said = find(known.mine, "way", { way: choice.way });
    const asks = said?.will === "if" && said.condition !== undefined;
    return asks && conditionsIn(choice, known).mine === "" ? [choice.way] : [];
  });
}
