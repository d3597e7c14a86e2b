import { words } from "../../app/current.svelte.ts";
import { wordsFor } from "../../content/words_for.ts";
import type { FeelingId, ItemId, MoveId, Seat } from "../../engine/session_types.ts";
import { locale } from "../../text/language.svelte.ts";

interface Said {
  seat: Seat;
  feelings: readonly FeelingId[];
  moves: readonly MoveId[];
  /** Where else it turns up. */
  areas: readonly ItemId[];
}

/** A half of the loop as it is drawn: what I do, or what they do. */
export function drawnHalf({ seat, feelings, moves, areas }: Said, whose: "me" | "they") {
  return {
    seat: wordsFor(words(), "seats", seat).name,
    feels: feelings.map((feeling) => wordsFor(words(), "feelings", feeling).name.toLocaleLowerCase(locale())),
    does: moves.map((move) => wordsFor(words(), "moves", move)[whose]),
    also: areas.map((area) => wordsFor(words(), "areas", area).with),
  };
}
