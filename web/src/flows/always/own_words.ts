// What somebody said, as it stands now, by the part of the way where it was said.
import type { PageName } from "../../app/place.svelte.ts";
import { inWords } from "../../app/in_words.ts";
import type { Line, Vocabulary } from "../../app/telling.ts";
import type { OwnBody, Stage } from "../../engine/session_types.ts";

type Kind = OwnBody["kind"];

/** Where each kind is said and can be changed. Notes are changed where they stand; that a part is done says nothing here. */
const saidAt: { readonly [K in Exclude<Kind, "note" | "done">]: Stage | "kind-words" } = {
  "about-me": "settle-in",
  theme: "closer",
  picture: "closer",
  meaning: "what-it-means",
  misses: "what-it-means",
  need: "what-it-means",
  way: "what-else",
  correction: "what-else",
  feeling: "asking",
  move: "asking",
  area: "asking",
  "kind-ask": "kind-words",
  "kind-no": "kind-words",
  usual: "what-it-means",
  limits: "what-else",
  "check-in": "try-it",
  "check-in-need": "try-it",
  review: "how-did-it-go",
  "review-need": "how-did-it-go",
  "review-way": "how-did-it-go",
};

const order = [
  "settle-in", "closer", "what-it-means", "what-else", "asking", "kind-words", "try-it", "how-did-it-go",
] as const satisfies readonly PageName[];

/** What was said about one thing. */
export interface Topic {
  /** Empty where the words need none. */
  about: string;
  said: Omit<Line, "about">[];
}
export interface Part {
  page: (typeof order)[number];
  topics: Topic[];
}

/** Parts of which nothing was said are left out. */
export function ownWords(said: readonly OwnBody[], vocabulary: Vocabulary): Part[] {
  return order
    .map((page) => {
      const here = said.filter(({ kind }) => kind !== "note" && kind !== "done" && saidAt[kind] === page);
      return { page, topics: byTopic(here.flatMap((body) => inWords(body, vocabulary))) };
    })
    .filter(({ topics }) => topics.length > 0);
}

/** Lines about the same stand together, where the first of them stood. */
export function byTopic(lines: readonly Line[]): Topic[] {
  const topics = new Map<string, Topic["said"]>();
  for (const { about = "", ...line } of lines) topics.set(about, [...(topics.get(about) ?? []), line]);
  return [...topics].map(([about, said]) => ({ about, said }));
}
