// All pages one after the other, by what the app calls them: in any language, and without a word of it.
import { expect, type Page } from "@playwright/test";
import type { Place } from "../../src/app/place.svelte.ts";

const steps = (page: Place["page"], many: number): Place[] => Array.from({ length: many }, (_, step) => ({ page, step }));

/** Those of someone whose plan stands. */
export const everywhere: readonly Place[] = [
  ...steps("settle-in", 5),
  { page: "way" },
  ...steps("closer", 3),
  ...steps("what-it-means", 8),
  ...steps("what-else", 4),
  ...steps("asking", 10),
  { page: "share" },
  { page: "share", about: "theirs" },
  { page: "hear-each-other" },
  { page: "hear-each-other", about: "room" },
  { page: "hear-each-other", about: "loop" },
  { page: "both-want" },
  { page: "common-ground" },
  { page: "common-ground", about: "open" },
  { page: "common-ground", about: "sealed" },
  { page: "common-ground", about: "own" },
  { page: "try-it" },
  { page: "try-it", about: "check-in" },
  ...steps("how-did-it-go", 7),
  { page: "invite" },
  { page: "four-words" },
  { page: "pause" },
  { page: "kind-words" },
  { page: "safety" },
  { page: "who-sees" },
  { page: "settings" },
  { page: "mine" },
  { page: "second-device" },
  { page: "leave" },
];

/** Steps that are made like the one before them. */
const alike: Partial<Record<Place["page"], readonly number[]>> = {
  closer: [2], "what-it-means": [1, 3, 4, 5], asking: [2, 3, 4, 5, 6, 7], "how-did-it-go": [2, 5],
};
export const distinct: readonly Place[] = everywhere.filter(({ page, step = 0 }) => !alike[page]?.includes(step));

/** There, as the browser's own buttons lead there, once its heading is shown. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await page.evaluate((there) => {
    const state = { place: there, behind: 1 };
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    history.pushState(state, "");
    window.dispatchEvent(new PopStateEvent("popstate", { state }));
  }, place);
  await expect(page.locator("main h1"), JSON.stringify(place)).toBeFocused();
}
