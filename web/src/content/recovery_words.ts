// The words that people write down or compare: positions in a list of 2,048, in two languages.
// docs/formats/vault.md says what they stand for.

/** The languages that have a list. */
export type ListLanguage = "en" | "es";
export type WordLists = Readonly<Record<ListLanguage, readonly string[]>>;

const lines = (text: string): readonly string[] => text.trimEnd().split("\n");

/** Fetched only where words are shown or read. */
export async function loadWordLists(): Promise<WordLists> {
  const [en, es] = await Promise.all([
    import("../../../content/recovery/en.txt?raw"),
    import("../../../content/recovery/es.txt?raw"),
  ]);
  return { en: lines(en.default), es: lines(es.default) };
}

/** The list in which somebody writes whose pages are in this language. */
export function listOf(language: string): ListLanguage {
  return language === "es" ? "es" : "en";
}

export function spelt(numbers: readonly number[], list: readonly string[]): string[] {
  return numbers.map((number) => {
    const word = list[number];
    if (word === undefined) throw new RangeError("no such word");
    return word;
  });
}

/** Without case and accents, as people type. */
function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export interface ReadWords {
  /** Those that are in the list, in their order. */
  numbers: number[];
  /** Those that are not, as they were written. */
  unknown: string[];
}

// No two words of a list begin with the same four letters.
const enough = 4;

function readIn(list: readonly string[], written: readonly string[]): ReadWords {
  const whole = new Map(list.map((word, number) => [plain(word), number]));
  const beginnings = new Map(list.map((word, number) => [plain(word).slice(0, enough), number]));
  const read: ReadWords = { numbers: [], unknown: [] };
  for (const word of written) {
    const letters = plain(word);
    const begun = letters.length >= enough ? beginnings.get(letters.slice(0, enough)) : undefined;
    const meant = begun !== undefined && plain(list[begun] ?? "").startsWith(letters) ? begun : undefined;
    const number = whole.get(letters) ?? meant;
    if (number === undefined) read.unknown.push(word);
    else read.numbers.push(number);
  }
  return read;
}

/** What somebody typed or pasted, in the language in which most of it is known; `first` where both know as much. */
export function readWords(text: string, lists: WordLists, first: ListLanguage): ReadWords {
  const written = text.normalize("NFC").match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const second = first === "en" ? "es" : "en";
  const one = readIn(lists[first], written);
  const other = readIn(lists[second], written);
  return other.numbers.length > one.numbers.length ? other : one;
}
