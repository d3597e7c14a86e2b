import type { Slots, Words } from "./pack.ts";

/** The words for 0 to 4, by the ids of their labels: how much a need matters, and how well it is met. */
export const matters = ["matters-none", "matters-little", "matters-some", "matters-much", "matters-most"] as const;
export const met = ["met-none", "met-little", "met-half", "met-mostly", "met-fully"] as const;

/** The words for an item, as in `wordsFor(words(), "needs", "touch").name`. One without is a bug of ours, and loud. */
export function wordsFor<Section extends keyof Slots>(words: Words, section: Section, id: string): Slots[Section] {
  const item: Slots[Section] | undefined = words[section][id];
  if (item === undefined) throw new RangeError(`no words for ${section}.${id}`);
  return item;
}
