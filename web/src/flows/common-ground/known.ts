// What plans are made from, as far as it is known on this side.
import { allOf, isYes } from "../../app/answers.ts";
import type { ItemId, NeedId, OwnBody, ShownView, Snapshot } from "../../engine/session_types.ts";
import type { Importance } from "./cards.ts";

const snapshots = (shares: ShownView["mine"]): Snapshot[] => shares.map(({ snapshot }) => snapshot);

function importanceIn(said: readonly (OwnBody | Snapshot)[]): Map<NeedId, number> {
  return new Map(allOf(said, "need").map(({ need, importance = 0 }) => [need, importance]));
}

/** On the open table, what both have shown; for oneself, all that one said. */
export function importanceFor(view: "open-table" | "own-plan", mine: readonly OwnBody[], shown: ShownView): Importance {
  return view === "own-plan"
    ? { mine: importanceIn(mine), theirs: new Map() }
    : { mine: importanceIn(snapshots(shown.mine)), theirs: importanceIn(snapshots(shown.theirs)) };
}

/** Whether each has shown a need: without, there is no open table. */
export function haveShownNeeds({ mine, theirs }: ShownView): { mine: boolean; theirs: boolean } {
  const any = (shares: ShownView["mine"]): boolean => shares.some(({ snapshot }) => snapshot.kind === "need");
  return { mine: any(mine), theirs: any(theirs) };
}

/** My yeses that are not among what both want, and so cannot be proposed. */
export function notMatched(mine: readonly OwnBody[], matched: readonly ItemId[] | null): ItemId[] {
  if (matched === null) return [];
  return allOf(mine, "way").flatMap((said) => (isYes(said) && !matched.includes(said.way) ? [said.way] : []));
}
