// What Ana and Ben do together: showing, hearing each other, finding what both want.
import { safeAnswers } from "../../src/content/pack_for_test.ts";
import type { SayBody } from "../../src/engine/session_types.ts";
import { expect, test } from "./app.ts";
import { inSeed, passphrase, seedCouple, seeded, seedPage } from "./seed.ts";
import { button, comeBack, press, readyFor, title, toStage, unlock } from "./walk.ts";

test("what one shows is what the other sees, until it is taken back", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "joined");
  for (const who of [ana, ben]) await comeBack(who);

  await toStage(ana, "Share");
  await ana.page.getByText("Asking", { exact: true }).click();
  const ticks = ana.page.getByRole("checkbox");
  await expect(ticks.first()).toBeVisible();
  for (const tick of await ticks.all()) await expect(tick).not.toBeChecked();
  const ticked = await ticks.count();
  for (const tick of await ticks.all()) await tick.check();
  await ana.isAccessible();
  await press(ana.page, "Look at what Ben will see");
  await title(ana.page, "This is what Ben will see");
  await expect(ana.page.getByRole("region", { name: "Ana shows you" }).getByRole("listitem")).toHaveCount(ticked);
  const looked = await ana.page.getByRole("region", { name: "Ana shows you" }).innerText();
  await press(ana.page, "Show it now");
  await title(ana.page, "Share");

  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(ben.page.getByRole("region", { name: "Ana shows you" })).toHaveText(looked, { useInnerText: true });
  await ben.isAccessible();

  // Each piece is taken back by a button that says which.
  const takes = await ana.page.getByRole("button", { name: /^Take it back: / }).all();
  const names = await Promise.all(takes.map((take) => take.getAttribute("aria-label")));
  expect(new Set(names).size).toBe(ticked);
  await press(ana.page, "Take back all that I show");
  await ana.page.getByRole("dialog").getByRole("button", { name: "Take back everything" }).click();
  await expect(ben.page.getByRole("region", { name: "Ana shows you" })).toHaveCount(0);
});

test("who goes elsewhere while something is being shown stays there", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "joined");
  for (const who of [ana, ben]) await comeBack(who);
  await toStage(ana, "Share");
  await ana.page.getByText("Asking", { exact: true }).click();
  await ana.page.getByRole("checkbox").first().check();
  await press(ana.page, "Look at what Ben will see");
  await title(ana.page, "This is what Ben will see");
  // Both at once: nothing is shown as quickly as that.
  await ana.page.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")];
    for (const words of ["Show it now", "The way"]) buttons.find(({ innerText }) => innerText.startsWith(words))?.click();
  });
  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(ben.page.getByRole("region", { name: "Ana shows you" })).toHaveCount(1);
  await title(ana.page, "The way");
});

test("a way that is no yes cannot be shown", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "joined");
  await inSeed(ana, async (seed) => {
    await seeded(seed, "unlock", passphrase);
    await seeded(seed, "say", { kind: "way", way: "twenty-second-hug", will: "no" }, { kind: "way", way: "hand-on-back", will: "love" });
  });
  await comeBack(ana);
  await toStage(ana, "Share");
  await ana.page.getByText("What else", { exact: true }).click();
  await expect(ana.page.getByRole("checkbox", { name: /A hand on the back/ })).toBeVisible();
  await expect(ana.page.getByText("A hug of twenty seconds")).toHaveCount(0);
});

