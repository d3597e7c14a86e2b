// What a browser refuses, and what a server has no page for.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { answersOf, settled } from "./seed.ts";
import { comeBack, press, title, toStage, unlock } from "./walk.ts";

declare global {
  interface Window {
    putAsEver?: IDBObjectStore["put"];
  }
}

async function ana(visitor: Visitor): Promise<Visitor> {
  await settled(visitor, answersOf("how-often", 0, "Ana"));
  return visitor;
}

test("who forbids a page to keep anything is told what that means", async ({ visitor }) => {
  const someone = await visitor();
  const { page } = someone;
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("This browser keeps nothing for this page.");
  await expect(page.getByRole("button", { name: "Leave", exact: true })).toBeVisible();
  await someone.isAccessible();
});

// By what each of them takes away.
const tooOld: Record<string, () => void> = {
  indexedDB: () => void Object.defineProperty(window, "indexedDB", { value: undefined }),
  WebAssembly: () => void Object.defineProperty(window, "WebAssembly", { value: undefined }),
  "vectors in WebAssembly": () => void (WebAssembly.validate = () => false),
  toSorted: () => void Reflect.deleteProperty(Array.prototype, "toSorted"),
  ":has": () => void (CSS.supports = (...asked: string[]) => !asked.join(":").includes(":has")),
};
for (const [missing, takeAway] of Object.entries(tooOld)) {
  test(`a browser without ${missing} is told that it is too old`, async ({ visitor }) => {
    const { page } = await visitor();
    await page.addInitScript(takeAway);
    await page.goto("/");
    await expect(page.getByText("This page needs a newer browser.")).toBeVisible();
    await expect(page.locator("#app")).toBeEmpty();
  });
}

test("where the words do not come after unlocking, it says so, and goes on once they do", async ({ visitor }) => {
  const someone = await ana(await visitor());
  const { context, page, complaints } = someone;
  await context.route("**/assets/en-*.json", (route) => route.abort());
  await page.goto("/");
  await unlock(someone);
  await expect(page.getByRole("alert")).toContainText("The page could not be loaded.");
  await someone.isAccessible();
  await context.unroute("**/assets/en-*.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await title(page, "The way");
  // The browser tells of what was kept from it, and of nothing else.
  expect(complaints.splice(0)).toEqual(["Failed to load resource: net::ERR_FAILED"]);
});

test("when the device is full, nothing said is lost, and it can be said once there is room", async ({ visitor }) => {
  const someone = await ana(await visitor());
  const { page } = someone;
  await comeBack(someone);
  await toStage(someone, "Closer");
  await page.getByRole("checkbox", { name: "Calm together" }).check();
  await press(page, "Next");
  const scene = page.getByLabel("What one would see");
  await scene.fill("We sit on the steps");
  await scene.blur();
  await expect(page.getByRole("status").getByText("kept")).toBeVisible();

  const isFull = (full: boolean): Promise<void> =>
    page.evaluate((on) => {
      const { put } = window.putAsEver ? { put: window.putAsEver } : IDBObjectStore.prototype;
      window.putAsEver = put;
      IDBObjectStore.prototype.put = on
        ? () => {
            throw new DOMException("full", "QuotaExceededError");
          }
        : put;
    }, full);
  await isFull(true);
  await scene.fill("We sit on the steps, and nobody speaks.");
  await scene.blur();
  await expect(page.getByRole("main")).toContainText("There is no room left on this device.");
  await expect(scene).toHaveValue("We sit on the steps, and nobody speaks.");
  await someone.isAccessible();

  await isFull(false);
  await scene.fill("We sit on the steps, and nobody speaks. It is fine.");
  await scene.blur();
  await expect(page.getByRole("main")).not.toContainText("There is no room left on this device.");
  await expect(page.getByRole("status").getByText("kept")).toBeVisible();
  await comeBack(someone);
  await toStage(someone, "Closer");
  await page.getByRole("button", { name: "Picture 1", exact: true }).click();
  await expect(scene).toHaveValue("We sit on the steps, and nobody speaks. It is fine.");
});

test("has no page but its own", async ({ request, server }) => {
  const status = async (path: string): Promise<number> => (await request.get(`${server.url}${path}`)).status();
  for (const path of ["/share", "/favicon.ico", "/index.php", "/.git/config", "/../store", "/assets/"]) {
    expect(await status(path), path).toBe(404);
  }
  expect(await (await request.get(`${server.url}/robots.txt`)).text()).toBe("User-agent: *\nDisallow: /\n");
});

/** As a PNG says it. */
const sizeOf = (png: Buffer): string => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

test("can be put on a home screen, with pictures of the sizes they claim", async ({ request, server }) => {
  interface Manifest {
    scope: string;
    icons: { src: string; sizes: string; type: string }[];
  }
  const answer = await request.get(`${server.url}/manifest.webmanifest`);
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const { scope, icons } = (await answer.json()) as Manifest;
  expect(scope).toBe("/");
  expect(icons.length).toBeGreaterThan(0);
  for (const { src, sizes, type } of icons) {
    const icon = await request.get(`${server.url}${src}`);
    expect(icon.headers()["content-type"]).toBe(type);
    expect(sizeOf(await icon.body()), src).toBe(sizes);
  }
  expect(sizeOf(await (await request.get(`${server.url}/apple-touch-icon.png`)).body())).toBe("180x180");
});

/** How much has moved by itself, in all. */
const moved = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[];
          resolve(shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: "layout-shift", buffered: true });
        // Where nothing has moved, nobody is called: what is drawn next comes after what was seen.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

for (const [on, viewport] of [["a phone", { width: 390, height: 844 }], ["a laptop", { width: 1280, height: 800 }]] as const) {
  test(`its own letters are there, and nothing moves while it comes, on ${on}`, async ({ visitor }) => {
    const someone = await visitor({ viewport });
    const { page } = someone;
    await page.goto("/");
    await title(page, "What would closer look like?");
    const letters = (): Promise<boolean[]> =>
      page.evaluate(async () => {
        await document.fonts.ready;
        return ["h1", "main button"].map((what) => {
          const [first] = getComputedStyle(document.querySelector(what) ?? document.body).fontFamily.split(",");
          return [...document.fonts].some(({ family, status }) => family === first && status === "loaded");
        });
      });
    expect(await letters()).toEqual([true, true]);
    expect(await moved(page)).toBe(0);
    await press(page, "Start");
    await title(page, "Begin on this device");
    expect(await moved(page)).toBe(0);
    await someone.fits();
  });
}
