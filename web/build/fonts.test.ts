import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fontsCss, letters } from "./fonts.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every letter of the pack's words and the interface's texts. */
function written(): Set<string> {
  const pack = ["en", "es"].map((language) => at(`../../content/closer/${language}.json`));
  const texts = readdirSync(at("../src/text"))
    .filter((name) => name.endsWith(".ts") && name !== "pseudo.ts")
    .map((name) => at(`../src/text/${name}`));
  const all = [...pack, ...texts].map((file) => readFileSync(file, "utf8")).join("");
  return new Set(all.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))));
}

test("every letter that the app writes is in its fonts", () => {
  const missing = [...written()].filter((letter) => letter >= " " && !letters.includes(letter));
  expect(missing).toEqual([]);
});

test("all fonts together are no more than 27 kB", async () => {
  const folder = mkdtempSync(`${tmpdir()}/fonts-`);
  try {
    const css = await fontsCss(folder);
    const files = readdirSync(folder);
    for (const file of files) expect(css).toContain(file);
    expect(files.length).toBe(2);
    const bytes = files.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0);
    expect(bytes).toBeLessThanOrEqual(27_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
