// The app as a phone has it: called by script/bench web. A mid-range phone on a 3G line is simulated: the
// page's own thread gets a quarter of this machine's, and all bytes go over a slow line (line.ts).
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { passphrase, settled } from "../e2e/app/seed.ts";
import { Server } from "../e2e/app/server.ts";
import { packForTest as pack } from "../src/content/pack_for_test.ts";
import type { SayBody } from "../src/engine/session_types.ts";
import { Line } from "./line.ts";
import { loaded, scrollThrough, watch } from "./watch.ts";

const fast3G = { roundTripMs: 150, bitsPerSecond: 1_600_000 };
const slowedBy = 4;
const runs = Number(process.env["RUNS"] ?? 3);
const phone = { width: 390, height: 844 };

const taken = new Map<string, number[]>();
function take(name: string, value: number): void {
  taken.set(name, [...(taken.get(name) ?? []), value]);
}

/** Someone who has answered everything that can be answered alone. */
function everything(): SayBody[] {
  const wills = ["love", "happy", "if", "not-now", "no"] as const;
  return [
    { kind: "about-me", adult: true, name: "Ana" },
    ...pack.needs.map(({ id }, i): SayBody => ({ kind: "need", need: id, importance: i % 5, met: (i + 2) % 5 })),
    ...pack.ways.map(({ id }, i): SayBody => ({ kind: "way", way: id, will: wills[i % 5] ?? "no" })),
    ...pack.feelings.flatMap(({ id, seats }, i) =>
      seats.map((seat): SayBody => ({ kind: "feeling", seat, feeling: id, strength: 1 + (i % 4) }))),
    ...pack.areas.map(({ id }): SayBody => ({ kind: "area", area: id, on: true })),
    { kind: "limits", minutes: 120, ways: 3 },
  ];
}

async function slowed(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowedBy });
  return page;
}

/** Goes to the app; how long until somebody can begin. */
async function visit(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(() => window.watched.usable > 0);
  take(`${name}, ms`, await page.evaluate(() => window.watched.usable));
}

const keptHere = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller?.state !== "activated") await new Promise(requestAnimationFrame);
  });

/** From a press until another page is drawn. */
async function timed(page: Page, name: string, button: Locator): Promise<void> {
  const drawn = page.evaluate(async () => {
    const title = (): string | undefined => document.querySelector("h1")?.textContent;
    const before = title();
    const pressed = await new Promise<number>((resolve) =>
      document.addEventListener("click", ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    );
    while (title() === undefined || title() === before) await new Promise(requestAnimationFrame);
    return performance.now() - pressed;
  });
  await button.click();
  take(`${name}, ms`, await drawn);
}

async function scrolled(page: Page, name: string): Promise<void> {
  const { frames, long, height, shift } = await page.evaluate(scrollThrough);
  take(`scrolling ${name}: height, px`, height);
  take(`  ${name}: frames`, frames);
  take(`  ${name}: over 50 ms`, long.length);
  take(`  ${name}: the longest of these, ms`, Math.max(0, ...long));
  take(`  ${name}: layout shift`, shift);
}

async function nobodyHere(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: phone, deviceScaleFactor: 2 });
  const first = await slowed(context);
  await visit(first, "first visit, first page");
  take("its bytes, without the core", await first.evaluate(loaded));
  take("its layout shift, with the fonts coming", await first.evaluate(() => window.watched.shift));
  await keptHere(first);
  await first.close();
  const again = await slowed(context);
  await visit(again, "second visit, first page");
  await context.close();
}

async function someoneHere(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: phone, deviceScaleFactor: 2 });
  await settled({ context }, everything());
  const before = await context.newPage();
  await before.goto("/");
  await keptHere(before);
  await before.close();

  const page = await slowed(context);
  await visit(page, "coming back, the page that unlocks");
  take("its layout shift", await page.evaluate(() => window.watched.shift));
  const main = page.getByRole("main");
  await page.getByLabel("Passphrase").fill(passphrase);
  await timed(page, "unlocking, until the way is there", main.getByRole("button", { name: "Unlock" }));
  await timed(page, "opening a stage", main.getByRole("button", { name: "What else", exact: true }));
  await scrolled(page, "what was said of 77 ways");
  await main.getByRole("button", { name: "The ways", exact: true }).click();
  await main.getByRole("button", { name: "See them all" }).click();
  await main.getByRole("group").nth(1).waitFor();
  await scrolled(page, "a portion of cards");
  await page.getByRole("banner").getByRole("button", { name: "More" }).click();
  await timed(page, "opening all that is mine", page.getByRole("button", { name: "What is mine" }));
  await scrolled(page, "all that is mine");
  await context.close();
}

const server = new Server();
await server.start();
const line = new Line(new URL(server.url), fast3G);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const url = await line.open();
  for (let run = 0; run < runs; ++run) {
    await nobodyHere(browser, url);
    await someoneHere(browser, url);
  }
} finally {
  await browser.close();
  line.close();
  await server.remove();
}
const exact = (value: number): string => (value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(3));
for (const [name, values] of taken) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(`${name.padEnd(50)} ${exact(middle).padStart(8)}   (${sorted.map(exact).join(", ")})`);
}
