// Stopping anywhere, and coming back to where one was.
import { expect, test } from "./app.ts";
import { seedCouple, settled } from "./seed.ts";
import { comeBack, isKept, press, readyFor, title, toStage } from "./walk.ts";

test("alone: each stage is left in its middle, and found there after unlocking again", async ({ visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await settled(ana, [
    { kind: "about-me", adult: true },
    { kind: "theme", theme: "calm", on: true },
    { kind: "meaning", of: "sex", text: "Coming home." },
    { kind: "need", need: "touch", importance: 3 },
    { kind: "way", way: "twenty-second-hug", will: "love" },
    { kind: "feeling", seat: "asking", feeling: "hopeful", strength: 2 },
  ]);
  await comeBack(ana);

  const write = async (stage: string, question: string, field: string, text: string): Promise<void> => {
    await toStage(ana, stage);
    await title(page, question);
    await page.getByLabel(field).fill(text);
    await page.getByLabel(field).blur();
    await isKept(page);
  };
  await write("Settle in", "What brings you here?", "Why I am here", "We talk about the milk.");
  await write("Closer", "An ordinary Tuesday. What is different?", "What one would see", "Two cups on the steps.");
  await write("What it means", "What does closeness give you?", "What closeness gives me", "Rest.");
  await toStage(ana, "What else");
  await title(page, "What does a week have room for?");
  await page.getByRole("radio", { name: "2 hours" }).check();
  await toStage(ana, "Asking");
  await title(page, "And when you ask, what do you do next?");
  await page.getByRole("checkbox").first().check();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();

  await comeBack(ana);
  // Each goes on at what was left open, with what was said before it.
  const goesOn = async (stage: string, question: string): Promise<void> => {
    await toStage(ana, stage);
    await title(page, question);
    await press(page, "Back");
  };
  await goesOn("Settle in", "Who can see what");
  await expect(page.getByLabel("Why I am here")).toHaveValue("We talk about the milk.");
  await goesOn("Closer", "Is there a second picture?");
  await expect(page.getByLabel("What one would see")).toHaveValue("Two cups on the steps.");
  await goesOn("What it means", "How well is it met today?");
  await press(page, "Back");
  await expect(page.getByLabel("What closeness gives me")).toHaveValue("Rest.");
  await goesOn("What else", "In your words");
  await expect(page.getByRole("radio", { name: "2 hours" })).toBeChecked();
  await goesOn("Asking", "When your partner asks for closeness, with words or without, what do you feel?");
  await expect(page.getByRole("checkbox").first()).toBeChecked();
});

test("together: what is open between two is open again after unlocking", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor()];
  await seedCouple(ana, ben, "planned");
  const [a, b] = [ana.page, ben.page];
  await Promise.all([comeBack(ana), comeBack(ben)]);
  await readyFor([ana, ben], "Hear each other");
  await a.getByLabel("In writing, if you like").fill("When you look up, I am home.");
  await press(a, "Send it");
  await title(a, "Ben says it back");
  await title(b, "Say back what you heard");
  await toStage(ana, "Try it");
  await press(a, "Look now");
  await a.getByRole("radio", { name: "rather easy" }).first().check();
  await a.getByLabel(/^Which moment went well/).fill("The evening on the steps.");
  await a.getByLabel(/^Which moment went well/).blur();
  await isKept(a);
  await toStage(ana, "How did it go");
  await a.getByRole("radio", { name: "mostly" }).first().check();
  await press(a, "Next");

  await Promise.all([comeBack(ana), comeBack(ben)]);
  await toStage(ana, "Hear each other");
  await title(a, "Ben says it back");
  await expect(a.getByRole("main")).toContainText("When you look up, I am home.");
  await toStage(ben, "Hear each other");
  await title(b, "Say back what you heard");
  await b.getByLabel("In writing, if you like").fill("You are home when I look up.");
  await press(b, "Send it");
  await title(a, "Is that it?");

  await toStage(ana, "Share");
  await a.getByRole("main").getByText("What it means", { exact: true }).click();
  await expect(a.getByText("Ben sees this.").first()).toBeVisible();
  await toStage(ana, "Both want");
  await expect(a.getByRole("main")).toContainText("Five minutes of being held");
  await toStage(ana, "Common ground");
  await expect(a.getByRole("heading", { name: "It stands" })).toBeVisible();
  await toStage(ana, "Try it");
  await press(a, "Go on with today’s");
  await expect(a.getByLabel(/^Which moment went well/)).toHaveValue("The evening on the steps.");
  await expect(a.getByRole("radio", { name: "rather easy" }).first()).toBeChecked();
  await toStage(ana, "How did it go");
  await title(a, "Five minutes of being held");
  await press(a, "Back");
  await expect(a.getByRole("radio", { name: "mostly" }).first()).toBeChecked();
});
