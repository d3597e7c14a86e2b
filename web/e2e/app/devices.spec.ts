// One person with several devices, and with several tabs.
import { readFileSync, rmSync } from "node:fs";
import type { Page } from "@playwright/test";
import { encode } from "uqr";
import { expect, test, type Visitor } from "./app.ts";
import { passphrase, settled } from "./seed.ts";
import { comeBack, isKept, more, press, title, toStage, twelveWords, unlock } from "./walk.ts";

const list = readFileSync(new URL("../../../content/recovery/en.txt", import.meta.url), "utf8").split("\n");

async function someone(visitor: Visitor): Promise<Visitor> {
  await settled(visitor, [{ kind: "about-me", adult: true, name: "Ana" }]);
  return visitor;
}

const scene = (page: Page) => page.getByLabel("What one would see");

/** To the first picture of what closer would look like. */
async function toPicture(who: Pick<Visitor, "page">): Promise<void> {
  await toStage(who, "Closer");
  await who.page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Picture 1" }).click();
}
async function write(page: Page, text: string): Promise<void> {
  await scene(page).fill(text);
  await scene(page).blur();
  await isKept(page);
}

async function comeBackWith({ page }: Visitor, words: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Passphrase", { exact: true }).fill(words);
  await press(page, "Unlock");
}

/** The link in the code on the screen. A camera would read it; here it is drawn again and compared. */
async function linkInCode(page: Page): Promise<string> {
  await page.getByText("Without a camera").click();
  const words = await twelveWords(page);
  const link = `${new URL(page.url()).origin}/#w=${words.map((word) => list.indexOf(word)).join(".")}`;
  const drawn = encode(link, { ecc: "M", border: 4 }).data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  await expect(page.getByRole("img", { name: "A code that brings your other device in" }).locator("path")).toHaveAttribute("d", drawn);
  return link;
}

/** With a passphrase of its own, on the page that a link of a code leads to. */
async function comeIn({ page }: Visitor): Promise<void> {
  await title(page, "Come back with twelve words");
  await expect(page.getByText("All twelve are there.")).toBeVisible();
  await page.getByLabel("A sign for you").fill("A on the phone");
  await page.getByLabel("Passphrase").first().fill("another one for here");
  await page.getByLabel("The same once more").fill("another one for here");
  await press(page, "Come back");
}
const wordsAreDropped = (page: Page): Promise<unknown> => page.waitForResponse(/\/v1\/backups\/delete$/);

test("the code for another device works once, and only while it is shown", async ({ visitor }) => {
  const ana = await someone(await visitor());
  const [phone, later] = [await visitor(), await visitor()];
  await comeBack(ana);
  await more(ana.page, "Words and devices");
  await press(ana.page, "Show a code for it");
  const used = await linkInCode(ana.page);
  await phone.page.goto(used);
  const isUsed = wordsAreDropped(phone.page);
  await comeIn(phone);
  await title(phone.page, "The way");
  await isUsed;
  await press(ana.page, "The other device is in");
  await press(ana.page, "Show a code for it");
  const closed = await linkInCode(ana.page);
  const isClosed = wordsAreDropped(ana.page);
  await press(ana.page, "The other device is in");
  await isClosed;
  for (const link of [used, closed]) {
    // An address that differs in its fragment alone loads nothing anew.
    await later.page.goto("/kitchen.html");
    await later.page.goto(link);
    await comeIn(later);
    await expect(later.page.getByText(/^The server has nothing for these words/)).toBeVisible();
  }
});

