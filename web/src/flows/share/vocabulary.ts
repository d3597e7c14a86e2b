// The words in which a piece is told, in the current language.
import { words } from "../../app/current.svelte.ts";
import type { Vocabulary } from "../../app/telling.ts";
import { inWordsTexts } from "../../text/in_words.ts";
import { inLanguage, locale } from "../../text/language.svelte.ts";

export const vocabulary = (): Vocabulary => ({ words: words(), t: inLanguage(inWordsTexts), locale: locale() });
