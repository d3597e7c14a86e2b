// What two do together, on the side of each: inviting, showing, hearing each other, finding what both want.
import type { Page } from "@playwright/test";
import { safeAnswers } from "../../src/content/pack_for_test.ts";
import type { SayBody } from "../../src/engine/session_types.ts";
import { expect, test, type Visitor } from "../app/app.ts";
import { inSeed, passphrase, seedCouple, seeded } from "../app/seed.ts";
import { button, comeBack, press, readyFor, title, toStage, unlock } from "../app/walk.ts";
import { beside, saidBy, withWords } from "./people.ts";
import { screen } from "./screen.ts";

/** Someone who has said this before, goes together, and is locked. */
const settledTogether = (who: Visitor, sign: string, said: SayBody[]): Promise<void> =>
  inSeed(who, async (seed) => {
    await seeded(seed, "settle", sign, passphrase, said);
    await seeded(seed, "together", safeAnswers);
  });

const written = (page: Page) => page.getByLabel("In writing, if you like");

test("an invitation, and four words", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  for (const [who, sign, which] of [[ana, "A", 0], [ben, "B", 1]] as const) {
    await settledTogether(who, sign, saidBy(which));
  }
  await comeBack(ana);
  await press(ana.page, "Invite your partner");
  await title(ana.page, "Invite your partner");
  await screen(ana.page, "30-invite");
  await press(ana.page, "Make an invitation");
  await title(ana.page, "The invitation is ready");
  await screen(ana.page, "31-invite-ready");
  const link = await ana.page.getByLabel("The link for your partner").inputValue();

  await ben.page.goto(link);
  await title(ben.page, "You are invited");
  await screen(ben.page, "32-invited");
  await press(ben.page, "I have been here");
  await unlock(ben);
  await title(ben.page, "You are invited");
  await ben.page.getByLabel("What your partner may call you here").fill("Ben");
  await screen(ben.page, "33-join");
  await press(ben.page, "Join");
  await title(ben.page, "Four words");
  await expect(ben.page.getByRole("list", { name: "The four words" }).getByRole("listitem")).toHaveCount(4);
  await screen(ben.page, "34-four-words");
  await title(ana.page, "Ben is here");
  await screen(ana.page, "31-invite-came");
  await press(ben.page, "They are not the same");
  await title(ben.page, "Then stop here");
  await screen(ben.page, "34-four-words-not-the-same");
});

async function coupleOnTheWay(ana: Visitor, ben: Visitor, until: "joined" | "shown" | "matched"): Promise<void> {
  await seedCouple(ana, ben, until);
  await withWords(ana, ben);
  for (const who of [ana, ben]) await comeBack(who);
}

test("the way together, and showing", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await coupleOnTheWay(ana, ben, "joined");
  const { page } = ana;
  await toStage(ana, "Share");
  await screen(page, "40-share");
  await page.getByText("Asking", { exact: true }).click();
  for (const tick of await page.getByRole("checkbox").all()) await tick.check();
  await screen(page, "41-share-chosen");
  await press(page, "Look at what Ben will see");
  await title(page, "This is what Ben will see");
  await screen(page, "42-share-look");
  await press(page, "Show it now");
  await title(page, "Share");
  await screen(page, "43-share-shown");
  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(ben.page.getByRole("region", { name: "Ana shows you" })).toBeVisible();
  await screen(ben.page, "44-share-theirs");
  await ben.page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click();
  await title(ben.page, "The way");
  await ben.page.getByText("Say something kind").click();
  await ben.page.getByLabel("For Ana, for nothing in return").fill("You took the early shift.");
  await press(ben.page, "Send it");
  await page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click();
  await expect(page.getByText("You took the early shift.")).toBeVisible();
  await screen(page, "11-way-together");
});