test("a second device comes in by the code on the first, and each shows what was said on the other", async ({ visitor }) => {
  const ana = await someone(await visitor());
  const phone = await visitor({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await comeBack(ana);
  await more(ana.page, "Words and devices");
  await press(ana.page, "Show a code for it");
  await title(ana.page, "For your other device");
  await phone.page.goto(await linkInCode(ana.page));
  await ana.isAccessible();
  await ana.fits();
  await title(phone.page, "Come back with twelve words");
  expect(new URL(phone.page.url()).hash).toBe("");
  await phone.isAccessible();
  await phone.fits();
  await comeIn(phone);
  await title(phone.page, "The way");
  await press(ana.page, "The other device is in");

  await toPicture(phone);
  await write(phone.page, "Two cups on the steps.");
  await toPicture(ana);
  await expect(scene(ana.page)).toHaveValue("Two cups on the steps.");
  await write(ana.page, "Two cups on the steps, and the cat.");
  await expect(scene(phone.page)).toHaveValue("Two cups on the steps, and the cat.");

  // Deleted on one, it is told on the other, which keeps what is on it and sends nothing more.
  await more(ana.page, "End or delete");
  await press(ana.page, "Delete everything of mine");
  await ana.page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Delete it now" }).click();
  await title(ana.page, "What would closer look like?");
  await expect(phone.page.locator(".notices")).toContainText("You left from another device.");
  await write(phone.page, "Two cups.");
  await comeBackWith(phone, "another one for here");
  await toPicture(phone);
  await expect(scene(phone.page)).toHaveValue("Two cups.");
});

test("whose own is no longer at the server is asked whether it is to be there again", async ({ visitor, ownServer }) => {
  const ana = await someone(await visitor({ viewport: { width: 390, height: 844 } }, ownServer));
  await comeBack(ana);
  await toPicture(ana);
  await write(ana.page, "Two cups on the steps.");
  await more(ana.page, "Words and devices");
  await press(ana.page, "Make twelve words");
  await twelveWords(ana.page);
  await press(ana.page, "I have written them down");
  await ownServer.stop();
  for (const file of [ownServer.store, `${ownServer.store}-wal`, `${ownServer.store}-shm`]) rmSync(file, { force: true });
  await ownServer.start();
  const notices = ana.page.locator(".notices");
  await expect(notices).toContainText("What is yours is no longer at the server.");
  await ana.isAccessible();
  await ana.fits();
  await notices.getByRole("button", { name: "Delete it here as well" }).click();
  await title(ana.page, "End or delete");
  await notices.getByRole("button", { name: "Send it there again" }).click();
  await expect(notices).not.toContainText("What is yours");
  await toPicture(ana);
  await expect(scene(ana.page)).toHaveValue("Two cups on the steps.");
});

test("of two tabs one is open, the other is locked and says why, and nothing is lost between them", async ({ visitor }) => {
  const ana = await someone(await visitor());
  const [first, second] = [ana.page, await ana.context.newPage()];
  const tabs = [ana, { page: second }] as const;
  await comeBack(ana);
  await toPicture(ana);
  await write(first, "Said in the first tab.");
  const elsewhere = (page: Page) => page.getByText("Opened in another tab. It is locked here");

  await comeBack(tabs[1]);
  await expect(elsewhere(first)).toBeVisible();
  await ana.isAccessible();
  await toPicture(tabs[1]);
  await expect(scene(second)).toHaveValue("Said in the first tab.");
  await write(second, "Said in the second tab.");

  await unlock(ana);
  await title(first, "The way");
  await expect(elsewhere(second)).toBeVisible();
  await toPicture(ana);
  await expect(scene(first)).toHaveValue("Said in the second tab.");
  await write(first, "Said in the first tab again.");
  await second.close();
  await comeBack(ana);
  await toPicture(ana);
  await expect(scene(first)).toHaveValue("Said in the first tab again.");
});

test("another passphrase opens what the one before it no longer does", async ({ visitor }) => {
  const ana = await someone(await visitor({ viewport: { width: 390, height: 844 } }));
  const { page } = ana;
  await comeBack(ana);
  await more(page, "Language and looks");
  await page.getByText("Change the passphrase").click();
  const change = async (from: string): Promise<void> => {
    await page.getByLabel("The passphrase so far").fill(from);
    await page.getByLabel("The new passphrase").fill("five new plain words here");
    await page.getByLabel("The same once more").fill("five new plain words here");
    await press(page, "Change it");
  };
  await change("a wrong one of words");
  await expect(page.getByText("This is not the passphrase so far. Nothing was changed.")).toBeVisible();
  await ana.isAccessible();
  await change(passphrase);
  await expect(page.getByText("The passphrase was changed on this device.")).toBeVisible();
  await comeBackWith(ana, passphrase);
  await expect(page.getByText("That is not the passphrase for this.")).toBeVisible();
  await comeBackWith(ana, "five new plain words here");
  await title(page, "The way");
});

test("what was just written is kept, whatever the page is left by", async ({ visitor }) => {
  const ana = await someone(await visitor());
  const { page } = ana;
  const leavings: (() => Promise<unknown>)[] = [
    () => page.goBack(),
    async () => {
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Lock", exact: true }).click();
      await unlock(ana);
    },
    () => page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click(),
  ];
  await comeBack(ana);
  for (const [at, leave] of leavings.entries()) {
    await toPicture(ana);
    await scene(page).fill(`Written at ${at}`);
    await leave();
    await toPicture(ana);
    await expect(scene(page), String(leave)).toHaveValue(`Written at ${at}`);
  }
  await comeBack(ana);
  await toPicture(ana);
  await expect(scene(page)).toHaveValue(`Written at ${leavings.length - 1}`);
});
