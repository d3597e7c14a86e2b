// How people go the way on the pages, by what they read there.
import { expect, type Locator, type Page } from "@playwright/test";
import { safeAnswers } from "../../src/content/pack_for_test.ts";
import type { Visitor } from "./app.ts";
import { passphrase } from "./seed.ts";

/** Whoever goes: where only what is on their page counts. */
type Walker = Pick<Visitor, "page">;

const yeses: ReadonlySet<string> = new Set(["Love to", "Happy to", "Would try, if …"]);

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("main").getByRole("button", typeof name === "string" ? { name, exact: true } : { name });

const keyboards = new WeakSet<Page>();

/** From now on nothing here is pressed, ticked or written with anything but the keyboard. */
export function useKeyboard({ page }: Walker): void {
  keyboards.add(page);
}

/** By Tab alone, from wherever the focus is. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 200; ++stops) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by Tab: ${String(target)}`);
}

/** Presses a button, or opens what a summary stands for. */
export async function activate(page: Page, target: Locator): Promise<void> {
  await pressed(page, target);
  // Whoever goes by keyboard goes on from somewhere.
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body), "the focus is nowhere").toBe(false);
}
async function pressed(page: Page, target: Locator): Promise<void> {
  if (!keyboards.has(page)) return target.click();
  await reach(page, target);
  await page.keyboard.press("Enter");
}

export async function tick(page: Page, box: Locator): Promise<void> {
  if (!keyboards.has(page)) return box.check();
  await reach(page, box);
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
}

export async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first();
  if (!keyboards.has(page)) return field.fill(text);
  await reach(page, field);
  await page.keyboard.insertText(text);
}

export const press = (page: Page, name: string | RegExp): Promise<void> => activate(page, button(page, name).first());

export const title = (page: Page, name: string | RegExp): Promise<void> =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

/** Makes a place on this device. Leads to settling in. */
export async function beginHere({ page }: Walker, sign: string): Promise<void> {
  await write(page, "A sign for you", sign);
  await write(page, "Passphrase", passphrase);
  await write(page, "The same once more", passphrase);
  await press(page, "Begin");
  await title(page, "Twelve words for a bad day");
  await press(page, "Later");
}

export async function unlock({ page }: Walker, sign?: string): Promise<void> {
  if (sign !== undefined) await page.getByRole("radio", { name: sign }).check();
  await write(page, "Passphrase", passphrase);
  await press(page, "Unlock");
}

export async function settleIn({ page }: Walker, name: string): Promise<void> {
  await press(page, "I am an adult, and I am here because I want to be.");
  await write(page, "What you like to be called", name);
  await press(page, "Next");
  await title(page, "Who can see what");
  await press(page, "Next");
  await press(page, "Ask me");
}

/** Answers the private questions so that the steps for two open, and opens them. */
export async function goTogether({ page }: Walker): Promise<void> {
  for (const answer of Object.values(safeAnswers)) {
    const question = await page.getByRole("heading", { level: 2 }).innerText();
    await press(page, answer === "yes" ? "Yes" : "No");
    await expect(page.getByRole("heading", { level: 2 })).not.toHaveText(question);
  }
  await press(page, "Go together");
}

/** The twelve words on the screen, once they are there. */
export async function twelveWords(page: Page): Promise<string[]> {
  const shown = page.getByRole("list", { name: "The twelve words" }).getByRole("listitem");
  await expect(shown).toHaveCount(12);
  return shown.allInnerTexts();
}

/** From wherever one is to a stage. */
export async function toStage({ page }: Walker, stage: string): Promise<void> {
  const home = page.getByRole("banner").getByRole("button", { name: "The way", exact: true });
  const theWay = page.getByRole("heading", { level: 1, name: "The way", exact: true });
  await expect(home.or(theWay).first()).toBeVisible();
  if (await home.isVisible()) await activate(page, home);
  await expect(theWay).toBeVisible();
  await activate(page, page.getByRole("navigation", { name: /The way/ }).getByRole("button", { name: stage, exact: true }));
}

/** Puts cards onto piles, by the names of both, until none of these is left. Others are left for later. */
export async function sort({ page }: Walker, answers: ReadonlyMap<string, string>): Promise<void> {
  const left = new Set(answers.keys());
  while (left.size > 0) {
    const name = await page.getByRole("main").getByRole("heading", { level: 2 }).first().innerText();
    const pile = answers.get(name);
    await press(page, pile === undefined ? "Leave it for later" : new RegExp(`^${pile}`, "i"));
    // A yes to a way has room for a condition; one goes on from there.
    if (pile !== undefined && yeses.has(pile)) await press(page, "Next");
    await expect(page.getByRole("group", { name, exact: true })).toBeHidden();
    left.delete(name);
  }
}

/** Opens the app in a browser that knows one, and unlocks it. */
export async function comeBack(visitor: Walker): Promise<void> {
  await visitor.page.goto("/");
  await unlock(visitor);
  await title(visitor.page, "The way");
}

/** Both say that they are ready for a stage. */
export async function readyFor(both: readonly Walker[], stage: string): Promise<void> {
  for (const who of both) {
    await toStage(who, stage);
    await press(who.page, "I am ready");
  }
}

/** What was written in the only field that was written in. */
export const isKept = (page: Page): Promise<void> => expect(page.getByText("kept", { exact: true })).toBeVisible();

/** To what is always there, under More. */
export async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: entry, exact: true }).click();
}
