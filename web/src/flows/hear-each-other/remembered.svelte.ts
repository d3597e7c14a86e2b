// What this stage remembers for who is unlocked, wherever they go meanwhile. Nothing but the side
// leads to it, so it goes with the lock.
import { side } from "../../app/current.svelte.ts";
import type { Side } from "../../device/side.ts";
import { Drafts } from "./drafts.svelte.ts";
import type { Room } from "./room.ts";

export class Remembered {
  readonly drafts = new Drafts();
  /** The turns in one room, once they began. */
  room = $state.raw<Room>();
  /** How often another beginning was asked for there. */
  beginning = $state(0);
}

const all = new WeakMap<Side, Remembered>();

export function remembered(): Remembered {
  const found = all.get(side()) ?? new Remembered();
  all.set(side(), found);
  return found;
}
