// Draws the app's icons from its mark, once: `node build/icons.ts`. They are kept in public/, so that
// a build needs no browser. The strokes are those of src/ui/pictures/Mark.svelte, in the night's colours.
import { writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const me = "M6 16C21 10 31 27 43 27.5S53 25.5 58 27";
const partner = "M6 48C21 54 31 38.5 43 38.5S53 40 58 38.5";

/** `room` is how much of the whole the mark takes; a maskable icon loses its corners. */
function icon(room: number, radius: number): string {
  const around = (64 / room - 64) / 2;
  const side = 64 + 2 * around;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-around} ${-around} ${side} ${side}">
  <rect x="${-around}" y="${-around}" width="${side}" height="${side}" rx="${radius * side}" fill="#161b25"/>
  <g fill="none" stroke-width="5.5" stroke-linecap="round">
    <path stroke="#e3ae58" stroke-dasharray="9.5 10" d="${partner}"/>
    <path stroke="#6fc5d1" d="${me}"/>
  </g>
</svg>
`;
}

const to = new URL("../public/", import.meta.url);
writeFileSync(new URL("favicon.svg", to), icon(0.8, 0.16));

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const pictures: [file: string, side: number, svg: string][] = [
  ["icon-192.png", 192, icon(0.72, 0.16)],
  ["icon-512.png", 512, icon(0.72, 0.16)],
  ["icon-maskable-512.png", 512, icon(0.56, 0)],
  ["apple-touch-icon.png", 180, icon(0.66, 0)],
];
for (const [file, side, svg] of pictures) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  const path = new URL(file, to).pathname;
  await page.screenshot({ path, omitBackground: true });
  await page.close();
}
await browser.close();
