// Ana and Ben, each in a browser of their own, from the first page to a plan that stands. Ana has a laptop and
// uses nothing but its keyboard, Ben a phone.
import type { Locator } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { activate, beginHere, goTogether, press, readyFor, settleIn, sort, tick, title, toStage, useKeyboard, write } from "./walk.ts";

const love = "Love to";
const happy = "Happy to";

/** Says in “What it means” how much some needs matter, and how well they are met. */
async function sayNeeds(who: Visitor, needs: [name: string, matters: string, met: string][]): Promise<void> {
  const { page } = who;
  await toStage(who, "What it means");
  await press(page, "Needs");
  await title(page, "How much does this matter to you?");
  await sort(who, new Map(needs.map(([name, matters]) => [name, matters])));
  await press(page, /^(Next|Not now|Enough of these)$/);
  await title(page, "How well is it met today?");
  await sort(who, new Map(needs.map(([name, , met]) => [name, met])));
}

async function sayWays(who: Visitor, kind: string, ways: [name: string, answer: string][]): Promise<void> {
  const { page } = who;
  await toStage(who, "What else");
  await press(page, "Where to look");
  await press(page, kind);
  await title(page, kind);
  await sort(who, new Map(ways));
}

test("from the first page to a plan that stands, on the open table", async ({ visitor }) => {
  test.slow();
  const [ana, ben] = [await visitor(), await visitor({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })];
  useKeyboard(ana);

  // Ana begins, and invites.
  await ana.page.goto("/");
  await press(ana.page, "Start");
  await beginHere(ana, "A");
  await settleIn(ana, "Ana");
  await goTogether(ana);
  await title(ana.page, "Invite your partner");
  await press(ana.page, "Make an invitation");
  await title(ana.page, "The invitation is ready");
  const link = await ana.page.getByLabel("The link for your partner").inputValue();

  // Ben comes by the link. It is out of the address at once.
  await ben.page.goto(link);
  await title(ben.page, "You are invited");
  expect(new URL(ben.page.url()).hash).toBe("");
  await press(ben.page, "Begin here");
  await beginHere(ben, "B");
  await settleIn(ben, "Ben");
  await goTogether(ben);
  await title(ben.page, "You are invited");
  await write(ben.page, "What your partner may call you here", "Ben");
  await press(ben.page, "Join");

  // Both see the same four words.
  await title(ana.page, "Ben is here");
  await press(ana.page, "Compare the four words");
  const words = (who: Visitor): Locator =>
    who.page.getByRole("list", { name: "The four words" }).getByRole("listitem");
  await expect(words(ben)).toHaveCount(4);
  await expect(words(ana)).toHaveText(await words(ben).allInnerTexts());
  for (const { page } of [ana, ben]) {
    await press(page, "They are the same");
    await press(page, "Go on");
  }

  // Alone, each says what they need and what they would do.
  await sayNeeds(ana, [
    ["Touch that asks for nothing", "more than most things", "now and then"],
    ["Undivided attention", "some", "about half"],
  ]);
  await sayNeeds(ben, [
    ["Undivided attention", "much", "now and then"],
    ["Touch that asks for nothing", "some", "about half"],
  ]);
  await sayWays(ana, "Touch that stays touch", [["Five minutes of being held", love], ["Holding hands", happy], ["A hug of twenty seconds", love]]);
  await sayWays(ben, "Touch that stays touch", [["Five minutes of being held", happy], ["Holding hands", love], ["A hug of twenty seconds", "No"]]);

  // They show each other one need each, after a look at what the other will see.
  for (const [who, partner] of [[ana, "Ben"], [ben, "Ana"]] as const) {
    await toStage(who, "Share");
    await activate(who.page, who.page.getByRole("main").locator("summary", { hasText: "What it means" }));
    await tick(who.page, who.page.getByRole("checkbox", { name: /Touch that asks for nothing/ }));
    await press(who.page, `Look at what ${partner} will see`);
    await title(who.page, `This is what ${partner} will see`);
    await press(who.page, "Show it now");
    await expect(who.page.getByText(`${partner} can see it now.`)).toBeVisible();
  }
  await press(ana.page, "What Ben shows you");
  await expect(ana.page.getByText("Touch that asks for nothing")).toBeVisible();

  // They hear each other: one speaks, the other says it back, not quite, once more, yes.
  await readyFor([ana, ben], "Hear each other");
  await expect(ana.page.getByRole("blockquote")).toHaveText("What sex means to me is …");
  await write(ana.page, "In writing, if you like", "That I am still chosen.");
  await press(ana.page, "Send it");
  await title(ben.page, "Say back what you heard");
  await expect(ben.page.getByText("That I am still chosen.")).toBeVisible();
  await write(ben.page, "In writing, if you like", "That I like you.");
  await press(ben.page, "Send it");
  await title(ana.page, "Is that it?");
  await press(ana.page, "Not quite");
  await write(ana.page, "What was missing, or what weighs most", "That you would pick me again.");
  await press(ana.page, "Send it");
  await title(ben.page, "Say back what you heard");
  await write(ben.page, "In writing, if you like", "That I would pick you again.");
  await press(ben.page, "Send it");
  await title(ana.page, "Is that it?");
  await press(ana.page, "Yes, that is it");
  await expect(ben.page.getByText("That was heard.")).toBeVisible();

  await matchAndMeet(ana, ben);
});

/** Both want, then the open table, and a plan that both say yes to. */
async function matchAndMeet(ana: Visitor, ben: Visitor): Promise<void> {
  await readyFor([ana, ben], "Both want");
  await press(ana.page, "Put my answers in");
  await press(ben.page, "Put mine in as well");
  for (const { page } of [ana, ben]) {
    await title(page, "What you both want");
    await expect(page.getByText("Five minutes of being held")).toBeVisible();
    // Only Ana wanted this one, and only Ben knows that he did not.
    await expect(page.getByText("A hug of twenty seconds")).toHaveCount(0);
  }

  await readyFor([ana, ben], "Common ground");
  await press(ana.page, "Look at the plans");
  await title(ana.page, "The open table");
  await proposeAndAgree(ana, ben);
}

/** From a plan on Ana's screen to one that both said yes to. */
async function proposeAndAgree(ana: Visitor, ben: Visitor): Promise<void> {
  await press(ana.page, "Make it a proposal");
  await title(ana.page, "Make it yours before you show it");
  await press(ana.page, "Show it, and say yes to it");
  await expect(ben.page.getByRole("heading", { name: "A proposal from Ana" })).toBeVisible();
  await press(ben.page, "Yes, let us try this");
  for (const who of [ana, ben]) {
    await expect(who.page.getByRole("button", { name: "Stop this plan" })).toBeVisible();
    await toStage(who, "Try it");
    await expect(who.page.getByRole("heading", { name: "Your plan" })).toBeVisible();
  }
}
