// The parts of the app: read by axe, used by keyboard, on small screens, with large text, on paper.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { printsInFirefox } from "./paper.ts";

const pages = ["parts", "cards", "pictures", "way"] as const;
const screens = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } } as const;

async function open(page: Page, show: string, more = ""): Promise<void> {
  await page.goto(`/gallery.html?show=${show}${more}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready);
}

for (const [screen, viewport] of Object.entries(screens)) {
  for (const theme of ["light", "dark"]) {
    for (const show of pages) {
      test(`axe finds nothing in ${show}, ${theme}, ${screen}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await open(page, show, `&theme=${theme}`);
        const axe = new AxeBuilder({ page });
        // In the dark only the colours are others.
        if (theme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
        else axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
        const { violations } = await axe.analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      });
    }
  }
}

for (const show of pages) {
  test(`${show} fits 320 px, with large text and long words`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const more of ["", "&text=larger", "&language=pseudo", "&double"]) {
      await open(page, show, more);
      // As a browser's own setting of 200 %: what rem and em are made from.
      if (more === "&double") await page.evaluate(() => void (document.documentElement.style.fontSize = "200%"));
      const over = await page.evaluate(() =>
        [...document.querySelectorAll("main *")]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== "absolute")
          .filter((one) => one.closest("svg") === null)
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      expect(over, more).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), more).toBe(320);
    }
  });
}

// An iPhone zooms into what has smaller letters, and stays there.
test("what one writes or chooses in has letters of 16 px or more", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, "parts");
  const sizes = await page
    .locator("input:not([type=checkbox], [type=radio]), textarea, select")
    .evaluateAll((fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize)));
  expect(sizes.length).toBeGreaterThan(3);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
});

test("a screen begins at its heading", async ({ page }) => {
  await open(page, "parts");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("cards are sorted by keyboard alone", async ({ page }) => {
  await open(page, "cards");
  const card = page.getByRole("heading", { level: 2 });
  const first = await card.innerText();
  await page.keyboard.press("Tab");
  await page.keyboard.press("5");
  await expect(card).not.toHaveText(first);
  await expect(card).toBeFocused();
  await expect(page.getByRole("status").first()).toHaveText(`${first}: No.`);

  // A pile that asks for something keeps the card until one goes on; writing in it chooses no pile.
  const second = await card.innerText();
  await page.keyboard.press("3");
  await expect(card).toHaveText(second);
  await expect(page.getByRole("button", { name: /Would try, if/ })).toHaveAttribute("aria-pressed", "true");
  await page.getByLabel("If what is in place?").fill("in 1 hour or 5");
  await page.getByLabel("If what is in place?").press("1");
  await expect(card).toHaveText(second);
  await page.getByRole("button", { name: "Next" }).press("Enter");
  await expect(card).not.toHaveText(second);

  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(card).toHaveText(second);
  await expect(page.locator("[aria-pressed=true]")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(card).toHaveText(first);
});

test("the next card is seen from its beginning", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 560 });
  await open(page, "cards");
  const card = page.getByRole("heading", { level: 2 });
  const first = await card.innerText();
  await page.getByRole("button", { name: /^No\b(?!t)/ }).click();
  await expect(card).not.toHaveText(first);
  await expect(card).toBeInViewport({ ratio: 1 });
});

test("the second press of two is not for the next card", async ({ page }) => {
  await open(page, "cards");
  const pile = page.getByRole("group").getByRole("button").nth(1);
  await expect(pile).toBeEnabled();
  const card = page.locator(".card h2");
  const first = await card.innerText();
  const { x, y } = (await pile.boundingBox())!;
  for (let times = 0; times < 2; ++times) await page.mouse.click(x + 9, y + 9);
  await expect(card).not.toHaveText(first);
  const second = await card.innerText();
  await expect(pile).toBeEnabled();
  await page.getByRole("button", { name: "See them all" }).click();
  const choicesOf = (title: string): Locator => page.getByRole("group", { name: title }).locator('[aria-pressed="true"]');
  await expect(choicesOf(first)).toHaveCount(1);
  await expect(choicesOf(second)).toHaveCount(0);
});

test("all cards lie in one list, with the same choices", async ({ page }) => {
  await open(page, "cards");
  await page.keyboard.press("Tab");
  await page.keyboard.press("2");
  await page.getByRole("button", { name: "See them all" }).press("Enter");
  const rows = page.locator(".sort li");
  await expect.poll(() => rows.count()).toBeGreaterThan(70);
  await expect(rows.first().getByRole("button", { name: "Happy to" })).toHaveAttribute("aria-pressed", "true");
  await rows.nth(1).getByRole("button", { name: "No", exact: true }).press("Enter");
  await expect(rows.nth(1).locator("[aria-pressed=true]")).toHaveText("No");
});

