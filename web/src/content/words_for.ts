import type { Slots, Words } from "./pack.ts";

/** The words for an item, as in `wordsFor(words(), "needs", "touch").name`. One without is a bug of ours, and loud. */
export function wordsFor<Section extends keyof Slots>(words: Words, section: Section, id: string): Slots[Section] {
  const item: Slots[Section] | undefined = words[section][id];
  if (item === undefined) throw new RangeError(`no words for ${section}.${id}`);
  return item;
}
