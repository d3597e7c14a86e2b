// What is there on every page: leaving at once, the menu, help, and taking along or deleting what is one's own.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { passphrase, seedCouple, settled } from "./seed.ts";
import { isKept, press, toStage, twelveWords } from "./walk.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** Ana, who has settled in, on the way. */
async function begin(ana: Visitor): Promise<void> {
  await settled(ana, [{ kind: "about-me", adult: true, name: "Ana" }]);
  await unlock(ana);
}

async function unlock({ page }: Visitor): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByRole("button", { name: "The way" })).toHaveCount(0);
  await expect(page.getByLabel("Passphrase", { exact: true })).toHaveCount(0);
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog", { name: "More" }).getByRole("button", { name }).click();
  await expect(heading(page, name)).toBeFocused();
}

const isLeft = (page: Page) => expect(page).toHaveTitle("Kitchen measures");

test("leaving at once takes the place of the page, and going back brings nothing back", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  await choose(page, "What is mine");
  await choose(page, "Who sees what");
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await isLeft(page);
  const entries = await page.evaluate(() => history.length);
  for (let back = 0; back < entries - 1; back++) {
    await page.goBack();
    if (page.url() === "about:blank") break;
    await isLeft(page);
  }
  // Whoever comes by the address finds it locked.
  await page.goto("/");
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeVisible();
  await expect(page).toHaveTitle("Notes");
});

test("what is under More leads back to where one was", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  const goesBack = () => page.getByRole("main").getByRole("button", { name: "Back", exact: true }).click();
  await page.goto("/");
  for (const name of ["If something is wrong", "Who sees what", "Language and looks"]) {
    await choose(page, name);
    await goesBack();
    await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
  }
  await begin(ana);
  for (const name of [
    "A kind ask, a kind no", "Take a pause", "If something is wrong", "What is mine", "Words and devices", "Who sees what",
    "Language and looks", "End or delete",
  ]) {
    await choose(page, name);
    await goesBack();
    await expect(heading(page, "The way")).toBeFocused();
  }
});

test("locking while somebody writes, with nothing pressed before it, complains of nothing", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  await toStage(ana, "Closer");
  await press(page, "Not now");
  await page.getByLabel("What one would see").pressSequentially("Half a sentence");
  // As after five minutes, or by voice: the focus stays where it is.
  await page.getByRole("button", { name: "Lock", includeHidden: true }).dispatchEvent("click");
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeVisible();
});

test("Shift three times is enough, over a dialog as well", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  await choose(page, "End or delete");
  await page.getByRole("button", { name: "Delete everything of mine" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything of yours?" });
  await expect(dialog.getByRole("button", { name: "Leave", exact: true })).toBeVisible();
  for (const key of ["Shift", "Shift", "a", "Shift"]) await page.keyboard.press(key);
  await expect(dialog).toBeVisible();
  for (const key of ["Shift", "Shift"]) await page.keyboard.press(key);
  await isLeft(page);
});

test("leaving at once waits for nothing, the core neither", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  // From here on the core hears nothing any more, as if it were busy for ever.
  await page.evaluate(() => {
    Worker.prototype.postMessage = () => undefined;
  });
  await choose(page, "What is mine");
  await page.getByRole("button", { name: "Write a note" }).click();
  await page.getByLabel("A note").fill("This one is never kept.");
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await isLeft(page);
});

test("the menu gives the focus back, and is whole on a small screen with large letters", async ({ visitor }) => {
  const someone = await visitor({ viewport: { width: 320, height: 500 } });
  const { page } = someone;
  await page.addInitScript(() => localStorage.setItem("notes", JSON.stringify({ language: "pseudo", text: "larger" })));
  await page.goto("/");
  const more = page.locator("header .open");
  await more.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await someone.fits();
  await someone.isAccessible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(more).toBeFocused();
});

test("on a phone that is held sideways nothing lies under its notch", async ({ visitor }) => {
  const { page, context } = await visitor({ viewport: { width: 700, height: 360 } });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const insets = { left: 59, right: 59 };
  await (await context.newCDPSession(page)).send("Emulation.setSafeAreaInsetsOverride", { insets });
  const over = await page.locator("#app :is(h1, p, button)").evaluateAll((parts, { left, right }) =>
    parts
      .filter((one) => one.checkVisibility())
      .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent.trim() }))
      .filter(({ box }) => box.left < left || box.right > innerWidth - right)
      .map(({ text }) => text), insets);
  expect(over).toEqual([]);
});