test("a scale is a group of radio buttons, and can be cleared", async ({ page }) => {
  await open(page, "parts");
  const scale = page.getByRole("group", { name: "How much does it matter?" });
  await scale.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(scale.getByRole("radio", { name: "some" })).toBeChecked();
  await scale.getByRole("button", { name: "Clear" }).press("Enter");
  await expect(scale.getByRole("radio", { checked: true })).toHaveCount(0);
});

test("a choice goes with the arrows", async ({ page }) => {
  await open(page, "parts");
  const choice = page.getByRole("group", { name: /what do you feel first/ });
  await choice.getByRole("radio", { name: "Anxious" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(choice.getByRole("radio", { name: "Wanted" })).toBeChecked();
  await expect(choice.getByRole("radio", { name: "Wanted" })).toBeFocused();
});

test("no more is ticked than may be", async ({ page }) => {
  await open(page, "parts");
  const ticks = page.getByRole("group", { name: "What is it about?" });
  await ticks.getByLabel("Desire").check();
  await expect(ticks.getByLabel("Being noticed")).toBeDisabled();
  await ticks.getByLabel("Touch").uncheck();
  await expect(ticks.getByLabel("Being noticed")).toBeEnabled();
});

test("a dialog gives the focus back", async ({ page }) => {
  await open(page, "parts");
  await page.getByRole("button", { name: "Ask first" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Leave without keeping?" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Ask first" })).toBeFocused();
});

test("what is written is kept on leaving the field, and says so", async ({ page }) => {
  await open(page, "parts");
  const field = page.getByLabel("One scene, in your words");
  await field.fill("Another Tuesday.");
  await field.blur();
  await expect(page.locator(".kept").first()).toHaveText("kept");
});

test("plans are gone through with the arrows", async ({ page }) => {
  await open(page, "pictures");
  const plans = page.getByRole("group", { name: "Each dot is a plan" });
  await plans.getByRole("radio", { name: /most even/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(plans.getByRole("radio", { name: /^Plan 5/ })).toBeChecked();
});

test("every stage is in the list of the way, and says what it is", async ({ page }) => {
  await open(page, "way");
  const way = page.getByRole("navigation", { name: "The way, as a picture" });
  await expect(way.getByRole("listitem")).toHaveCount(11);
  await expect(way.getByRole("button", { name: "Asking" })).toHaveAttribute("aria-current", "location");
  await expect(way.getByRole("listitem").filter({ hasText: "Hear each other" })).toContainText("your partner is waiting here");
  for (const closed of ["Both want", "Try it"]) {
    const place = way.getByRole("listitem").filter({ hasText: closed });
    await expect(place.getByRole("button")).toHaveCount(0);
    await expect(place).toContainText("Opens once both of you have heard each other.");
  }
});

for (const more of ["&at=0&open", "&at=0&open&language=es", "&at=6&open&language=es&alone"]) {
  test(`the names on the way lie beside each other, ${more}`, async ({ page }) => {
    await page.setViewportSize(screens.laptop);
    await open(page, "way", more);
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll(".way .words")].map((words) => {
        const { left, right, top, bottom } = words.getBoundingClientRect();
        return { name: words.textContent.trim().slice(0, 20), left, right, top, bottom };
      }),
    );
    expect(boxes).toHaveLength(11);
    const over = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.name} / ${b.name}`),
    );
    expect(over).toEqual([]);
  });
}

test("nothing moves when the fonts arrive", async ({ page }) => {
  await page.setViewportSize(screens.laptop);
  const held: (() => void)[] = [];
  await page.route("**/*.woff2", async (route) => {
    await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await page.goto("/gallery.html?show=parts", { waitUntil: "commit" });
  const heading = page.getByRole("heading", { level: 1 });
  await heading.waitFor();
  const height = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  await expect.poll(() => held.length).toBe(2);
  for (const go of held) go();
  await page.evaluate(() => document.fonts.ready);
  // A word may break elsewhere here and there; the page as a whole stays where it is.
  expect(Math.abs((await height()) - before) / before).toBeLessThan(0.03);
});

test("on paper there is no chrome", async ({ page }) => {
  await open(page, "parts", "&theme=dark");
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe("rgb(255, 255, 255)");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).color)).toBe("rgb(0, 0, 0)");
  for (const button of await page.getByRole("button").all()) await expect(button).toBeHidden();

  // The way is a picture, and stays one.
  await open(page, "way");
  await expect(page.getByText("Hear each other", { exact: true })).toBeVisible();
  await page.setViewportSize(screens.laptop);
  for (const show of ["way", "pictures"]) {
    await open(page, show);
    await printsInFirefox(page);
  }
});
