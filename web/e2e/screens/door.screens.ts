// The door: what is there before anyone has said anything.
import { test } from "../app/app.ts";
import { passphrase } from "../app/seed.ts";
import { more, press, title } from "../app/walk.ts";
import { screen } from "./screen.ts";

test("the first pages", async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto("/");
  await title(page, "What would closer look like?");
  await screen(page, "01-welcome");
  await press(page, "I have an invitation");
  await title(page, "I have an invitation");
  await screen(page, "02-invitation-by-hand");
  await page.goBack();
  await press(page, "I have been here");
  await title(page, "Nobody is here yet");
  await screen(page, "03-nobody-here");
  await press(page, "I have twelve words");
  await title(page, "Come back with twelve words");
  await screen(page, "04-recover");
  await page.goto("/");
  await press(page, "Start");
  await title(page, "Begin on this device");
  await screen(page, "05-start");
  await page.getByLabel("A sign for you").fill("A");
  await page.getByLabel("Passphrase").first().fill(passphrase);
  await page.getByLabel("The same once more").fill(passphrase);
  await press(page, "Begin");
  await title(page, "Twelve words for a bad day");
  await screen(page, "06-twelve-words");
  await press(page, "Later");
  await title(page, /adults/);
  await screen(page, "20-settle-in-adults");
  await more(page, "Lock");
  await title(page, "Good to see you again");
  await screen(page, "07-open");
});

test("an example to look around in", async ({ visitor }) => {
  const { page } = await visitor();
  await page.goto("/");
  await press(page, "Look around first");
  await title(page, /number/);
  for (const step of ["meet", "needs", "loop", "both", "plan"]) {
    if (step === "plan") await page.getByRole("radio").first().waitFor();
    await screen(page, `08-look-around-${step}`);
    await press(page, "Next");
  }
  await screen(page, "08-look-around-end");
});
