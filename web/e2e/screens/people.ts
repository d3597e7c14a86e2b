// Ana and Ben, with more to say than an example has: what one writes, and not only what one weighs.
import type { Page } from "@playwright/test";
import type { SayBody } from "../../src/engine/session_types.ts";
import type { Visitor } from "../app/app.ts";
import { answersOf, inSeed, passphrase, seeded, settled } from "../app/seed.ts";
import { comeBack } from "../app/walk.ts";

const words: readonly [SayBody[], SayBody[]] = [
  [
    { kind: "about-me", adult: true, name: "Ana", why: "We love each other and talk about the calendar. I miss us.", hope: "One evening a week that is ours." },
    { kind: "theme", theme: "desire", on: true },
    { kind: "theme", theme: "touch", on: true },
    { kind: "theme", theme: "romance", on: true },
    { kind: "picture", slot: 1, theme: "touch", text: "Tuesday, nine in the evening. The phones are in the hall. We lie on the sofa, your hand on my back.", notice: "I am not waiting for anything." },
    { kind: "meaning", of: "sex", text: "That you choose me, again, out of everyone." },
    { kind: "meaning", of: "closeness", text: "That I can put the day down." },
    { kind: "misses", when: "rare", text: "Being looked at like in the beginning." },
    { kind: "misses", when: "there", text: "Light. The whole next day is lighter." },
    { kind: "move", seat: "asking", move: "hint", on: true },
    { kind: "move", seat: "refused", move: "go-quiet", on: true },
    { kind: "move", seat: "refused", move: "keep-count", on: true },
    { kind: "area", area: "chores", on: true },
    { kind: "area", area: "time", on: true },
    ...(["settle-in", "closer", "what-it-means"] as const).map((stage) => ({ kind: "done", stage, on: true }) as const),
  ],
  [
    { kind: "about-me", adult: true, name: "Ben", why: "I would like evenings without a question hanging in the air." },
    { kind: "theme", theme: "calm", on: true },
    { kind: "picture", slot: 1, theme: "calm", text: "Saturday morning, nobody in a hurry. Coffee in bed, and it may stay at that.", notice: "My shoulders are down." },
    { kind: "meaning", of: "sex", text: "Rest, when nothing is expected of me." },
    { kind: "meaning", of: "closeness", text: "Being liked while I do nothing." },
    { kind: "move", seat: "asked", move: "stay-busy", on: true },
    { kind: "move", seat: "refusing", move: "over-explain", on: true },
    { kind: "area", area: "decisions", on: true },
  ],
];

/** What Ana (0) or Ben (1) has said before anything of these pictures begins. */
export const saidBy = (which: 0 | 1): SayBody[] => [
  ...answersOf("how-often", which, which === 0 ? "Ana" : "Ben"),
  ...words[which],
];

/** With what an open side does in a page beside the app, which is locked again. */
export const beside = (who: Visitor, does: (page: Page) => Promise<void>): Promise<void> =>
  inSeed(who, async (page) => {
    await seeded(page, "unlock", passphrase);
    await does(page);
    await seeded(page, "sent");
  });

/** Ana, who has answered everything and goes alone, unlocked. */
export async function alone(ana: Visitor): Promise<Page> {
  await settled(ana, saidBy(0));
  await comeBack(ana);
  return ana.page;
}

/** Says for both what the example leaves out. They have been seeded before. */
export async function withWords(ana: Visitor, ben: Visitor): Promise<void> {
  await beside(ana, (page) => seeded(page, "say", ...words[0]));
  await beside(ben, (page) => seeded(page, "say", ...words[1]));
}
