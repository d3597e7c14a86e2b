// From what both want to a plan that both said yes to, two weeks of it, and a look back.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { inSeed, passphrase, seedCouple, seeded } from "./seed.ts";
import { comeBack, press, readyFor } from "./walk.ts";

const heading = (page: Page, name: string, level = 1) => page.getByRole("heading", { level, name, exact: true });

async function atCommonGround(...both: Visitor[]): Promise<void> {
  for (const who of both) await comeBack(who);
  await readyFor(both, "Common ground");
  for (const { page } of both) await expect(heading(page, "Two ways to find a plan", 2)).toBeVisible();
}

test("two find a plan, try it and look back", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched");
  await atCommonGround(ana, ben);
  await ana.isAccessible();

  // Ana looks at the plans, keeps a way, and shows one to Ben.
  await ana.page.getByRole("button", { name: "Look at the plans" }).click();
  await expect(ana.page.getByRole("button", { name: /^Fair/ })).toBeVisible();
  await ana.isAccessible();
  await ana.page.getByRole("button", { name: "Gentler" }).click();
  await expect(ana.page.getByRole("button", { name: "Take back: Gentler" })).toBeVisible();
  await expect(ana.page.getByText("Changed").first()).toBeVisible();
  await ana.page.getByText("All that is possible, as a picture").first().click();
  await ana.isAccessible();
  await ana.fits();
  await ana.page.getByRole("button", { name: "Make it a proposal" }).first().click();
  await expect(heading(ana.page, "Make it yours before you show it")).toBeVisible();
  await ana.isAccessible();
  await ana.page.getByRole("button", { name: "Show it, and say yes to it" }).click();
  await expect(ana.page.getByText("You said yes. It stands once Ben does.")).toBeVisible();

  // Ben sees it come, and it stands with his yes.
  await expect(heading(ben.page, "A proposal from Ana", 3)).toBeVisible();
  await ben.isAccessible();
  // What Ben would try only if … is his to put in: the plan was made without knowing of it.
  await expect(ben.page.getByText(/^Your condition is missing here: /)).toBeVisible();
  await ben.page.getByRole("button", { name: "Change something" }).click();
  await ben.page.getByRole("button", { name: "Show it, and say yes to it" }).click();
  await expect(heading(ana.page, "A proposal from Ben", 3)).toBeVisible();
  await ana.page.getByRole("button", { name: "Yes, let us try this" }).click();
  for (const { page } of [ana, ben]) await expect(heading(page, "It stands", 2)).toBeVisible();
  await ben.isAccessible();

  // Ana tries it, and looks at how it is, for herself.
  await ana.page.getByRole("button", { name: "Go to the plan" }).click();
  await expect(heading(ana.page, "Try it")).toBeVisible();
  await ana.isAccessible();
  await ana.page.getByRole("button", { name: "Look now" }).click();
  await ana.page.getByRole("group", { name: /how did asking feel/ }).getByRole("radio", { name: "easy", exact: true }).check();
  await ana.isAccessible();
  await ana.page.getByRole("button", { name: "That is it" }).click();
  await ana.page.getByText("Your earlier looks").click();
  await expect(ana.page.getByText("Asking: easy")).toBeVisible();

  // Ben stops it, with no reason; both can still say how it went.
  await ben.page.getByRole("button", { name: "Stop this plan" }).click();
  await ben.page.getByRole("button", { name: "Stop it" }).click();
  await expect(heading(ben.page, "It stands", 2)).toHaveCount(0);
  await expect(ana.page.getByText("The plan has ended.")).toBeVisible();
  await ana.page.getByRole("button", { name: "How did it go?" }).click();
  await expect(ana.page.getByText(/^When it began:/).first()).toBeVisible();
  await ana.page.getByRole("radio", { name: "fully", exact: true }).first().check();
  await ana.isAccessible();
  await ana.page.getByRole("button", { name: "Next" }).click();
  await ana.page.getByRole("radio", { name: "Keep", exact: true }).check();
  await ana.isAccessible();
  await ana.page.getByRole("navigation", { name: "Within this part" }).getByRole("button", { name: "Looking back" }).click();
  await expect(ana.page.getByText(/^I would keep: /)).toBeVisible();
  await ana.isAccessible();

  // The next conversation begins from there.
  await ana.page.getByRole("button", { name: "Begin from now" }).click();
  await ana.page.getByRole("button", { name: "A new plan of what you keep" }).click();
  await expect(heading(ana.page, "What you keep, once more")).toBeVisible();
  await ana.isAccessible();
});

