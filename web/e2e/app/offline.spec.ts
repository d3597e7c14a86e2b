// The app without its server, and what it is for a browser that cannot show it.
import { readdirSync } from "node:fs";
import { createServer, type Server as Proxy } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./app.ts";
import type { Server } from "./server.ts";

const pages = fileURLToPath(new URL("../../../build/pages/", import.meta.url));

/** What the app consists of, as it is asked for. */
const built = (): string[] =>
  readdirSync(pages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${`${entry.parentPath}/${entry.name}`.slice(pages.length).replace(/^\/+/, "")}`)
    .filter((path) => path !== "/sw.js")
    .map((path) => (path === "/index.html" ? "/" : path))
    .sort();

const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());
const keptPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const [name = ""] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname).sort();
  });

/** The first page is there, and the worker has everything. */
async function arrived(page: Page): Promise<string> {
  await page.goto("/");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeVisible();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  return heading.innerText();
}

test("opens without the server, once it was there", async ({ visitor, ownServer }) => {
  const { page } = await visitor({ serviceWorkers: "allow" }, ownServer);
  const heading = await arrived(page);
  expect(await keptPaths(page)).toEqual(built());
  await ownServer.stop();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  // The pages that one leaves to are there too; what is the relay's is not answered by anything kept.
  const answers = (path: string): Promise<boolean> =>
    page.evaluate((asked) => fetch(asked).then(({ ok }) => ok, () => false), path);
  expect(await answers("/kitchen.html")).toBe(true);
  expect(await answers("/health")).toBe(false);
  expect(await answers("/v1/challenge")).toBe(false);
});

/** The same server, with a worker of whatever version. */
async function changing(server: Server): Promise<{ proxy: Proxy; url: string; become: (version: string) => void }> {
  let version: string | undefined;
  const proxy = createServer((request, response) => {
    void fetch(`${server.url}${request.url ?? "/"}`, { headers: { "accept-encoding": "identity" } }).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer());
      const isOther = version !== undefined && request.url === "/sw.js";
      response.setHeader("content-type", answer.headers.get("content-type") ?? "");
      response.end(isOther ? body.toString().replace(/"version":"\w+"/, `"version":"${version}"`) : body);
    });
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  const { port } = proxy.address() as AddressInfo;
  return { proxy, url: `http://127.0.0.1:${port}`, become: (next) => (version = next) };
}

test("a new version takes over, and a page of the one before keeps its own files", async ({ browser, server }) => {
  const { proxy, url, become } = await changing(server);
  const context = await browser.newContext({ baseURL: url, serviceWorkers: "allow" });
  try {
    const page = await context.newPage();
    await arrived(page);
    const [first = ""] = await cacheNames(page);
    for (const [version, there] of [["next", [first, "app-next"]], ["third", ["app-next", "app-third"]]] as const) {
      become(version);
      const took = page.evaluate(
        () => new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true })).then(() => undefined),
      );
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await took;
      await expect.poll(() => cacheNames(page)).toEqual(there);
    }
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  } finally {
    await context.close();
    proxy.close();
    proxy.closeAllConnections();
  }
});

test("the policy lets a page open its own socket over plain http", async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto("/");
  const opened = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/v1/socket`, "commonground.1");
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      }),
  );
  expect(opened).toBe("open");
});

test("a first visit loads at most 220 kB, the core included", async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto("/", { waitUntil: "networkidle" });
  const [core = ""] = built().filter((path) => path.endsWith(".wasm"));
  // What crossed the network of each answer: compressed, without its headers.
  const sizes = await page.evaluate(async (path) => {
    await (await fetch(path)).arrayBuffer();
    const entries = performance.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming);
    return Object.fromEntries(entries.map(({ name, encodedBodySize }) => [name, encodedBodySize]));
  }, core);
  const names = Object.keys(sizes).map((name) => new URL(name).pathname);
  expect(names).toEqual(expect.arrayContaining(["/", core]));
  expect(names.filter((name) => name.endsWith(".woff2")).length).toBe(2);
  const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  expect(all, JSON.stringify(sizes)).toBeLessThanOrEqual(220_000);
});

test("a browser that is too old is told so, in both languages", async ({ visitor }) => {
  const { page } = await visitor();
  await page.addInitScript(() => Reflect.deleteProperty(Array.prototype, "toSorted"));
  await page.goto("/");
  await expect(page.getByText("This page needs a newer browser.")).toBeVisible();
  await expect(page.getByText("Esta página necesita un navegador más reciente.")).toBeVisible();
  await expect(page.locator("#app")).toBeHidden();
  await expect(page.locator("#app")).toBeEmpty();
});

// What a browser shows without scripts cannot be seen through Playwright, which needs them itself.
test("without scripts it says that it needs them, in both languages", async ({ visitor }) => {
  const { page } = await visitor();
  const html = await (await page.request.get("/")).text();
  const [, shown = ""] = /<noscript>(.*)<\/noscript>/s.exec(html) ?? [];
  expect(shown).toContain("This page needs JavaScript.");
  expect(shown).toContain("Esta página necesita JavaScript.");
});
