// How a sealed table ends, other than in a plan: kindly, with nothing told of a list, and something to do.
import type { Page } from "@playwright/test";
import { safeAnswers } from "../../src/content/pack_for_test.ts";
import type { SayBody } from "../../src/engine/session_types.ts";
import { expect, test, type Visitor } from "./app.ts";
import { answersOf, inSeed, passphrase, seedCouple, seeded, seedPage } from "./seed.ts";
import { aWeekLater, bothAtTable, comesTo, oneListIn, putIn, toTable, wantsNothing, withNewerRelease } from "./table.ts";
import { more, press, title, toStage, twelveWords } from "./walk.ts";

const day = 24 * 60 * 60 * 1000;
const phone = { viewport: { width: 390, height: 844 } };

/** What someone says beside the app, before they come to it. */
const saying = (who: Visitor, ...bodies: SayBody[]): Promise<void> =>
  inSeed(who, async (page) => {
    await seeded(page, "unlock", passphrase);
    await seeded(page, "say", ...bodies);
    await seeded(page, "sent");
  });

async function isGood(...all: Visitor[]): Promise<void> {
  for (const who of all) {
    await who.isAccessible();
    await who.fits();
  }
}
const main = (page: Page) => page.getByRole("main");

test("two lists that do not meet end in no plan, which is a fair result", async ({ visitor }) => {
  const [ana, ben] = [await visitor(phone), await visitor()];
  await seedCouple(ana, ben, "matched");
  await wantsNothing(ana);
  await bothAtTable(ana, ben);
  await putIn(ana);
  await title(ben.page, "Ana has put a list on the table");
  await isGood(ana, ben);
  await press(ben.page, "Put my list beside it");
  await comesTo("No plan this time", ana, ben);
  await isGood(ana, ben);
  // Both read the same, whoever said no to everything.
  const [hers, his] = await Promise.all([ana, ben].map(({ page }) => main(page).innerText()));
  expect(hers).toBe(his);
  await expect(main(ben.page)).toContainText("You can put in a list again from");

  // There are other ways from here.
  await press(ana.page, "Go to the open table");
  await title(ana.page, "The open table");
  await press(ben.page, "Go to Hear each other");
  await title(ben.page, "Hear each other");
});

test("a table to which one never came is over after seven days, and another can be laid", async ({ visitor }) => {
  test.slow();
  const [ana, ben] = [await visitor(phone), await visitor()];
  await oneListIn(ana, ben);
  await title(ben.page, "Ana has put a list on the table");
  for (const who of [ana, ben]) {
    await aWeekLater(who);
    await title(who.page, "The seven days are over");
  }
  await isGood(ana, ben);
  await press(ben.page, "Lay a new table");
  await title(ben.page, "Your list is on the table");
  await title(ana.page, "Ben has put a list on the table");
  await press(ana.page, "Put my list beside it");
  await comesTo("This is where you meet", ana, ben);
});

// What a device must not answer, it does not: here, because what is on the table is of another release.
test("a table that cannot be finished says so, without blame", async ({ visitor }) => {
  const [ana, ben] = [await visitor(phone), await visitor()];
  await oneListIn(ana, ben);
  await ana.page.goto("about:blank");
  await press(ben.page, "Put my list beside it");
  await title(ben.page, "The two devices compare");
  await expect(ben.page.getByText("Steps done: 1 of 4.")).toBeVisible();
  await expect(main(ben.page)).toContainText("The next step is with Ana.");
  await isGood(ben);

  await withNewerRelease(ana);
  await title(ana.page, "This table could not be finished");
  await isGood(ana);
  // It is so for Ana alone: her device says nothing more, and Ben’s goes on waiting.
  await title(ben.page, "The two devices compare");
  await expect(ana.page.getByRole("button", { name: "Lay a new table" })).toHaveCount(0);
});

test("a list goes on from another device, where the one it was put in on is lost", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await oneListIn(ana, ben);
  await more(ana.page, "Words and devices");
  await press(ana.page, "Make twelve words");
  const words = await twelveWords(ana.page);
  await press(ana.page, "I have written them down");
  await ana.context.close();

  const again = await visitor(phone);
  await again.page.goto("/");
  await press(again.page, "I have been here");
  await press(again.page, "I have twelve words");
  await again.page.locator("textarea").fill(words.join(" "));
  await again.page.getByLabel("A sign for you").fill("A");
  for (const field of await again.page.locator("input[type=password]").all()) await field.fill(passphrase);
  await press(again.page, "Come back");
  await title(again.page, "The way");
  await toTable(again);
  await title(again.page, "Your list is on the table");
  await press(ben.page, "Put my list beside it");
  await comesTo("This is where you meet", again, ben);
});