/** Ben’s conditions, as far as the example has them. */
const asked = ["sex", "unhurried-evening", "skin-to-skin", "kissing-only", "slow-massage", "twenty-second-hug", "same-bedtime", "date-one-plans"];

test("whose a condition is stands beside it, for both and everywhere", async ({ visitor }) => {
  const [ana, ben] = [await visitor({ viewport: { width: 390, height: 844 } }), await visitor()];
  await seedCouple(ana, ben, "matched");
  await inSeed(ben, async (page) => {
    await seeded(page, "unlock", passphrase);
    await seeded(page, "share", ...asked.map((way) => ({ kind: "way", way }) as const));
    await seeded(page, "sent");
  });
  await atCommonGround(ana, ben);

  // On a card: what Ben has shown is his.
  await press(ana.page, "Look at the plans");
  const card = ana.page.getByRole("listitem").filter({ hasText: "Ben’s condition:" }).filter({ has: ana.page.locator(".condition") }).last();
  const bens = await card.locator(".condition").innerText();
  const name = await card.locator(".name").innerText();
  const says = (page: Page, ...lines: string[]): Promise<void> =>
    expect(page.getByRole("listitem").filter({ hasText: name }).last().locator(".condition")).toHaveText(lines);
  await ana.isAccessible();

  // In a plan that is made of it, Ana puts hers beside it.
  await press(ana.page, "Make it a proposal");
  const draft = ana.page.getByRole("region", { name, exact: true });
  await expect(draft.locator(".condition")).toHaveText([bens]);
  await draft.getByText(/^(Who starts, and your condition|Your condition)$/).click();
  await draft.getByLabel("Your condition, in your own words").fill("the phones stay in the hall");
  await ana.isAccessible();
  await ana.fits();
  await press(ana.page, "Show it, and say yes to it");
  await says(ana.page, "Your condition: the phones stay in the hall", bens);

  // Ben sees both, each as what it is; and so it stands.
  const his = bens.replace("Ben’s", "Your");
  await says(ben.page, his, "Ana’s condition: the phones stay in the hall");
  await ben.isAccessible();
  await press(ben.page, "Yes, let us try this");
  await expect(heading(ana.page, "It stands", 2)).toBeVisible();
  await says(ana.page, "Your condition: the phones stay in the hall", bens);
  await press(ben.page, "Go to the plan");
  await says(ben.page, his, "Ana’s condition: the phones stay in the hall");
  await ben.isAccessible();
});

test("two meet at a sealed table, while both are there", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched");
  await atCommonGround(ana, ben);
  for (const { page } of [ana, ben]) await page.getByRole("button", { name: "Go to the sealed table" }).click();
  await ana.page.getByRole("button", { name: "Put my list on the table" }).click();
  await expect(heading(ana.page, "Your list is on the table")).toBeVisible();
  await ana.isAccessible();
  await ben.page.getByRole("button", { name: "Put my list beside it" }).click();
  for (const { page } of [ana, ben]) await expect(heading(page, "This is where you meet")).toBeVisible({ timeout: 30_000 });
  await ben.isAccessible();
  const ways = (page: Page): Promise<string[]> => page.locator("main p.name").allTextContents();
  const met = await ways(ben.page);
  expect(met).not.toEqual([]);
  expect(await ways(ana.page)).toEqual(met);

  // Nobody has agreed to it yet: it becomes a proposal like any other.
  await ben.page.getByRole("button", { name: "Make it a proposal" }).click();
  await ben.page.getByRole("button", { name: "Show it, and say yes to it" }).click();
  await ana.page.getByRole("button", { name: "Back" }).click();
  await expect(heading(ana.page, "A proposal from Ben", 3)).toBeVisible();
});
