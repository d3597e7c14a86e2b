// From unlocking to locking.
import type { Over } from "../device/host.ts";
import type { Side } from "../device/side.ts";
import { setSide, someone } from "./current.svelte.ts";
import { lockWhenIdle } from "./idle.ts";
import { forgetApp } from "./offline.ts";
import { pages } from "./pages.ts";
import { goInstead, leaveField, place, type PageName, type Place } from "./place.svelte.ts";
import { forgetSettings } from "./settings.svelte.ts";

export type LockReason = "asked" | "idle" | Over;

let reason = $state<LockReason>("asked");
let stopWatching = (): void => undefined;
/** Where who unlocks next goes on: this person, or whoever it is. */
let goesOn: { at: Place; person?: string } | undefined;

/** Whoever was at one of these has nothing to come back to once they are unlocked. */
const doors: readonly PageName[] = ["welcome", "open", "recover"];

/** Why it is locked, for the page that unlocks. */
export function lockedBecause(): LockReason {
  return reason;
}

/** Someone is unlocked now. */
export function enter(side: Side, page?: PageName): void {
  const { page: first, ...more } = page !== undefined ? { page } : whereGoesOn(side.person);
  goesOn = undefined;
  stopWatching();
  stopWatching = lockWhenIdle(() => lockNow("idle"));
  // Whoever comes by a link with words may come while somebody else is unlocked here.
  someone()?.lock();
  setSide(side);
  goInstead(first, more);
}

function whereGoesOn(person: string): Place {
  const isFor = goesOn?.person === undefined || goesOn.person === person;
  return goesOn !== undefined && isFor ? goesOn.at : { page: "way" };
}

export function lockNow(why: LockReason = "asked"): void {
  stopWatching();
  leaveField();
  const side = someone();
  // Who was away comes back to where they were. Who asked for the lock may not want that to be seen.
  const comesBack = why === "idle" && side !== undefined && !doors.includes(place().page);
  goesOn = comesBack ? { at: place(), person: side.person } : undefined;
  setSide(undefined);
  side?.lock();
  reason = why;
  goInstead("open");
}

/** One device for both: locks, and who unlocks next goes on at this place. */
export function handOver(): void {
  const here = place();
  lockNow("asked");
  goesOn = { at: here };
}

/** Nothing of who was unlocked is kept here any more; with the last one goes all that tells that anybody was. */
export async function gone(wasLast: boolean): Promise<void> {
  stopWatching();
  goesOn = undefined;
  if (wasLast) {
    forgetSettings();
    sessionStorage.clear();
    // The page that comes next is fetched while it is still there without the server.
    await pages.welcome();
    await forgetApp();
  }
  setSide(undefined);
  goInstead(wasLast ? "welcome" : "open");
}
