// The stages that one goes alone, each of their screens.
import type { Page } from "@playwright/test";
import { test } from "../app/app.ts";
import { settled } from "../app/seed.ts";
import { comeBack, press, title, toStage } from "../app/walk.ts";
import { alone } from "./people.ts";
import { screen } from "./screen.ts";

/** Every screen of the stage that is open, in its order. */
async function everyStep(page: Page, name: string): Promise<void> {
  const steps = page.getByRole("navigation", { name: "Within this part" }).getByRole("button");
  await steps.first().waitFor();
  for (let at = 0; at < (await steps.count()); ++at) {
    await steps.nth(at).click();
    await screen(page, `${name}-${at + 1}`);
  }
}

for (const [at, stage, name] of [
  [21, "Settle in", "settle-in"],
  [22, "Closer", "closer"],
  [23, "What it means", "what-it-means"],
  [24, "What else", "what-else"],
  [25, "Asking", "asking"],
] as const) {
  test(stage, async ({ visitor }) => {
    const ana = await visitor();
    const page = await alone(ana);
    await toStage(ana, stage);
    await everyStep(page, `${at}-${name}`);
  });
}

test("cards, a first picture, and the private questions", async ({ visitor }) => {
  const ana = await visitor();
  await settled(ana, [
    { kind: "about-me", adult: true, name: "Ana" },
    { kind: "theme", theme: "touch", on: true },
    { kind: "need", need: "touch", importance: 4, met: 1 },
  ]);
  const { page } = ana;
  await comeBack(ana);
  await screen(page, "10-way-at-first");
  await toStage(ana, "Settle in");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "In private" }).click();
  await press(page, "Ask me");
  await screen(page, "21-settle-in-question");
  await press(page, "Not sure");
  await screen(page, "21-settle-in-closed");
  await toStage(ana, "Closer");
  await title(page, "An ordinary Tuesday. What is different?");
  await screen(page, "22-closer-first-picture");
  await toStage(ana, "What it means");
  await page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Needs" }).first().click();
  await screen(page, "23-what-it-means-card");
  await toStage(ana, "What else");
  await press(page, /^A few cards/);
  await screen(page, "24-what-else-card");
  await press(page, /^Would try/);
  await screen(page, "24-what-else-condition");
});

test("the way, alone", async ({ visitor }) => {
  const ana = await visitor();
  const page = await alone(ana);
  await title(page, "The way");
  await screen(page, "10-way-alone");
});
