// What is always there, and the same pages in other languages, larger letters and print.
import { expect, test } from "../app/app.ts";
import { passphrase } from "../app/seed.ts";
import { more, press, title, toStage } from "../app/walk.ts";
import { alone } from "./people.ts";
import { screen, printed } from "./screen.ts";

test("what is always there", async ({ visitor }) => {
  const ana = await visitor();
  const page = await alone(ana);
  await page.getByRole("banner").getByRole("button", { name: "More", exact: true }).click();
  await screen(page, "90-menu");
  await page.keyboard.press("Escape");
  for (const [entry, name] of [
    ["If something is wrong", "92-safety"],
    ["Who sees what", "93-who-sees"],
    ["Language and looks", "94-settings"],
    ["What is mine", "95-mine"],
    ["Words and devices", "96-second-device"],
    ["Take a pause", "98-pause"],
    ["End or delete", "97-leave"],
  ] as const) {
    await more(page, entry);
    await title(page, entry);
    await screen(page, name);
  }
  await press(page, "Delete everything of mine");
  await screen(page, "97-leave-delete");
  await page.keyboard.press("Escape");
  await more(page, "Words and devices");
  await press(page, "Make twelve words");
  await expect(page.getByRole("list", { name: "The twelve words" }).getByRole("listitem")).toHaveCount(12);
  await screen(page, "96-second-device-words");
  await press(page, "I have written them down");
  await press(page, "Words and devices");
  await press(page, "Show a code for it");
  await title(page, "For your other device");
  await screen(page, "96-second-device-code");
  await more(page, "A kind ask, a kind no");
  await title(page, "A kind ask, a kind no");
  await screen(page, "91-kind-words");
  await press(page, "Ask for something");
  await screen(page, "91-kind-words-what");
  await page.getByText("Something of my own").click();
  await page.getByLabel("In a few words").fill("a walk before breakfast");
  await press(page, "Go on");
  await title(page, "Choose a beginning");
  await screen(page, "91-kind-words-beginning");
  await page.getByRole("main").getByRole("listitem").getByRole("button").first().click();
  await title(page, "Make it yours");
  await screen(page, "91-kind-words-mine");
  await page.getByRole("banner").getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page).toHaveTitle("Kitchen measures");
  await screen(page, "99-after-leaving");
});

for (const language of ["es", "pseudo"] as const) {
  test(`in another language: ${language}`, async ({ visitor }) => {
    const ana = await visitor();
    const page = await alone(ana);
    await page.evaluate((chosen) => localStorage.setItem("notes", JSON.stringify({ language: chosen })), language);
    await page.goto("/");
    const main = page.getByRole("main");
    await main.locator("input[type=password]").first().fill(passphrase);
    await main.locator("button[type=submit]").click();
    const map = main.getByRole("navigation").first().getByRole("button");
    await map.first().waitFor();
    await screen(page, `b1-${language}-way`, ["phone"]);
    for (const [at, name] of language === "es" ? ([[1, "closer"], [2, "what-it-means"], [3, "what-else"], [4, "asking"]] as const) : ([[4, "asking"]] as const)) {
      await map.nth(at).click();
      await main.getByRole("navigation").last().waitFor();
      await screen(page, `b2-${language}-${name}`, ["phone"]);
      await page.goBack();
      await map.first().waitFor();
    }
    if (language !== "es") return;
    await page.getByRole("banner").getByRole("button", { name: "Más" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Si algo no está bien" }).click();
    await title(page, "Si algo no está bien");
    await screen(page, "b3-es-safety", ["phone"]);
  });
}

test("with letters twice as large, and on paper", async ({ visitor }) => {
  const ana = await visitor();
  const page = await alone(ana);
  await toStage(ana, "Asking");
  const steps = page.getByRole("navigation", { name: "Within this part" }).getByRole("button");
  await steps.last().click();
  await printed(page, "d1-print-asking");
  await more(page, "What is mine");
  await title(page, "What is mine");
  await printed(page, "d2-print-mine");
  await page.goBack();
  await steps.first().click();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await screen(page, "c1-large-asking", ["phone"]);
  await page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click();
  await title(page, "The way");
  await screen(page, "c2-large-way", ["phone"]);
});
