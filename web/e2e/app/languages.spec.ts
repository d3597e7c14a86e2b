// The whole app in other words, larger words, and other lights.
import { readdirSync, readFileSync } from "node:fs";
import type { BrowserContextOptions } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { passphrase, seedCouple } from "./seed.ts";
import { distinct, everywhere, goTo } from "./tour.ts";

const here = (path: string): URL => new URL(path, import.meta.url);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
/** What can only be English: texts of some length, and none that Spanish has too. */
function english(): string[] {
  const [en, es] = ["en", "es"].map((language) => new Set(textsIn(JSON.parse(readFileSync(here(`../../../content/closer/${language}.json`), "utf8")))));
  const folder = here("../../src/text/");
  const ours = readdirSync(folder).map((file) => /^ {2}en: \{$(.*?)^ {2}es: \{$/ms.exec(readFileSync(new URL(file, folder), "utf8"))?.[1] ?? "");
  const quoted = ours.flatMap((texts) => [...texts.matchAll(/"([^"\n]+)"/g)].map(([, text = ""]) => text));
  return [...(en ?? []), ...quoted].filter((text) => text.length >= 16 && !text.includes("{") && !es?.has(text));
}

type Options = BrowserContextOptions;
type Kept = { language: string; text?: string; theme?: string };

/** Ana, whose plan stands, unlocked in a browser that keeps these settings. */
async function unlocked(visitor: (options?: Options) => Promise<Visitor>, options: Options, kept: Kept): Promise<Visitor> {
  const [ana, ben] = [await visitor(options), await visitor()];
  await seedCouple(ana, ben, "planned");
  await ben.context.close();
  await ana.page.addInitScript((settings) => localStorage.setItem("notes", settings), JSON.stringify(kept));
  await ana.page.goto("/");
  await ana.page.locator("input[type=password]").fill(passphrase);
  await ana.page.locator("button[type=submit]").click();
  await expect(ana.page.locator("main nav")).toBeVisible();
  return ana;
}

test("nothing in Spanish is left in English, and everyone can read it on a phone", async ({ visitor }) => {
  test.slow();
  const ana = await unlocked(visitor, { locale: "es-ES", viewport: { width: 360, height: 740 } }, { language: "es" });
  const never = english();
  expect(never.length).toBeGreaterThan(1000);
  for (const place of everywhere) {
    await goTo(ana.page, place);
    await expect(ana.page.locator("html")).toHaveAttribute("lang", "es");
    const shown = await ana.page.locator("body").innerText();
    expect(never.filter((text) => shown.includes(text)), JSON.stringify(place)).toEqual([]);
    await ana.fits();
    if (distinct.includes(place)) await ana.isAccessible();
  }
});

test("everyone can read it in the dark, on a laptop", async ({ visitor }) => {
  test.slow();
  const ana = await unlocked(visitor, { colorScheme: "dark", viewport: { width: 1280, height: 800 } }, { language: "en" });
  for (const place of distinct) {
    await goTo(ana.page, place);
    await ana.isAccessible();
  }
});

test("the longest words in the largest letters fit the smallest phone, and nothing moves for who wants it still", async ({ visitor }) => {
  test.slow();
  const ana = await unlocked(
    visitor, { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" }, { language: "pseudo", text: "larger" },
  );
  const { page } = ana;
  const zoom = await page.locator("meta[name=viewport]").getAttribute("content");
  expect(zoom).not.toMatch(/user-scalable|maximum-scale/);
  for (const place of everywhere) {
    await goTo(page, place);
    await ana.fits();
    expect(await page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 1).length)).toBe(0);
  }
  // The longer of those that people speak, in a browser that is told to make all letters twice as large.
  await goTo(page, { page: "settings" });
  await page.getByRole("group").first().getByRole("radio").nth(1).check();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const place of everywhere) {
    await goTo(page, place);
    await ana.fits();
  }
});
