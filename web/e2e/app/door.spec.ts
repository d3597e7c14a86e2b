// Through the door: beginning, coming together, coming back, and looking around before any of it.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { goTogether, twelveWords } from "./walk.ts";

const passphrase = "rain sofa lamp nine";
const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

async function choosePassphrase(page: Page, sign: string): Promise<void> {
  await page.getByLabel("A sign for you").fill(sign);
  await page.getByLabel("Show what I write").check();
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
}

/** From the page where one begins to the way, with nothing but being an adult. */
async function begin(page: Page, sign: string): Promise<void> {
  await choosePassphrase(page, sign);
  await press(page, "Begin");
  await expect(title(page, "Twelve words for a bad day")).toBeFocused();
  await press(page, "Later");
  await press(page, "I am an adult, and I am here because I want to be.");
  await page.getByRole("banner").getByRole("button", { name: "The way" }).click();
  await expect(title(page, "The way")).toBeFocused();
}

/** Answers the private questions so that none closes, and goes on together. */
async function answerQuestions(page: Page): Promise<void> {
  await press(page, "To the questions");
  await press(page, "Ask me");
  await goTogether({ page });
}

/** First none at all, which is answered kindly, then this one. */
async function writeName(page: Page, name: string, goOn: string): Promise<void> {
  const field = page.getByLabel("What your partner may call you here");
  await field.fill(" ");
  await press(page, goOn);
  await expect(page.getByText("Your partner needs something to call you. A letter or a nickname is enough.")).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(name);
  await press(page, goOn);
}

async function invite(page: Page, name: string): Promise<void> {
  await press(page, "Invite your partner");
  await writeName(page, name, "Make an invitation");
  await answerQuestions(page);
  await press(page, "Make an invitation");
  await expect(title(page, "The invitation is ready")).toBeVisible();
}

/** With the invite in hand, from the way. */
async function join(page: Page, name: string): Promise<void> {
  await press(page, "Look at the invitation");
  await writeName(page, name, "Join");
  await answerQuestions(page);
  await press(page, "Join");
}

async function lock(page: Page): Promise<void> {
  await press(page, "More");
  await press(page, "Lock");
}

/** Gives the link by which they came together. */
async function together(ana: Visitor, ben: Visitor): Promise<string> {
  await ana.page.goto("/");
  await press(ana.page, "Start");
  await begin(ana.page, "A");
  await invite(ana.page, "Ana");
  const link = await ana.page.getByLabel("The link for your partner").inputValue();
  await ben.page.goto(link);
  await press(ben.page, "Begin here");
  await begin(ben.page, "B");
  await join(ben.page, "Ben");
  await expect(title(ben.page, "Four words")).toBeVisible();
  return link;
}

