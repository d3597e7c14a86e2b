// Which needs are asked about and in which order, and what they come to.
import { allOf, find } from "../../app/answers.ts";
import type { Pack, Words } from "../../content/pack.ts";
import type { NeedId, OwnBody } from "../../engine/session_types.ts";
import { fill, list } from "../../text/language.svelte.ts";
import { wordsFor } from "../../content/words_for.ts";

const much = 3;
const some = 2;
const barelyMet = 1;
const mostNamed = 5;

/** All needs, first those of what closer is about for someone. */
export function inOrder(pack: Pack, mine: readonly OwnBody[]): NeedId[] {
  const chosen = allOf(mine, "theme").filter(({ on }) => on).map(({ theme }) => theme);
  const first = pack.themes.filter(({ id }) => chosen.includes(id)).flatMap(({ needs }) => needs);
  return [...new Set([...first, ...pack.needs.map(({ id }) => id)])];
}

const importance = (mine: readonly OwnBody[], need: NeedId): number => find(mine, "need", { need })?.importance ?? 0;

/** Those that matter at all: what matters more comes first, then what is met less. */
export function thatMatter(pack: Pack, mine: readonly OwnBody[]): NeedId[] {
  const metNow = (need: NeedId): number => find(mine, "need", { need })?.met ?? 0;
  return pack.needs
    .map(({ id }) => id)
    .filter((need) => importance(mine, need) > 0)
    .sort((one, other) => importance(mine, other) - importance(mine, one) || metNow(one) - metNow(other));
}

/** The few that matter most: much or more, else as much as any does. */
export function thatMatterMost(pack: Pack, mine: readonly OwnBody[]): NeedId[] {
  const all = thatMatter(pack, mine);
  const enough = Math.min(much, importance(mine, all[0] ?? ""));
  return all.filter((need) => importance(mine, need) >= enough).slice(0, mostNamed);
}

/** What matters and is barely met. What was not said to be met or not is not claimed to be missing. */
export function thatAreMissing(pack: Pack, mine: readonly OwnBody[]): NeedId[] {
  return thatMatter(pack, mine)
    .filter((need) => importance(mine, need) >= some)
    .filter((need) => (find(mine, "need", { need })?.met ?? Infinity) <= barelyMet)
    .slice(0, mostNamed);
}

const names = (words: Words, needs: readonly NeedId[]): string => list(needs.map((need) => wordsFor(words, "needs", need).name));

/** `own` is how one's own words stand under a title: `{title}: ‘{words}’`. */
export function readBack(pack: Pack, mine: readonly OwnBody[], words: Words, own: string): string[] {
  const text = (id: string): string => wordsFor(words, "reflections", id).text;
  const label = (id: string): string => wordsFor(words, "labels", id).text;
  const under = (title: string, said: string | undefined): string[] =>
    said === undefined ? [] : [fill(own, { title: label(title), words: said.trim() })];
  const sex = find(mine, "meaning", { of: "sex" })?.text;
  const most = thatMatterMost(pack, mine);
  const missing = thatAreMissing(pack, mine);
  return [
    ...(sex === undefined ? [] : [fill(text("sex-in-my-words"), { words: sex.trim() })]),
    ...under("means-closeness", find(mine, "meaning", { of: "closeness" })?.text),
    ...(most.length === 0 ? [] : [fill(text("matters-now"), { needs: names(words, most) })]),
    ...(missing.length === 0 ? [] : [fill(text("missing-now"), { needs: names(words, missing) })]),
    ...under("means-miss", find(mine, "misses", { when: "rare" })?.text),
    ...under("means-there", find(mine, "misses", { when: "there" })?.text),
  ];
}
