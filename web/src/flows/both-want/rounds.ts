// Where a private match stands, and how it goes on. Nothing here depends on what anyone said yes to.
import type { Refusal } from "../../device/host.ts";
import type { GoOnAtTableReply, GoOnReply, RoundView, SayWay } from "../../engine/session_types.ts";

export type Stand =
  /** No round goes on: one can be begun now. */
  | "can-begin"
  /** My partner has put their answers in. */
  | "can-join"
  | "waits-for-partner"
  /** Both are in; the next step is theirs. */
  | "going-on"
  /** Both are in; the next step is mine, and is taken by itself. */
  | "my-step"
  /** The next round has its time. */
  | "rests";

export function standOf({ round }: RoundView, now: number): Stand {
  if (round === null) return "can-begin";
  switch (round.state) {
    case "waits-for-me": return "can-join";
    case "waits-for-partner": return "waits-for-partner";
    case "going-on": return round["my-move"] ? "my-step" : "going-on";
    case "matched":
    case "expired": return now < round.next ? "rests" : "can-begin";
  }
}

/** The condition that one made, of a way that is still a yes. */
export function conditionOf(answer: SayWay | undefined): string | undefined {
  return answer?.will === "not-now" || answer?.will === "no" ? undefined : answer?.condition;
}

/** What came of a step in a round, or at a sealed table. */
type Next = GoOnReply["next"] | GoOnAtTableReply["next"];
/** What came of going on: it stopped at one of these, or at an error. */
export type Outcome = Exclude<Next, "sent"> | Refusal;

/** Takes steps until there is something to wait for, or the round is over. A round has four. */
export async function goOn(step: () => Promise<Next | Refusal>): Promise<Outcome> {
  for (let steps = 0; steps < 8; ++steps) {
    const next = await step();
    if (next !== "sent") return next;
  }
  return "waits";
}

/**
 * Goes on whenever it is called and there is a step to take, one call at a time. What is called
 * meanwhile is looked at once more after.
 */
export function stepper(
  step: () => Promise<Next | Refusal>,
  came: (outcome: Outcome) => void,
): () => Promise<void> {
  let going = false;
  let again = false;
  return async () => {
    again = true;
    if (going) return;
    going = true;
    try {
      while (again) {
        again = false;
        came(await goOn(step));
      }
    } finally {
      going = false;
    }
  };
}
