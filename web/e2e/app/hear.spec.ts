// Words that somebody writes while they hear each other, whatever the other one does meanwhile.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { seedCouple } from "./seed.ts";
import { comeBack, more, press, readyFor, title, toStage, unlock } from "./walk.ts";

type Make = (options?: { viewport: { width: number; height: number } }) => Promise<Visitor>;

const words = (page: Page) => page.getByLabel("In writing, if you like");
const missing = (page: Page) => page.getByLabel("What was missing, or what weighs most");
const main = (page: Page) => expect(page.getByRole("main"));

/** Both, where either may begin. */
async function ready(visitor: Make): Promise<[Visitor, Visitor]> {
  const [ana, ben] = [await visitor(), await visitor({ viewport: { width: 390, height: 844 } })];
  await seedCouple(ana, ben, "joined");
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Hear each other");
  for (const { page } of [ana, ben]) await title(page, "Who would like to begin?");
  return [ana, ben];
}

test("of two who speak at once one is first, and the words of the other wait for their turn", async ({ visitor }) => {
  const [ana, ben] = await ready(visitor);
  const [a, b] = [ana.page, ben.page];
  await words(b).fill("Rest, mostly.");
  await ben.context.setOffline(true);
  await press(b, "Send it");
  await title(b, "Ana says it back");
  await words(a).fill("Being seen.");
  await press(a, "Send it");
  await title(a, "Ben says it back");
  await ben.context.setOffline(false);

  await title(b, "Say back what you heard");
  await main(b).toContainText("Being seen.");
  await main(b).toContainText("Ana was first. Your words wait here until you speak.");
  await main(b).toContainText("Rest, mostly.");
  await expect(words(b)).toHaveValue("");
  await ben.isAccessible();
  await ben.fits();
  await press(b, "I have said it back");
  await press(a, "Yes, that is it");
  await title(b, "Your turn to speak");
  await expect(words(b)).toHaveValue("Rest, mostly.");
  await press(b, "Send it");
  await title(a, "Say back what you heard");
  await main(a).toContainText("Rest, mostly.");
  await main(b).not.toContainText("wait here");
});

test("what is being said back waits while the other one is not ready", async ({ visitor }) => {
  const [ana, ben] = await ready(visitor);
  const [a, b] = [ana.page, ben.page];
  await press(a, "I have said it aloud");
  await title(b, "Say back what you heard");
  await words(b).fill("You would like to be seen.");
  await press(a, "I would rather not, for now");
  await title(b, "Hear each other");
  await main(b).toContainText("For now Ana is not ready, and that is fine. Your words wait here.");
  await main(b).toContainText("You would like to be seen.");
  await ben.isAccessible();
  await press(a, "I am ready");
  await title(b, "Say back what you heard");
  await expect(words(b)).toHaveValue("You would like to be seen.");
  await press(b, "Send it");
  await main(a).toContainText("You would like to be seen.");
});

test("what was missing is offered again where the other one let the turn rest", async ({ visitor }) => {
  const [ana, ben] = await ready(visitor);
  const [a, b] = [ana.page, ben.page];
  await press(b, "I have said it aloud");
  await press(a, "I have said it back");
  await press(b, "Not quite");
  await missing(b).fill("From being looked at.");
  // Whoever changes their mind twice has written nothing in vain.
  await press(b, "Back: it was nearly all there");
  await press(b, "Not quite");
  await expect(missing(b)).toHaveValue("From being looked at.");

  await press(a, "Let it rest");
  const dialog = a.getByRole("dialog");
  await expect(dialog).toContainText("Ben sees that it rests, and nothing else.");
  await dialog.getByRole("button", { name: "Rest now" }).click();
  await title(b, "Your turn to speak");
  await main(b).toContainText("The turn was let rest before this was sent. Your words are still here.");
  await main(b).toContainText("From being looked at.");
  await ben.isAccessible();
  await ben.fits();
  await words(b).fill("What I meant:");
  await press(b, "Use them here");
  await expect(words(b)).toHaveValue("What I meant:\n\nFrom being looked at.");
  await main(b).not.toContainText("still here");

  // The other way round: who listened may be the next to speak all the same.
  await press(b, "Send it");
  await words(a).fill("You rest unseen.");
  await press(b, "Let it rest");
  await b.getByRole("dialog").getByRole("button", { name: "Rest now" }).click();
  await title(a, "Ben may speak now");
  await main(a).toContainText("Ben can begin again, or rest.");
  await main(a).toContainText("Your words are still here.");
  await press(a, "I would like to speak");
  await press(a, "Let them go");
  await main(a).not.toContainText("You rest unseen.");
  await expect(words(a)).toHaveValue("");
});

test("what is written, and the turns in one room, are there after a look elsewhere, and gone with the lock", async ({ visitor }) => {
  const [ana] = await ready(visitor);
  const { page } = ana;
  const lookElsewhere = async (): Promise<void> => {
    await page.getByRole("button", { name: /^You and your partner/ }).click();
    await title(page, "Who sees what");
    await page.goBack();
  };
  await words(page).fill("Being seen.");
  await lookElsewhere();
  await expect(words(page)).toHaveValue("Being seen.");

  await press(page, "One thing each, to end");
  await page.getByLabel("What I understood for the first time").fill("That you rest unseen.");
  await lookElsewhere();
  await expect(page.getByLabel("What I understood for the first time")).toHaveValue("That you rest unseen.");

  await press(page, "One device, in one room");
  await press(page, "Ben");
  await press(page, "That is what I wanted to say");
  await title(page, "Ana says it back");
  await lookElsewhere();
  await title(page, "Ana says it back");

  await more(page, "Lock");
  await unlock(ana);
  await toStage(ana, "Hear each other");
  await title(page, "Who would like to begin?");
  await expect(words(page)).toHaveValue("");
});