test("two hear each other, and both screens follow whose turn it is", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor({ viewport: { width: 390, height: 844 } })];
  await seedCouple(ana, ben, "joined");
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Hear each other");
  for (const { page } of [ana, ben]) await title(page, "Who would like to begin?");

  // What is written here waits while the other one begins first.
  await ana.page.getByLabel("In writing, if you like").fill("What I began with.");
  await ben.page.getByLabel("In writing, if you like").fill("Rest, mostly.");
  await press(ben.page, "Send it");
  await title(ana.page, "Say back what you heard");
  await expect(ana.page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(ana.page.getByRole("main")).toContainText("Rest, mostly.");
  await expect(ana.page.getByRole("main")).toContainText("Ben was first. Your words wait here until you speak.");
  await title(ben.page, "Ana says it back");
  await press(ana.page, "I have said it back");

  await title(ben.page, "Is that it?");
  await press(ben.page, "Not quite");
  await ben.page.getByLabel("What was missing, or what weighs most").fill("From being looked at.");
  await press(ben.page, "Send it");
  await title(ana.page, "Say back what you heard");
  await expect(ana.page.getByRole("main")).toContainText("From being looked at.");
  await press(ana.page, "I have said it back");
  await press(ben.page, "Yes, that is it");
  await title(ben.page, "Ana may speak now");

  await title(ana.page, "Your turn to speak");
  await expect(ana.page.getByLabel("In writing, if you like")).toHaveValue("What I began with.");
  await press(ana.page, "Send it");
  await title(ben.page, "Say back what you heard");
  await ben.isAccessible();
  await ben.fits();
  await press(ben.page, "Let it rest");
  await ben.page.getByRole("dialog").getByRole("button", { name: "Rest now" }).click();
  await expect(ana.page.getByRole("main")).toContainText("The turn rests.");

  await press(ana.page, "One thing each, to end");
  await ana.page.getByLabel("What I understood for the first time").fill("That you rest unseen.");
  await press(ana.page, "Tell Ben");
  await press(ben.page, "One thing each, to end");
  await expect(ben.page.getByText("That you rest unseen.")).toBeVisible();
});

test("on one device, it is handed over until what both want is found, and nothing else", async ({ visitor }) => {
  const who = await visitor();
  test.slow();
  const { page } = who;
  const answers = (name: string, will: "happy" | "no"): SayBody[] => [
    { kind: "about-me", adult: true, name },
    { kind: "way", way: "twenty-second-hug", will: "love" },
    { kind: "way", way: "hand-on-back", will },
  ];
  const [a, b] = [await seedPage(who), await seedPage(who)];
  await seeded(a, "settle", "A", passphrase, answers("Ana", "happy"));
  await seeded(b, "settle", "B", passphrase, answers("Ben", "no"));
  for (const seed of [a, b]) await seeded(seed, "together", safeAnswers);
  await seeded(b, "join", await seeded(a, "invite"));
  for (const seed of [a, b]) {
    await seeded(seed, "sent");
    await seeded(seed, "lock");
    await seed.close();
  }
  const handOver = async (sign: string): Promise<void> => {
    await expect(page.getByText("Sent.")).toBeVisible();
    await press(page, "One device for both? Hand it over");
    await page.getByRole("dialog").getByRole("button", { name: "Lock, and hand it over" }).click();
    await unlock(who, sign);
  };

  await page.goto("/");
  await unlock(who, "A");
  await toStage(who, "Both want");
  await press(page, "I am ready");
  await handOver("B");
  await press(page, "I am ready");
  await press(page, "Put my answers in");
  await title(page, "Yours are in");
  await handOver("A");
  await press(page, "Put mine in as well");
  // What is not there yet when somebody unlocks comes the next time; it may be found while it is handed over.
  const heading = page.getByRole("heading", { level: 1 });
  const found = page.getByRole("heading", { level: 1, name: "What you both want" });
  for (let times = 0; times < 12; ++times) {
    await expect(heading).toHaveText(/^(The two devices compare|What you both want)$/);
    await expect(async () => {
      if (await found.isVisible()) return;
      await expect(page.getByText("Sent.")).toBeVisible({ timeout: 1000 });
      await button(page, "One device for both? Hand it over").click({ timeout: 1000 });
      await page.getByRole("dialog").getByRole("button", { name: "Lock, and hand it over" }).click({ timeout: 1000 });
    }).toPass();
    if (await found.isVisible()) break;
    await unlock(who, times % 2 === 0 ? "B" : "A");
  }
  await title(page, "What you both want");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expect(page.getByRole("main")).toContainText("A hug of twenty seconds");
  await expect(page.getByRole("main")).not.toContainText("A hand on the back");
});
