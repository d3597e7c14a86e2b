// One's own half of the loop: what one feels in a seat, what one does then, where else it turns up.
import { allOf } from "../../app/answers.ts";
import type { Pack, Words } from "../../content/pack.ts";
import type { FeelingId, MoveId, OwnBody, SayFeeling, Seat } from "../../engine/session_types.ts";
import { fill, list } from "../../text/language.svelte.ts";
import { wordsFor } from "../../content/words_for.ts";

const mostFeelings = 3;

export interface Half {
  seat: Seat;
  /** The strongest, at most three. */
  feelings: FeelingId[];
  moves: MoveId[];
  strength: number;
}

/** What is felt in a seat, however strongly, in the order of the pack. */
export function feltIn(pack: Pack, mine: readonly OwnBody[], seat: Seat): SayFeeling[] {
  const felt = allOf(mine, "feeling").filter((body) => body.seat === seat && body.strength !== undefined);
  return pack.feelings.flatMap(({ id }) => felt.find(({ feeling }) => feeling === id) ?? []);
}

export function movesIn(pack: Pack, mine: readonly OwnBody[], seat: Seat): MoveId[] {
  const on = allOf(mine, "move").filter((body) => body.seat === seat && body.on).map(({ move }) => move);
  return pack.moves.map(({ id }) => id).filter((move) => on.includes(move));
}

/** What was said of each seat, in the order of the pack; seats of which nothing was said are left out. */
export function halves(pack: Pack, mine: readonly OwnBody[]): Half[] {
  return pack.seats.map(({ id: seat }): Half => {
    const felt = feltIn(pack, mine, seat)
      .filter(({ strength }) => strength !== undefined && strength > 0)
      .sort((one, other) => (other.strength ?? 0) - (one.strength ?? 0));
    return {
      seat,
      feelings: felt.slice(0, mostFeelings).map(({ feeling }) => feeling),
      moves: movesIn(pack, mine, seat),
      strength: felt[0]?.strength ?? 0,
    };
  }).filter(({ feelings, moves }) => feelings.length + moves.length > 0);
}

/** The one to show as a picture: felt most strongly of those with something done then. */
export function strongest(all: readonly Half[]): Half | undefined {
  const whole = all.filter(({ feelings, moves }) => feelings.length > 0 && moves.length > 0);
  return (whole.length > 0 ? whole : all).toSorted((one, other) => other.strength - one.strength)[0];
}

export function areasOf(pack: Pack, mine: readonly OwnBody[]): string[] {
  const on = allOf(mine, "area").filter((body) => body.on).map(({ area }) => area);
  return pack.areas.map(({ id }) => id).filter((area) => on.includes(area));
}

/** A half as a sentence; where else it turns up stands with the strongest one. */
export function readBack(pack: Pack, mine: readonly OwnBody[], words: Words): string[] {
  const all = halves(pack, mine);
  const main = strongest(all);
  const areas = areasOf(pack, mine);
  return all.flatMap((half) => {
    if (half.feelings.length === 0) return [];
    const whole = half.moves.length > 0;
    const reflection = !whole ? "feeling-first" : half === main && areas.length > 0 ? "my-half" : "feeling-then-move";
    return [fill(wordsFor(words, "reflections", reflection).text, {
      seat: wordsFor(words, "seats", half.seat).opens,
      feelings: list(half.feelings.map((feeling) => wordsFor(words, "feelings", feeling).felt)),
      moves: list(half.moves.map((move) => wordsFor(words, "moves", move).me)),
      areas: list(areas.map((area) => wordsFor(words, "areas", area).with)),
    })];
  });
}
