// Pictures of a page as it is now: on a phone and on a laptop, by day and by night, in full length.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const folder = process.env["CG_SCREENS"] ?? fileURLToPath(new URL("../../../docs/screens/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** Letters stay clear, and a whole way of pictures stays small. */
const quality = 40;
const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof sizes;
const themes = ["light", "dark"] as const;

/** Makes the pictures of this page, under this name. */
export async function screen(page: Page, name: string, only: readonly Size[] = ["phone", "laptop"]): Promise<void> {
  await page.mouse.move(0, 0);
  const devtools = await page.context().newCDPSession(page);
  for (const size of only) {
    await page.setViewportSize(sizes[size]);
    // A phone is touched: what is for a keyboard is not there.
    const isPhone = size === "phone";
    await devtools.send("Emulation.setDeviceMetricsOverride", { ...sizes[size], deviceScaleFactor: 1, mobile: isPhone });
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: isPhone });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await picture(page, `${name}.${size}.${colorScheme}`);
    }
  }
  await devtools.send("Emulation.clearDeviceMetricsOverride");
  await devtools.detach();
}

/** How it comes out of a printer. */
export async function printed(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: "print" });
  await picture(page, `${name}.paper`);
  await page.emulateMedia({ media: "screen" });
}

async function picture(page: Page, name: string): Promise<void> {
  const [width, height] = await page.evaluate(async () => {
    await document.fonts.ready;
    window.scrollTo(0, 0);
    // What is drawn in answer to the new size has been drawn by the second.
    for (let frames = 0; frames < 2; ++frames) await new Promise(requestAnimationFrame);
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth, scrollHeight] as const;
  });
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "webp",
    quality,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  await devtools.detach();
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(data, "base64"));
}
