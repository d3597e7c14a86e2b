// Which beginnings are offered: what sex and closeness mean comes first, then what both have shown
// something about. What only one has shown is not brought up by the program.
import type { Pack, Prompt } from "../../content/pack.ts";
import type { ShownView, Snapshot } from "../../engine/session_types.ts";

type Topic = Prompt["about"];

function topicOf(body: Snapshot): Topic | undefined {
  switch (body.kind) {
    case "meaning": return "meaning";
    case "misses":
    case "need": return "missing";
    case "feeling":
    case "move": return body.seat === "asking" || body.seat === "asked" ? "asking" : "no";
    case "kind-ask": return "asking";
    case "kind-no": return "no";
    case "area": return "areas";
    case "theme":
    case "picture":
    case "way": return "wish";
    default: return undefined;
  }
}

export interface Beginnings {
  /** To choose from at once. */
  offered: Prompt[];
  /** All others, for who looks for them. */
  more: Prompt[];
}

export function beginnings({ prompts }: Pack, { mine, theirs }: ShownView): Beginnings {
  const topics = ([mine, theirs] as const).map((shares) => new Set(shares.map(({ snapshot }) => topicOf(snapshot))));
  const isOffered = ({ about }: Prompt): boolean =>
    about === "meaning" || about === "any" || topics.every((shown) => shown.has(about));
  const speak = prompts.filter(({ use }) => use === "speak");
  return { offered: speak.filter(isOffered), more: speak.filter((prompt) => !isOffered(prompt)) };
}

/** Words to borrow for what is said to this beginning, those that fit it best first. */
export function wordsToBorrow({ prompts }: Pack, use: Exclude<Prompt["use"], "speak">, to?: string): Prompt[] {
  const about = prompts.find(({ id }) => id === to)?.about;
  const fits = prompts.filter((prompt) => prompt.use === use && (prompt.about === "any" || prompt.about === about));
  return fits.sort((a, b) => Number(a.about === "any") - Number(b.about === "any"));
}
