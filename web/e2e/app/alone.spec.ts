// The stages that one goes alone.
import type { Page } from "@playwright/test";
import type { SayBody } from "../../src/engine/session_types.ts";
import { expect, test, type Visitor } from "./app.ts";
import { settled } from "./seed.ts";
import { comeBack, goTogether } from "./walk.ts";

const adult: SayBody = { kind: "about-me", adult: true };

/** Someone who has said this before, unlocked. */
async function someone(visitor: Visitor, ...said: SayBody[]): Promise<Page> {
  await settled(visitor, said);
  await comeBack(visitor);
  return visitor.page;
}
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).click();

/** From the way to one of its stages. */
const toStage = (page: Page, name: string): Promise<void> =>
  page.getByRole("navigation", { name: /^The way, as a picture/ }).getByRole("button", { name, exact: true }).click();

test("someone settles in, says what closer is, and finds it when they come again", async ({ visitor }) => {
  const ana = await visitor();
  const page = await someone(ana);
  await toStage(page, "Settle in");
  await expect(heading(page, "For two adults, each of their own free will")).toBeFocused();
  await ana.isAccessible();
  await press(page, /^I am an adult/);
  await page.getByLabel("Why I am here").fill("We run the house well, and little else.");
  await press(page, /^(Not now|Next)$/);
  await expect(heading(page, "Who can see what")).toBeFocused();
  await press(page, "Next");
  // Leaving the private questions out is going on, and looks like nothing else.
  await expect(page.getByRole("button", { name: "Not now" })).toHaveCount(0);
  await press(page, "Next");
  await expect(page.getByText("Why I am here: ‘We run the house well, and little else.’")).toBeVisible();

  await press(page, "Go on to: Closer");
  for (const theme of ["Touch", "Calm together", "Lightness"]) await page.getByRole("checkbox", { name: theme, exact: true }).check();
  await expect(page.getByRole("checkbox", { name: "Romance" })).toBeDisabled();
  await ana.isAccessible();
  await press(page, "Next");
  await press(page, /^Saturday, late\./);
  await page.getByLabel("I would notice it by").fill("Nobody looks at the clock.");
  await ana.isAccessible();
  await press(page, "Next");
  await expect(heading(page, "Is there a second picture?")).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("What one would see")).toHaveValue(/^Saturday, late\./);
  await page.goForward();
  await press(page, "Not now");
  await expect(page.getByText(/closer looks like to me: ‘Saturday, late/)).toBeVisible();
  await press(page, "Enough for now");

  await comeBack(ana);
  await toStage(page, "Closer");
  await expect(page.getByText("I would notice it by this: ‘Nobody looks at the clock.’")).toBeVisible();
});

test("who goes elsewhere while an answer is being kept stays there", async ({ visitor }) => {
  const page = await someone(await visitor());
  await toStage(page, "Settle in");
  await expect(heading(page, "For two adults, each of their own free will")).toBeFocused();
  // Both at once: no answer is kept as quickly as that.
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")];
    for (const words of ["I am an adult", "The way"]) buttons.find(({ innerText }) => innerText.startsWith(words))?.click();
  });
  await expect(heading(page, "The way")).toBeFocused();
  await toStage(page, "Settle in");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Welcome" }).click();
  await expect(page.getByRole("blockquote")).toHaveText(/^I am an adult/);
  await expect(heading(page, "For two adults, each of their own free will")).toBeVisible();
});

