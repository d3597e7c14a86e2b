// Pictures of what closer would look like, and the beginnings one can borrow.
import { allOf, find } from "../../app/answers.ts";
import type { Pack, PictureItem, Words } from "../../content/pack.ts";
import type { OwnBody, SayPicture, ThemeId } from "../../engine/session_types.ts";
import { fill } from "../../text/language.svelte.ts";
import { wordsFor } from "../../content/words_for.ts";

export const slots = [1, 2, 3] as const;
export const longestPicture = 400;

export function themesOf(mine: readonly OwnBody[]): ThemeId[] {
  return allOf(mine, "theme").filter(({ on }) => on).map(({ theme }) => theme);
}

function pictureOf(mine: readonly OwnBody[], slot: number): SayPicture {
  return find(mine, "picture", { slot }) ?? { kind: "picture", slot };
}
export const isThere = ({ text, notice }: SayPicture): boolean => text !== undefined || notice !== undefined;

/** The pictures to offer: those that are there, and one more after the last. */
export function offered(mine: readonly OwnBody[]): SayPicture[] {
  const all = slots.map((slot) => pictureOf(mine, slot));
  return all.slice(0, all.findLastIndex(isThere) + 2);
}

/** Beginnings for what someone chose; for nothing in particular, one of each theme. */
export function beginnings(pack: Pack, chosen: readonly ThemeId[]): PictureItem[] {
  if (chosen.length > 0) return pack.pictures.filter(({ theme }) => chosen.includes(theme));
  return pack.themes.flatMap(({ id }) => pack.pictures.find(({ theme }) => theme === id) ?? []);
}

/** What stands then, with the beginning at its end; undefined where it has no room. */
export function borrowed(text: string | undefined, beginning: string): string | undefined {
  const all = text === undefined ? beginning : `${text.trimEnd()}\n${beginning}`;
  return [...all].length > longestPicture ? undefined : all;
}

export function readBack(mine: readonly OwnBody[], words: Words): string[] {
  const scene = wordsFor(words, "reflections", "closer-scene").text;
  const notice = wordsFor(words, "reflections", "closer-notice").text;
  return slots.flatMap((slot) => {
    const picture = pictureOf(mine, slot);
    return [
      ...(picture.text === undefined ? [] : [fill(scene, { pictures: picture.text.trim() })]),
      ...(picture.notice === undefined ? [] : [fill(notice, { words: picture.notice.trim() })]),
    ];
  });
}