test("the first page needs neither the core nor the pack, and both buttons are there at once on a phone", async ({ visitor }) => {
  const ana = await visitor({ viewport: { width: 390, height: 844 } });
  const asked: string[] = [];
  ana.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await ana.page.goto("/");
  await expect(title(ana.page, "What would closer look like?")).toBeFocused();
  for (const name of ["Start", "I have an invitation", "Look around first", "I have been here"]) {
    await expect(ana.page.getByRole("button", { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  expect(asked.filter((path) => /\.(wasm|json)$/.test(path))).toEqual([]);
  await ana.isAccessible();
  await press(ana.page, "Español");
  await expect(title(ana.page, "¿Cómo sería estar más cerca?")).toBeVisible();
  await expect(ana.page.locator("html")).toHaveAttribute("lang", "es");
});

test("two come together by a link, and each sees of the other what is theirs to see", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await together(ana, ben);
  await expect(title(ana.page, "Ben is here")).toBeVisible();
  await press(ana.page, "Compare the four words");
  const words = (page: Page) => page.getByRole("list", { name: "The four words" });
  await expect(words(ana.page)).toHaveText(await words(ben.page).innerText().then((text) => text.replaceAll("\n", "")));
  await ana.isAccessible();
  await press(ben.page, "They are not the same");
  await expect(title(ben.page, "Then stop here")).toBeFocused();
  await press(ben.page, "Look at the words again");
  for (const { page } of [ana, ben]) {
    await press(page, "They are the same");
    await press(page, "Go on");
  }

  await ben.page.getByText("What Ana calls you here").click();
  await expect(ben.page.getByLabel("What your partner may call you here")).toHaveValue("Ben");
  await ben.page.getByLabel("What your partner may call you here").fill("Benno");
  await press(ben.page, "Change it");
  await expect(ben.page.getByText("Ana reads Benno from now on.")).toBeVisible();
  await expect(ana.page.getByText("Benno is connected with you.")).toBeVisible();
  await ben.isAccessible();

  await ben.page.getByText("Say something kind").click();
  await ben.page.getByLabel("For Ana, for nothing in return").fill("You took the early shift.");
  await press(ben.page, "Send it");
  await expect(ana.page.getByText("You took the early shift.")).toBeVisible();

  await press(ana.page, "Pause");
  await ana.page.getByRole("radio", { name: "In three days" }).check();
  await press(ana.page, "Take this pause");
  await expect(ben.page.getByText(/^Ana takes a pause until/)).toBeVisible();
  await press(ana.page, "End the pause");
  await expect(ben.page.getByText(/^Ana takes a pause until/)).toHaveCount(0);

  // Closing the steps for two changes nothing that the partner could see.
  const before = await ben.page.getByRole("main").innerText();
  await press(ana.page, "Close the steps for two");
  await expect(ana.page.getByText(/^They are closed here at the moment/)).toBeVisible();
  await ana.isAccessible();
  expect(await ben.page.getByRole("main").innerText()).toBe(before);
});

test("a link that was cut short or used already leads nowhere, and says so", async ({ visitor }) => {
  const [ana, ben, other] = [await visitor(), await visitor(), await visitor()];
  const link = await together(ana, ben);
  await other.page.goto("/");
  await press(other.page, "I have an invitation");
  await other.page.getByLabel("The link", { exact: true }).fill(link.slice(0, -3));
  await press(other.page, "Go on");
  await expect(other.page.getByText(/^This is no invitation/)).toBeVisible();
  await other.isAccessible();
  // Opened in the tab that has the app already.
  await other.page.goto(link);
  await expect(title(other.page, "You are invited")).toBeVisible();
  expect(new URL(other.page.url()).hash).toBe("");
  await press(other.page, "Begin here");
  await begin(other.page, "C");
  await press(other.page, "Look at the invitation");
  await writeName(other.page, "Cam", "Join");
  await expect(other.page.getByText(/^This invitation was used already/)).toBeVisible();
});

test("two share one device, each with a place of their own", async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto("/");
  await press(page, "Start");
  await begin(page, "A");
  await invite(page, "Ana");
  await page.getByText("We share this device").click();
  await press(page, "Lock and hand over");
  // Only who invited has been here.
  await expect(page.getByRole("button", { name: "Begin here" })).toHaveClass(/main/);
  await press(page, "Begin here");
  await begin(page, "B");
  await join(page, "Ben");
  // There is nothing to compare, and the way on is one for two who look at it together.
  await expect(title(page, /^You and (Ana|your partner) are connected$/)).toBeFocused();
  await expect(page.getByRole("button", { name: "Go on", exact: true })).toBeVisible();
  await page.goBack();
  await expect(title(page, "I have an invitation")).toBeVisible();
  await page.goForward();
  await press(page, "Hand it over");
  await press(page, "Lock, and hand it over");

  await page.getByRole("radio", { name: "A" }).check();
  await page.getByLabel("Passphrase", { exact: true }).fill("not the one");
  await press(page, "Unlock");
  await expect(page.getByText(/^That is not the passphrase/)).toBeVisible();
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await press(page, "Unlock");
  await expect(title(page, "You and Ben are connected")).toBeVisible();
  await press(page, "Go on");
  await expect(page.getByText("Ben is connected with you.")).toBeVisible();
  await lock(page);

  await page.getByRole("radio", { name: "B" }).check();
  await page.getByText("I do not know the passphrase").click();
  await press(page, "Remove B from this device");
  await press(page, "Remove it");
  await expect(page.getByText("B is removed from this device.")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("who put off the twelve words is reminded once, as soon as there is something to bring back", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  const reminder = page.getByText(/^You put off the twelve words\./);
  await page.goto("/");
  await press(page, "Start");
  await begin(page, "A");
  await expect(page.getByText("What could come next:")).toBeVisible();
  await expect(reminder).toHaveCount(0);
  await page.getByRole("main").locator(".next").getByRole("button", { name: "Closer" }).click();
  await page.getByRole("checkbox").first().check();
  await page.getByRole("banner").getByRole("button", { name: "The way" }).click();
  await expect(reminder).toBeVisible();
  await ana.isAccessible();
  await press(page, "Leave it");
  await expect(page.getByRole("heading", { level: 2, name: "The two of you" })).toBeFocused();
  await expect(reminder).toHaveCount(0);
  await lock(page);
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await press(page, "Unlock");
  await expect(title(page, "The way")).toBeVisible();
  await expect(reminder).toHaveCount(0);
});

test("twelve words bring someone back on another device, however they were written down", async ({ visitor }) => {
  const [ana, later] = [await visitor(), await visitor()];
  await ana.page.goto("/");
  await press(ana.page, "Start");
  await choosePassphrase(ana.page, "A");
  await press(ana.page, "Begin");
  await press(ana.page, "Write them down now");
  await press(ana.page, "Make twelve words");
  const words = await twelveWords(ana.page);

  await later.page.goto("/");
  await press(later.page, "I have been here");
  await press(later.page, "I have twelve words");
  await choosePassphrase(later.page, "A again");
  await later.page.getByLabel("Your twelve words").fill(["zzzz", ...words.slice(1)].join(" "));
  await press(later.page, "Come back");
  await expect(later.page.getByText("Not in the list of words: zzzz.")).toBeVisible();
  await later.isAccessible();
  const written = words.map((word, at) => `${at + 1}. ${word.slice(0, 4).toUpperCase()}`).join(", ");
  await later.page.getByLabel("Your twelve words").fill(written);
  await press(later.page, "Come back");
  await expect(title(later.page, "The way")).toBeVisible();
});

for (const [language, look, next] of [["en", "Look around first", "Next"], ["es", "Primero quiero mirar", "Siguiente"]] as const) {
  test(`the example can be looked through in ${language}, and keeps nothing`, async ({ visitor }) => {
    const guest = await visitor({ locale: language, viewport: { width: 320, height: 640 } });
    const { page } = guest;
    await page.goto("/");
    await press(page, look);
    for (const screen of ["meet", "needs", "loop", "both", "plan"]) {
      // The first one is still on its way when it is gone to.
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (screen === "plan") await expect(page.getByRole("radio").first()).toBeVisible();
      await guest.isAccessible();
      await guest.fits();
      await press(page, next);
    }
    await guest.isAccessible();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    // Where somebody has begun, the way in is unlocking.
    await page.goto("/");
    await expect(page.getByRole("button", { name: look, exact: true })).toBeVisible();
  });
}