test("who would rather not any more says so, and the table rests until both are ready", async ({ visitor }) => {
  const [ana, ben] = [await visitor(phone), await visitor()];
  await oneListIn(ana, ben);
  await title(ben.page, "Ana has put a list on the table");
  await press(ana.page, "I would rather not, for now");
  for (const { page } of [ana, ben]) {
    await title(page, "Common ground");
    await expect(page.getByText(/^The sealed table rests until you are both ready\./)).toBeVisible();
  }
  await isGood(ana, ben);
  // Nothing was lost by it.
  await press(ana.page, "I am ready");
  await title(ana.page, "Your list is on the table");
  await press(ben.page, "Put my list beside it");
  await comesTo("This is where you meet", ana, ben);
});

test("a pause lets the table rest, and leaving ends it", async ({ visitor }) => {
  const [ana, ben] = [await visitor(phone), await visitor()];
  await oneListIn(ana, ben);
  await ben.page.goto("about:blank");
  await saying(ben, { kind: "pause", until: Date.now() + 3 * day });
  await expect(ana.page.getByText(/^Ben takes a pause until /)).toBeVisible();
  await expect(ana.page.getByText(/^The sealed table rests/)).toBeVisible();
  await isGood(ana);
  await saying(ben, { kind: "leave" });
  await expect(ana.page.getByText("You are no longer connected here.", { exact: false })).toBeVisible();
  await expect(ana.page.getByText(/sealed table/)).toHaveCount(0);
  await isGood(ana);
});

test("both put in their lists at the same moment, out of reach of each other", async ({ visitor, ownServer }) => {
  const [ana, ben] = [await visitor(phone, ownServer), await visitor({}, ownServer)];
  await seedCouple(ana, ben, "matched");
  await bothAtTable(ana, ben);
  await ownServer.stop();
  for (const { page } of [ana, ben]) {
    await press(page, "Put my list on the table");
    await title(page, "Your list is on the table");
    await expect(main(page).getByText("Kept here. It is sent when there is a connection.")).toBeVisible();
  }
  await isGood(ana, ben);
  await ownServer.start();
  await comesTo("This is where you meet", ana, ben);
});

// One evening is all that both want, and it is longer than the week that Ana has shown.
test("where no plan fits into the time that is shown, it says so, and puts in no list", async ({ visitor }) => {
  const [ana, ben] = [await visitor(phone), await visitor()];
  await seedCouple(ana, ben, "joined");
  const pages = await Promise.all([seedPage(ana), seedPage(ben)]);
  const together = (does: (page: Page, who: 0 | 1) => Promise<unknown>): Promise<unknown> =>
    Promise.all(pages.map((page, at) => does(page, at === 0 ? 0 : 1)));
  await together((page) => seeded(page, "unlock", passphrase));
  await together((page) => seeded(page, "together", safeAnswers));
  await together((page, who) => {
    const ways = answersOf("how-often", who, "").flatMap((said) => (said.kind === "way" ? [said.way] : []));
    const wills = ways.map((way) => ({ kind: "way", way, will: way === "unhurried-evening" ? "love" : "not-now" }) as const);
    return seeded(page, "say", ...wills, { kind: "limits", minutes: 60 });
  });
  await seeded(pages[0], "share", { kind: "limits" });
  await together((page) => seeded(page, "ready", "both-want"));
  await together((page) => seeded(page, "match"));
  await together((page) => seeded(page, "sent"));
  await together((page) => seeded(page, "lock"));
  await together((page) => page.close());
  await bothAtTable(ana, ben);
  await press(ben.page, "Put my list on the table");
  await expect(ben.page.getByText(/^No plan from what you both want fits into the time that is shown\./)).toBeVisible();
  await isGood(ben);
  await title(ana.page, "The sealed table");
});

// The table that was laid first is the one; the other’s list is still theirs to put beside it.
test("both lay a table at the same moment, with other limits", async ({ visitor, ownServer }) => {
  const [ana, ben] = [await visitor(phone, ownServer), await visitor({}, ownServer)];
  await seedCouple(ana, ben, "matched");
  await bothAtTable(ana, ben);
  await toStage(ana, "Share");
  await title(ana.page, "Share");
  await ownServer.stop();
  await press(ben.page, "Put my list on the table");
  await title(ben.page, "Your list is on the table");
  await main(ana.page).getByText("What else", { exact: true }).click();
  await ana.page.getByRole("checkbox", { name: /minutes a week/ }).check();
  await press(ana.page, "Look at what Ben will see");
  await press(ana.page, "Show it now");
  await title(ana.page, "Share");
  await toTable(ana);
  await press(ana.page, "Put my list on the table");
  await title(ana.page, "Your list is on the table");
  await ownServer.start();
  await title(ana.page, "Ben has put a list on the table");
  await isGood(ana);
  await press(ana.page, "Put my list beside it");
  await comesTo("This is where you meet", ana, ben);
});
