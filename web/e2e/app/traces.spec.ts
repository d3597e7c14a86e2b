// What a browser writes down of its own accord, beside what the app keeps.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./app.ts";
import { settled } from "./seed.ts";
import { comeBack, toStage } from "./walk.ts";

/** What is in the files by which a browser opens its windows again. */
function windowsOf(profile: string): (text: string) => boolean {
  const folder = join(profile, "Default", "Sessions");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  return (text) => files.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le")));
}

test("which boxes are ticked is not in the file by which a browser opens its windows again", async ({ playwright, launchOptions, server }) => {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: server.url });
  try {
    await settled({ context }, [{ kind: "about-me", adult: true, name: "Ana" }]);
    const page = await context.newPage();
    await comeBack({ page });
    await toStage({ page }, "Asking");
    for (const box of ["Brave", "Ashamed"]) await page.getByRole("checkbox", { name: box }).click();
    const chosen = page.locator("main input:checked");
    await expect(chosen).toHaveCount(4);
    // Firefox, which writes those that are not as the page made them, finds none.
    expect(await chosen.evaluateAll((inputs) => inputs.every((input) => input instanceof HTMLInputElement && input.defaultChecked))).toBe(true);
    // Something that a browser does write down, so that the file is there to be looked at.
    await page.evaluate(() => document.body.append(document.createElement("textarea")));
    await page.locator("body > textarea").pressSequentially("in any other page");
    await expect.poll(() => windowsOf(profile)("in any other page")).toBe(true);
    const written = windowsOf(profile);
    expect(["checkbox", "radio"].filter(written)).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true });
  }
});
