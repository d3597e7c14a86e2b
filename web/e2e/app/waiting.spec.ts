// What the partner did while one was elsewhere is told on the way: one line, one button, and nothing that presses.
import { expect, test, type Visitor } from "./app.ts";
import { seedCouple } from "./seed.ts";
import { button, comeBack, press, readyFor, title, toStage } from "./walk.ts";

async function toTheWay({ page }: Visitor): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "The way", exact: true }).click();
  await title(page, "The way");
}
const tells = ({ page }: Visitor, line: string) => expect(page.getByRole("main").locator(".next")).toContainText(line);
/** By the button beside that line. */
const goOn = ({ page }: Visitor) => page.getByRole("main").locator(".next").getByRole("button").click();

test("a turn that waits for me is told on the way, and leads there", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "joined");
  for (const who of [ana, ben]) await comeBack(who);
  const tab = await ana.page.title();

  await toStage(ben, "Hear each other");
  await press(ben.page, "I am ready");
  await tells(ana, "Ben is ready.");
  await goOn(ana);
  await press(ana.page, "I am ready");
  await toTheWay(ana);
  await tells(ana, "You are both ready.");

  await ben.page.getByLabel("In writing, if you like").fill("Rest, mostly.");
  await press(ben.page, "Send it");
  await tells(ana, "Ben has said something. It waits for you.");
  // Nothing of what was said stands there, and nothing is marked or counted.
  await expect(ana.page.getByRole("main")).not.toContainText("Rest, mostly.");
  expect(await ana.page.title()).toBe(tab);
  await ana.isAccessible();
  await goOn(ana);
  await title(ana.page, "Say back what you heard");

  await toTheWay(ben);
  await tells(ben, "You are both ready.");
  await press(ana.page, "I have said it back");
  await tells(ben, "Ana has said back what they heard. It waits for you.");
  await goOn(ben);
  await title(ben.page, "Is that it?");
});

test("what was shown while one was away is told once, until it is looked at", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "shown");
  await comeBack(ben);
  await toStage(ben, "Share");
  await ben.page.getByText("Asking", { exact: true }).click();
  await ben.page.getByRole("checkbox").first().check();
  await press(ben.page, "Look at what Ana will see");
  await press(ben.page, "Show it now");
  await expect(ben.page.getByText("Ana can see it now.")).toBeVisible();

  await comeBack(ana);
  await tells(ana, "Ben has shown you something. It waits for you.");
  await press(ana.page, "Look at it");
  await title(ana.page, "What Ben shows you");
  await press(ana.page, "Back");
  await title(ana.page, "The way");
  await expect(ana.page.getByText("Ben has shown you something.")).toHaveCount(0);
});

test("a proposal with the partner's yes is told on the way, until it is answered", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "matched");
  for (const who of [ana, ben]) await comeBack(who);
  await readyFor([ana, ben], "Common ground");
  await toTheWay(ana);
  await press(ben.page, "Look at the plans");
  await press(ben.page, "Make it a proposal");
  await press(ben.page, "Show it, and say yes to it");
  await tells(ana, "Ben would like to try a plan.");
  await goOn(ana);
  await expect(ana.page.getByRole("heading", { name: "A proposal from Ben" })).toBeVisible();
  await ben.page.getByRole("button", { name: "Take it back" }).first().click();
  await toTheWay(ana);
  await expect(button(ana.page, "Common ground").first()).toBeVisible();
  await expect(ana.page.getByText("Ben would like to try a plan.")).toHaveCount(0);
});
