import { pack } from "../../app/current.svelte.ts";
import { wayOf } from "../../content/way_of.ts";
import type { ItemId } from "../../engine/session_types.ts";
import { fill } from "../../text/language.svelte.ts";
import { label } from "./label.ts";

/** How long a way takes each time, in words. */
export function lasts(way: ItemId): string {
  const { minutes } = wayOf(pack(), way);
  if (minutes === 0) return label("minutes-own");
  return minutes === 1 ? label("minutes-one") : fill(label("minutes"), { minutes });
}
