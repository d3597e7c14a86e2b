// Ways out, seen from the other side: by one's partner, by who reads what was taken along, and at the server.
import { existsSync, readFileSync } from "node:fs";
import type { Download } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { answersOf, seedCouple, settled } from "./seed.ts";
import { printsInFirefox } from "../paper.ts";
import type { Server } from "./server.ts";
import { beginHere, comeBack, isKept, more, press, settleIn, title, toStage, twelveWords } from "./walk.ts";

async function alone(visitor: Visitor): Promise<Visitor> {
  await settled(visitor, answersOf("how-often", 0, "Ana"));
  return visitor;
}

test("one's partner sees a pause with its end, and that someone left, and can be invited again", async ({ visitor }) => {
  const [ana, ben] = [await visitor({ timezoneId: "Europe/Madrid" }), await visitor({ timezoneId: "Europe/Madrid", viewport: { width: 390, height: 844 } })];
  await seedCouple(ana, ben, "matched");
  await Promise.all([comeBack(ana), comeBack(ben)]);
  await more(ana.page, "Take a pause");
  await title(ana.page, "Take a pause");
  await ana.isAccessible();
  await ana.page.getByRole("radio", { name: "In three days" }).check();
  await press(ana.page, "Take this pause");
  const day = /You take a pause until (.+)\./.exec(await ana.page.getByText(/^You take a pause until/).innerText())?.[1] ?? "no day";

  const theirs = ben.page.getByRole("main");
  await expect(theirs.getByText(`Ana takes a pause until ${day}.`)).toBeVisible();
  await toStage(ben, "Common ground");
  await expect(theirs).toContainText(`Ana takes a pause until ${day}.`);
  await ben.isAccessible();
  await ben.fits();
  await more(ben.page, "Take a pause");
  await expect(theirs).toContainText("It is theirs to end.");
  await expect(theirs.getByRole("button", { name: "End the pause" })).toHaveCount(0);

  await press(ana.page, "End the pause");
  await expect(theirs).not.toContainText("Ana takes a pause");

  await more(ana.page, "End or delete");
  await press(ana.page, "Leave my partner here");
  await ana.isAccessible();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Leave my partner here", exact: true }).click();
  await ben.page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click();
  await expect(theirs).toContainText("The connection has ended.");
  await ben.isAccessible();

  // From nothing: the same two, by another invitation.
  await press(ben.page, "Invite your partner");
  await press(ben.page, "Make an invitation");
  await title(ben.page, "The invitation is ready");
  const link = await ben.page.getByLabel("The link for your partner").inputValue();
  await ana.page.goto(link);
  await title(ana.page, "You are invited");
  expect(new URL(ana.page.url()).hash).toBe("");
  await press(ana.page, "Join");
  await title(ana.page, "Four words");
  await title(ben.page, "Ana is here");
  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(theirs).toContainText("Nothing so far.");
});

const said = async (download: Download): Promise<string> => readFileSync(await download.path(), "utf8");

test("takes along all that was said, as a page to read and as data", async ({ visitor }) => {
  const ana = await alone(await visitor());
  const { page } = ana;
  await comeBack(ana);
  await more(page, "What is mine");
  await ana.isAccessible();
  await printsInFirefox(page);
  await press(page, "Write a note");
  await page.getByLabel("A note").last().fill("<b>For me</b> & nobody else");
  await page.getByLabel("A note").last().blur();
  await isKept(page);
  const take = async (how: string): Promise<Download> => {
    const taken = page.waitForEvent("download");
    await press(page, how);
    return taken;
  };
  const data = JSON.parse(await said(await take("Save as data"))) as { own: { say: { kind: string } }[] };
  const kinds = new Set(data.own.map(({ say }) => say.kind));
  expect([...kinds].sort()).toEqual(["about-me", "correction", "feeling", "limits", "need", "note", "usual", "way"]);

  const html = await take("Save as a page to read");
  // Opened anywhere: with nothing around it, and asking for nothing.
  const text = await said(html);
  const asked: string[] = [];
  const reader = await ana.context.newPage();
  reader.on("request", (request) => asked.push(request.url()));
  await reader.setContent(text);
  await expect(reader.getByText("<b>For me</b> & nobody else").first()).toBeVisible();
  await expect(reader.getByText("Touch that asks for nothing").first()).toBeVisible();
  expect(asked).toEqual([]);
  await ana.isAccessible(reader);
  await reader.setViewportSize({ width: 320, height: 800 });
  await ana.fits(reader);
});

/** Whether a name of something is anywhere in the bytes of the store. */
const keeps = ({ store }: Server, name: string): boolean =>
  [store, `${store}-wal`]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file))
    .some((bytes) => bytes.includes(name) || bytes.includes(Buffer.from(name, "hex")));

test("after deleting everything, nothing of it is left at the server", async ({ visitor, ownServer }) => {
  const ana = await visitor({}, ownServer);
  const { page, context } = ana;
  // As the server is told them: a log, and where the copy is that the words open.
  const names = new Map<string, string>();
  context.on("request", (request) => {
    for (const [, kind = "", name = ""] of (request.postData() ?? "").matchAll(/"(log|locator)":"([0-9a-f]+)"/g)) names.set(kind, name);
  });
  await page.goto("/");
  await press(page, "Start");
  await beginHere(ana, "A");
  await settleIn(ana, "Ana");
  await more(page, "Words and devices");
  await press(page, "Make twelve words");
  const words = await twelveWords(page);
  await ana.isAccessible();
  await press(page, "I have written them down");
  const kept = (): string[] => [...names].filter(([, name]) => keeps(ownServer, name)).map(([kind]) => kind).sort();
  await expect.poll(kept).toEqual(["locator", "log"]);

  await more(page, "End or delete");
  await press(page, "Delete everything of mine");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your twelve words, if you made any").fill(words.join(" "));
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog).toContainText("This is the last step");
  await dialog.getByRole("button", { name: "Delete it now" }).click();
  await title(page, "What would closer look like?");

  await ownServer.stop();
  expect(kept()).toEqual([]);
});
