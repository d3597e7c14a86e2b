// Pictures of a page as it is now: on a phone and on a laptop, by day and by night, in full length.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const folder = process.env["CG_SCREENS"] ?? fileURLToPath(new URL("../../../docs/screens/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** The whole way by day on a phone is there to be read, the rest to be looked at: so all of it stays small. */
const scales = { phone: { light: 0.8, dark: 0.5 }, laptop: { light: 0.42, dark: 0.3 } } as const;
const quality = 18;
const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } } as const;
export type Size = keyof typeof sizes;
const themes = ["light", "dark"] as const;

/** Makes the pictures of this page, under this name. */
export async function screen(page: Page, name: string, only: readonly Size[] = ["phone", "laptop"]): Promise<void> {
  await page.mouse.move(0, 0);
  for (const size of only) {
    await page.setViewportSize(sizes[size]);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await picture(page, `${name}.${size}.${colorScheme}`, scales[size][colorScheme]);
    }
  }
}

/** How it comes out of a printer. */
export async function printed(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: "print" });
  await picture(page, `${name}.paper`, 0.75);
  await page.emulateMedia({ media: "screen" });
}

async function picture(page: Page, name: string, scale: number): Promise<void> {
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
    clip: { x: 0, y: 0, width, height, scale },
  });
  await devtools.detach();
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(data, "base64"));
}