test("hearing each other", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await coupleOnTheWay(ana, ben, "shown");
  for (const who of [ana, ben]) {
    await beforeHearing(who);
    await toStage(who, "Hear each other");
  }
  await expect(button(ana.page, "I am ready")).toBeVisible();
  await screen(ana.page, "50-hear-ready");
  for (const { page } of [ana, ben]) await press(page, "I am ready");
  for (const { page } of [ana, ben]) await title(page, "Who would like to begin?");
  await screen(ana.page, "51-hear-begin");
  await written(ana.page).fill("That you choose me, again, out of everyone.");
  await press(ana.page, "Send it");
  await title(ana.page, "Ben says it back");
  await screen(ana.page, "52-hear-wait");
  await title(ben.page, "Say back what you heard");
  await screen(ben.page, "53-hear-say-back");
  await written(ben.page).fill("That you want to be chosen, and not only asked.");
  await press(ben.page, "Send it");
  await title(ana.page, "Is that it?");
  await screen(ana.page, "54-hear-is-that-it");
  await title(ben.page, "Was that it?");
  await screen(ben.page, "55-hear-was-that-it");
  await press(ana.page, "Not quite");
  await screen(ana.page, "56-hear-not-quite");
  await ana.page.getByLabel("What was missing, or what weighs most").fill("Also on days with no time for it.");
  await press(ana.page, "Send it");
  await title(ben.page, "Say back what you heard");
  await screen(ben.page, "57-hear-once-more");
  await press(ben.page, "I have said it back");
  await title(ana.page, "Is that it?");
  await press(ana.page, "Yes, that is it");
  await title(ben.page, "Your turn to speak");
  await screen(ben.page, "58-hear-your-turn");
  await title(ana.page, "Ben may speak now");
  await screen(ana.page, "58-hear-their-turn");
  await hearingEnds(ana.page);
});

/** Shows one's half of the loop as well. */
async function beforeHearing(who: Visitor): Promise<void> {
  const { page } = who;
  await toStage(who, "Share");
  await page.getByText("Asking", { exact: true }).click();
  for (const tick of await page.getByRole("checkbox").all()) await tick.check();
  await press(page, /^Look at what/);
  await press(page, "Show it now");
  await title(page, "Share");
}

async function hearingEnds(ana: Page): Promise<void> {
  await press(ana, "One thing each, to end");
  await ana.getByLabel("What I understood for the first time").fill("That you rest unseen.");
  await screen(ana, "60-hear-one-thing");
  await press(ana, "Tell Ben");
  await ana.goBack();
  await press(ana, "The two halves");
  await title(ana, "The pattern, in one picture");
  await screen(ana, "61-loop");
}

test("what both want", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await coupleOnTheWay(ana, ben, "shown");
  await readyFor([ana, ben], "Both want");
  await expect(ana.page.getByRole("main").getByRole("button", { name: "Put my answers in" })).toBeVisible();
  await screen(ana.page, "62-both-want");
  await press(ana.page, "Put my answers in");
  await title(ana.page, "Yours are in");
  await screen(ana.page, "63-both-want-waiting");
  await title(ben.page, "Ana has put theirs in");
  await screen(ben.page, "64-both-want-theirs");
  await press(ben.page, "Put mine in as well");
  await title(ben.page, "What you both want");
  await screen(ben.page, "65-both-want-found");
});

test("nothing in common this time", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  for (const [who, sign, way] of [[ana, "A", "twenty-second-hug"], [ben, "B", "holding-hands"]] as const) {
    await settledTogether(who, sign, [{ kind: "about-me", adult: true, name: sign }, { kind: "way", way, will: "love" }]);
  }
  await beside(ana, async (host) => {
    const link = await seeded(host, "invite");
    await beside(ben, (guest) => seeded(guest, "join", link));
  });
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Both want");
  await press(ana.page, "Put my answers in");
  await press(ben.page, "Put mine in as well");
  await title(ben.page, "No way in common this time");
  await screen(ben.page, "66-both-want-nothing");
});
