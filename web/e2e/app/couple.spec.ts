import { expect, test } from "./app.ts";
import { passphrase, seedCouple } from "./seed.ts";

test("two who have matched find the ways both want on their screens", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched");
  for (const { page } of [ana, ben]) {
    await page.goto("/");
    await page.getByLabel("Passphrase").fill(passphrase);
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.screenshot({ path: `/tmp/wt/couple-${page === ana.page ? "a" : "b"}.png`, fullPage: true });
  }
});
