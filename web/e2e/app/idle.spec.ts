// What happens to a screen that nobody touches, and to who comes back to it.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { inSeed, passphrase, seedCouple, seeded, settled } from "./seed.ts";
import { comeBack, more, press, readyFor, title, toStage, unlock } from "./walk.ts";

const minutes = (page: Page, count: number): Promise<void> => page.clock.fastForward(count * 60_000);
const locked = (page: Page) => expect(page.getByText("Locked, because nothing was touched for a while.")).toBeVisible();

/** Locked and unlocked by the same person. */
async function comesAgain(who: Visitor, sign?: string): Promise<void> {
  await locked(who.page);
  await unlock(who, sign);
}

test("who was away comes back to where they were, and nobody else does", async ({ visitor }) => {
  const who = await visitor();
  const { page } = who;
  await settled(who, [{ kind: "about-me", adult: true, name: "Ana" }]);
  await inSeed(who, (seed) => seeded(seed, "settle", "B", passphrase, [{ kind: "about-me", adult: true, name: "Ben" }]));
  await page.clock.install();
  await page.goto("/");
  await unlock(who, "A");
  await toStage(who, "Closer");
  await press(page, "Picture 1");
  await title(page, "An ordinary Tuesday. What is different?");
  await minutes(page, 6);
  await comesAgain(who, "A");
  await title(page, "An ordinary Tuesday. What is different?");

  // Another one does not, and what Ana looked at is forgotten then.
  await minutes(page, 6);
  await comesAgain(who, "B");
  await title(page, "The way");
  await more(page, "Lock");
  await unlock(who, "A");
  await title(page, "The way");

  // Nor does who asked for the lock.
  await toStage(who, "Closer");
  await more(page, "Lock");
  await unlock(who, "A");
  await title(page, "The way");
});

test("a turn waits for who listens and touches nothing, and a forgotten one locks", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "joined");
  await ana.page.clock.install();
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Hear each other");
  await title(ana.page, "Who would like to begin?");

  // A turn that is timed: its clock and the lock end at different times.
  await ana.page.getByText("Use a timer").click();
  await press(ana.page, "Start");
  await minutes(ana.page, 5);
  await expect(ana.page.getByText("The time is up.")).toBeVisible();
  await minutes(ana.page, 4);
  await title(ana.page, "Who would like to begin?");
  await minutes(ana.page, 2);
  await comesAgain(ana);
  await title(ana.page, "Who would like to begin?");

  await press(ben.page, "I have said it aloud");
  await title(ana.page, "Say back what you heard");
  await minutes(ana.page, 25);
  await title(ana.page, "Say back what you heard");
  await minutes(ana.page, 6);
  await comesAgain(ana);
  await title(ana.page, "Say back what you heard");
});
