// Where someone is. The address stays the same all the way, so that neither the address bar nor the
// browser's history tells what was looked at; the browser's own back button works all the same.
import { someone } from "./current.svelte.ts";

/** A page by its name, and what it is about where there are several of the kind. */
export interface Place {
  page: PageName;
  about?: string;
  /** Which of a stage's screens. */
  step?: number;
}

export type PageName =
  // before anyone is unlocked
  | "welcome" | "start" | "open" | "join" | "recover" | "look-around"
  // the way, and its stages
  | "way"
  | "settle-in" | "closer" | "what-it-means" | "what-else" | "asking" | "share"
  | "hear-each-other" | "both-want" | "common-ground" | "try-it" | "how-did-it-go"
  // the two
  | "invite" | "four-words" | "pause"
  // always there
  | "kind-words" | "safety" | "who-sees" | "settings" | "mine" | "second-device" | "leave";

let current = $state.raw<Place>({ page: "welcome" });
/** Where somebody began who is not unlocked. */
let first: PageName = "welcome";
/** How many pages lie behind this one. It is kept with each, as the browser goes back and forward. */
let behind = 0;

export function place(): Place {
  return current;
}

/** A field that is written in is left while all it belongs to is still there: a browser would say so only on
 *  taking it away. */
export function leaveField(): void {
  document.querySelector<HTMLElement>("input:focus, textarea:focus")?.blur();
}

/** Goes there; the browser's back button comes back here. */
export function go(page: PageName, more: Omit<Place, "page"> = {}): void {
  leaveField();
  current = { page, ...more };
  behind += 1;
  history.pushState({ place: current, behind }, "");
}

/** Goes there in place of here. */
export function goInstead(page: PageName, more: Omit<Place, "page"> = {}): void {
  leaveField();
  current = { page, ...more };
  history.replaceState({ place: current, behind }, "");
}

/** To the page before; where there is none, to the way, or to where one begins. */
export function back(): void {
  if (behind > 0) history.back();
  else goInstead(someone() === undefined ? first : "way");
}

/** For going on after something was waited for: does so only if nobody went elsewhere in the meantime. */
export function onlyFromHere(): (goOn: () => void) => void {
  const here = current;
  return (goOn) => {
    if (current === here) goOn();
  };
}

/** Starts following the browser's back and forward. */
export function followHistory(begin: PageName): void {
  first = begin;
  current = { page: begin };
  history.replaceState({ place: current, behind }, "", location.pathname);
  window.addEventListener("popstate", ({ state }: PopStateEvent) => {
    if (state === null || typeof state !== "object" || !("place" in state)) return;
    leaveField();
    ({ place: current, behind } = state as { place: Place; behind: number });
  });
}