// Safari knew no other way out of it than its button.
test("the menu closes where one presses beside it, and at nothing else of it", async ({ visitor }) => {
  const { page } = await visitor({ viewport: { width: 1280, height: 800 } });
  await page.goto("/");
  const menu = page.getByRole("dialog");
  await page.locator("header .open").click();
  await menu.getByText("Pressing Shift three times does the same.").click();
  await expect(menu).toBeVisible();
  await page.mouse.click(200, 700);
  await expect(menu).toBeHidden();
  expect(await page.locator("[closedby]").count()).toBe(0);
});

test("what is gone to by the keyboard is not under the header", async ({ visitor }) => {
  const { page } = await visitor({ viewport: { width: 390, height: 500 } });
  await page.goto("/");
  await choose(page, "If something is wrong");
  for (let presses = 0; presses < 40; presses++) await page.keyboard.press("Tab");
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Shift+Tab");
    const covered = await page.evaluate(() => {
      const focused = document.activeElement;
      const header = document.querySelector("header");
      if (focused === null || header === null || header.contains(focused) || !document.querySelector("main")?.contains(focused)) return 0;
      return header.getBoundingClientRect().bottom - focused.getBoundingClientRect().top;
    });
    expect(covered).toBeLessThanOrEqual(0);
  }
});

// The effect that brings the words ran without end once, and the page stood still.
test("leaving in one tab leaves in all", async ({ visitor }) => {
  const ana = await visitor();
  await begin(ana);
  const other = await ana.context.newPage();
  await other.goto("/");
  await expect(other.getByLabel("Passphrase", { exact: true })).toBeVisible();
  for (let times = 0; times < 3; ++times) await other.keyboard.press("Shift");
  for (const page of [other, ana.page]) await isLeft(page);
});

test("help is there for everyone, before anyone is unlocked", async ({ visitor }) => {
  const someone = await visitor({ locale: "es-MX", viewport: { width: 320, height: 640 } });
  const { page } = someone;
  await page.goto("/");
  await page.getByRole("button", { name: "Más" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Si algo no está bien" }).click();
  await expect(heading(page, "Si algo no está bien")).toBeFocused();
  await expect(page.getByLabel("¿Dónde estás?")).toHaveValue("mx");
  await expect(page.locator('a[href="tel:079"]')).toBeVisible();
  await page.getByLabel("¿Dónde estás?").selectOption("us");
  await expect(page.locator('a[href="sms:88788"]')).toBeVisible();
  for (const site of await page.locator('a[href^="https://"]').all()) await expect(site).toHaveAttribute("rel", /noreferrer/);
  await someone.fits();
  await someone.isAccessible();
});

test("a kind ask is made from a beginning, kept, and gone again", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  await choose(page, "A kind ask, a kind no");
  await page.getByRole("button", { name: "Ask for something" }).click();
  await page.getByText("Something of my own").click();
  await page.getByLabel("In a few words").fill("a walk before breakfast");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: /‘a walk before breakfast’/ }).first().click();
  const mine = page.getByLabel("My words");
  await expect(mine).toHaveValue(/‘a walk before breakfast’/);
  await mine.fill("A walk with me tomorrow?");
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("Kept. Only you see it here.")).toBeVisible();
  await ana.isAccessible();
  await choose(page, "What is mine");
  await expect(page.getByText("A walk with me tomorrow?")).toBeVisible();
  await choose(page, "A kind ask, a kind no");
  await page.getByRole("button", { name: /^Change: A walk/ }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByText("A walk with me tomorrow?")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("A walk with me tomorrow?")).toBeVisible();
});

for (const settings of [{}, { language: "pseudo", text: "larger", theme: "dark" }]) {
  test(`what is always there can be read by everyone, on 320 pixels, with ${JSON.stringify(settings)}`, async ({ visitor }) => {
    // Each page is looked at whole.
    test.slow();
    const ana = await visitor({ viewport: { width: 320, height: 640 } });
    const { page } = ana;
    await begin(ana);
    await page.evaluate((kept) => localStorage.setItem("notes", kept), JSON.stringify(settings));
    await page.reload();
    await page.locator("input[type=password]").fill(passphrase);
    await page.locator("main button[type=submit]").click();
    await expect(page.locator("input[type=password]")).toHaveCount(0);
    const menu = page.getByRole("dialog");
    await page.locator("header .open").click();
    await expect(menu.locator("nav button").first()).toBeVisible();
    const entries = await menu.locator("nav button").count();
    await page.keyboard.press("Escape");
    // All but the last, which locks.
    for (let entry = 0; entry < entries - 1; entry++) {
      await page.locator("header .open").click();
      await menu.locator("nav button").nth(entry).click();
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
      await ana.fits();
      await ana.isAccessible();
    }
  });
}

