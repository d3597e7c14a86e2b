import { words } from "../../app/current.svelte.ts";
import { wordsFor } from "../../content/words_for.ts";

/** One of the pack's other words: a heading, an instruction, a name on a scale. */
export const label = (id: string): string => wordsFor(words(), "labels", id).text;