test("what was said on a screen can be undone there, and what was said before it cannot", async ({ visitor }) => {
  const page = await someone(await visitor(), adult, { kind: "meaning", of: "sex", text: "play" });
  await toStage(page, "What it means");
  await expect(heading(page, "What does closeness give you?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
  const words = page.getByLabel("What closeness gives me");
  await words.fill("rest");
  await words.blur();
  await press(page, "Undo");
  await expect(words).toHaveValue("");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Sex" }).click();
  await expect(page.getByLabel("What sex means to me")).toHaveValue("play");
});

test("a need that matters is asked about, however quickly one goes on", async ({ visitor }) => {
  const page = await someone(await visitor(), adult);
  await toStage(page, "What it means");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Needs" }).click();
  await expect(heading(page, "How much does this matter to you?")).toBeFocused();
  const card = page.getByRole("heading", { level: 2 });
  const need = await card.innerText();
  // Both at once: no answer is kept as quickly as that.
  await page.evaluate(() => {
    for (const which of [".piles button:last-child", "footer button"]) document.querySelector<HTMLElement>(which)?.click();
  });
  await expect(heading(page, "How well is it met today?")).toBeFocused();
  await expect(card).toHaveText(need);
});

test("cards are answered by keyboard, and a no is read back nowhere", async ({ visitor }) => {
  const ana = await visitor();
  const page = await someone(ana, adult, { kind: "need", need: "calm", importance: 4, met: 1 });
  await toStage(page, "What else");
  await expect(heading(page, "What else could meet it?")).toBeFocused();
  await ana.isAccessible();
  await press(page, "A few cards: Calm together");
  const card = page.getByRole("heading", { level: 2 });
  await expect(card).toHaveCount(1);
  const first = await card.innerText();
  await card.focus();
  await page.keyboard.press("5");
  await expect(card).not.toHaveText(first);
  const second = await card.innerText();
  await page.keyboard.press("3");
  const condition = page.getByLabel("What comes first");
  await condition.fill("The children sleep.");
  await page.getByRole("checkbox", { name: "A set time" }).check();
  await ana.isAccessible();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(card).not.toHaveText(second);
  await press(page, "Enough for now");
  await press(page, "Not now");
  await expect(page.getByText("I can see myself enjoying this:")).toContainText(second);
  await expect(page.getByText("The children sleep.")).toBeVisible();
  await expect(page.getByText(first)).toHaveCount(0);
});

test("one’s half of the loop is what was felt and done, strongest first", async ({ visitor }) => {
  const ana = await visitor();
  const page = await someone(ana, adult);
  await toStage(page, "Asking");
  await expect(heading(page, /^When you ask for closeness/)).toBeFocused();
  await page.getByRole("checkbox", { name: "Hopeful" }).check();
  await page.getByRole("checkbox", { name: "Rejected" }).check();
  await page.getByRole("group", { name: "Rejected" }).getByRole("radio", { name: "very strongly" }).check();
  await ana.isAccessible();
  await press(page, "Next");
  await page.getByRole("checkbox", { name: "Go quiet" }).check();
  await press(page, "Next");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "My half of the loop" }).click();
  await expect(page.getByText("When I ask, I feel rejected and I feel hopeful, and then I go quiet.")).toBeVisible();
  await ana.isAccessible();
});

/** All that the browser keeps. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        all.push(await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        }));
      }
      database.close();
    }
    return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }]);
  });

test("private answers that close leave nothing behind, and look like those that do not", async ({ visitor }) => {
  const ana = await visitor();
  const page = await someone(ana, adult);
  await toStage(page, "Settle in");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "In private" }).click();
  const before = await kept(page);
  await press(page, "Ask me");
  await ana.isAccessible();
  await press(page, "Not sure");
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are forgotten." })).toBeFocused();
  await expect(page.getByRole("button", { name: "Go together" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Someone to talk to" })).toBeVisible();
  await ana.isAccessible();
  expect(await kept(page)).toBe(before);
  await press(page, "Next");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Ask me" })).toBeVisible();
});

test("someone who is safe goes together if they choose to, and alone again at once", async ({ visitor }) => {
  const page = await someone(await visitor(), adult);
  await toStage(page, "Settle in");
  const steps = page.getByRole("navigation", { name: "Within this part" });
  await steps.getByRole("button", { name: "In private" }).click();
  await press(page, "Ask me");
  await goTogether({ page });
  await expect(heading(page, "Invite your partner")).toBeFocused();
  await press(page, /^The way$/);
  await toStage(page, "Settle in");
  await steps.getByRole("button", { name: "In private" }).click();
  await press(page, "Go on alone for now");
  await expect(page.getByText("You go on alone now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ask me" })).toBeVisible();
});