/** Everything that this browser keeps for the page. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
  }));

test("what is mine can be taken along, and deleted so that nothing is left here", async ({ visitor }) => {
  const ana = await visitor({ serviceWorkers: "allow" });
  const { page } = ana;
  await begin(ana);
  await choose(page, "Language and looks");
  await page.getByText("Dark", { exact: true }).click();
  await choose(page, "What is mine");
  await page.getByRole("button", { name: "Write a note" }).click();
  await page.getByLabel("A note").fill("<b>For nobody else.</b>");
  await page.getByLabel("A note").blur();
  await isKept(page);

  const saved = async (button: string): Promise<string> => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toMatch(/^notes\.(html|json)$/);
    return readFile(await file.path(), "utf8");
  };
  expect(await saved("Save as a page to read")).toContain("&lt;b&gt;For nobody else.&lt;/b&gt;");
  expect(JSON.parse(await saved("Save as data"))).toMatchObject({
    format: "commonground.export/1",
    own: [{ say: { kind: "about-me" } }, { say: { kind: "note", text: "<b>For nobody else.</b>" } }],
  });

  await choose(page, "End or delete");
  await page.getByRole("button", { name: "Delete everything of mine" }).click();
  await page.getByLabel("Your twelve words, if you made any").fill("one two three");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("These are not twelve words of the list.")).toBeVisible();
  await page.getByLabel("Your twelve words, if you made any").fill("");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Delete it now" }).click();
  await expect(heading(page, "What would closer look like?")).toBeVisible();
  expect(await kept(page)).toEqual({ local: 0, session: 0, caches: [], workers: 0, databases: [], cookies: "" });
});

test("without the server, what is here can be deleted all the same", async ({ visitor }) => {
  const ana = await visitor();
  const { page, context } = ana;
  await begin(ana);
  await choose(page, "End or delete");
  await page.getByRole("button", { name: "Delete everything of mine" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Delete it now" }).click();
  await expect(page.getByText("The server cannot be reached, so nothing was deleted.")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Delete it on this device alone" }).click();
  await expect(heading(page, "What would closer look like?")).toBeVisible();
  expect((await kept(page)).databases).toEqual([]);
});

test("twelve words are shown once, and open everything on another device", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await begin(ana);
  await choose(page, "What is mine");
  await page.getByRole("button", { name: "Write a note" }).click();
  await page.getByLabel("A note").fill("It comes along.");
  await page.getByLabel("A note").blur();
  await isKept(page);
  await choose(page, "Words and devices");
  await page.getByRole("button", { name: "Make twelve words" }).click();
  const words = await twelveWords(page);
  await page.getByRole("button", { name: "I have written them down" }).click();
  await expect(heading(page, "Only your paper has them now")).toBeVisible();
  await expect(page.getByText(words.join(" "))).toHaveCount(0);

  const { page: other } = await visitor();
  await other.goto("/");
  await other.getByRole("button", { name: "I have been here" }).click();
  await other.getByRole("button", { name: "I have twelve words" }).click();
  await other.locator("textarea").fill(words.join(" "));
  await other.getByLabel("A sign for you").fill("B");
  for (const field of await other.locator("input[type=password]").all()) await field.fill("five other plain words here");
  await other.getByRole("button", { name: "Come back" }).click();
  await choose(other, "What is mine");
  await expect(other.getByLabel("A note")).toHaveValue("It comes along.");
});

test("each can stop everything and leave, and keeps what is their own", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "shown");
  await unlock(ana);
  const { page } = ana;
  await choose(page, "End or delete");
  await ana.isAccessible();
  await page.getByRole("checkbox", { name: "Take back all that I show as well" }).check();
  await page.getByRole("button", { name: "Stop everything" }).click();
  await page.getByRole("dialog", { name: "Stop everything now?" }).getByRole("button", { name: "Stop everything" }).click();
  await expect(page.getByText("Everything was stopped.")).toBeVisible();

  await page.getByRole("radio", { name: "Delete it at the server" }).check();
  await page.getByRole("button", { name: "Leave my partner here" }).click();
  const sure = page.getByRole("dialog", { name: "Leave your partner here now?" });
  await sure.getByRole("button", { name: "Keep it as it is" }).click();
  await expect(sure).toBeHidden();
  await page.getByRole("button", { name: "Leave my partner here" }).click();
  await sure.getByRole("button", { name: "Leave my partner here" }).click();
  await expect(page.getByRole("heading", { name: "Leave my partner here" })).toHaveCount(0);
  await expect(page.getByText("You have left. Your own answers are still here.")).toBeVisible();
  await expect(page.locator("main :focus")).toContainText("You have left.");
  await choose(page, "What is mine");
  await expect(page.getByText("Undivided attention")).toBeVisible();
});
