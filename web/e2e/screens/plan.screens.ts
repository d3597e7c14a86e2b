// Common ground, two weeks of it, and a look back.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "../app/app.ts";
import { seedCouple } from "../app/seed.ts";
import { aWeekLater, bothAtTable, comesTo, oneListIn, putIn, wantsNothing, withNewerRelease } from "../app/table.ts";
import { comeBack, press, readyFor, title } from "../app/walk.ts";
import { screen } from "./screen.ts";

async function atCommonGround(ana: Visitor, ben: Visitor, example: string): Promise<void> {
  await seedCouple(ana, ben, "matched", example);
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Common ground");
  for (const { page } of [ana, ben]) await expect(page.getByRole("heading", { name: "Two ways to find a plan" })).toBeVisible();
}

test("the open table, a plan, and a look back", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await atCommonGround(ana, ben, "how-often");
  const { page } = ana;
  await screen(page, "70-common-ground");
  await press(page, "Look at the plans");
  await expect(page.getByRole("button", { name: /^Fair/ })).toBeVisible();
  await screen(page, "71-open-table");
  await press(page, "Gentler");
  await expect(page.getByText("Changed").first()).toBeVisible();
  await page.getByText("All that is possible, as a picture").first().click();
  await screen(page, "72-open-table-wish-and-picture");
  await press(page, "Make it a proposal");
  await title(page, "Make it yours before you show it");
  await page.getByText(/^(Who starts, and your condition|Your condition)$/).first().click();
  await page.getByLabel("Your condition, in your own words").first().fill("the phones stay in the hall");
  await screen(page, "73-draft");
  await press(page, "Show it, and say yes to it");
  await expect(page.getByText("You said yes. It stands once Ben does.")).toBeVisible();
  await screen(page, "74-my-proposal");
  await expect(ben.page.getByRole("heading", { name: "A proposal from Ana" })).toBeVisible();
  await screen(ben.page, "75-their-proposal");
  // What Ben would try only if … is his to put in.
  await press(ben.page, "Change something");
  await press(ben.page, "Show it, and say yes to it");
  await expect(page.getByRole("heading", { name: "A proposal from Ben" })).toBeVisible();
  await screen(page, "75-their-change");
  await press(page, "Yes, let us try this");
  await expect(page.getByRole("heading", { name: "It stands" })).toBeVisible();
  await screen(page, "76-it-stands");
  await tryAndLookBack(page);
});

async function tryAndLookBack(page: Page): Promise<void> {
  await press(page, "Go to the plan");
  await title(page, "Try it");
  await screen(page, "80-try-it");
  await press(page, "Look now");
  await page.getByRole("group", { name: /how did asking feel/ }).getByRole("radio", { name: "easy", exact: true }).check();
  await screen(page, "81-check-in");
  await press(page, "That is it");
  await press(page, "How did it go?");
  const steps = page.getByRole("navigation", { name: "Within this part" }).getByRole("button");
  await steps.first().waitFor();
  await page.getByRole("radio", { name: "mostly", exact: true }).first().check();
  for (let at = 0; at < (await steps.count()); ++at) {
    await steps.nth(at).click();
    const keep = page.getByRole("radio", { name: "Keep", exact: true });
    if (await keep.first().isVisible()) await keep.first().check();
    await screen(page, `82-how-did-it-go-${at + 1}`);
  }
}

test("the sealed table", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched", "small-children");
  await bothAtTable(ana, ben);
  await screen(ana.page, "77-sealed-table");
  await putIn(ana);
  await screen(ana.page, "78-sealed-table-waiting");
  await title(ben.page, "Ana has put a list on the table");
  await screen(ben.page, "78-sealed-table-theirs");
  await press(ben.page, "I would rather not, for now");
  await expect(ana.page.getByText(/^The sealed table rests/)).toBeVisible();
  await screen(ana.page, "78-sealed-table-rests");
  await press(ben.page, "I am ready");
  await press(ben.page, "Put my list beside it");
  await comesTo("This is where you meet", ben);
  await screen(ben.page, "79-sealed-table-met");
});

test("a sealed table without a plan", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched");
  await wantsNothing(ana);
  await bothAtTable(ana, ben);
  await putIn(ana);
  await press(ben.page, "Put my list beside it");
  await comesTo("No plan this time", ben);
  await screen(ben.page, "79-sealed-table-no-plan");
});

test("a sealed table that is over, or cannot be finished", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await oneListIn(ana, ben);
  await ana.page.goto("about:blank");
  await press(ben.page, "Put my list beside it");
  await expect(ben.page.getByText("Steps done: 1 of 4.")).toBeVisible();
  await expect(ben.page.getByText("Sent.")).toBeVisible();
  await screen(ben.page, "78-sealed-table-going-on");
  await withNewerRelease(ana);
  await title(ana.page, "This table could not be finished");
  await screen(ana.page, "79-sealed-table-not-finished");
  await aWeekLater(ben);
  await title(ben.page, "The seven days are over");
  await screen(ben.page, "79-sealed-table-over");
});
