// The server is away, for a while or for long; and clocks that do not agree with it.
import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./app.ts";
import { seedCouple } from "./seed.ts";
import { comeBack, press, title, toStage, unlock } from "./walk.ts";

const need = "Touch that asks for nothing";
const notice = (page: Page) => page.locator(".notices");

/** Shows the partner a need. */
async function show({ page }: Visitor): Promise<void> {
  await page.getByRole("main").getByText("What it means", { exact: true }).click();
  await page.getByRole("checkbox", { name: new RegExp(need) }).check();
  await press(page, "Look at what Ben will see");
  await press(page, "Show it now");
  await title(page, "Share");
}

test("what is said without a connection is kept, survives the night, and arrives when there is one", async ({ visitor, ownServer }) => {
  const ana = await visitor({ serviceWorkers: "allow" }, ownServer);
  const ben = await visitor({ viewport: { width: 390, height: 844 } }, ownServer);
  await seedCouple(ana, ben, "joined");
  await comeBack(ana);
  await expect.poll(() => ana.page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  await ownServer.stop();
  await ana.context.setOffline(true);

  // Another morning: the app opens from the device, and what is shown there is kept there.
  const tomorrow = Date.now() + 24 * 60 * 60 * 1000;
  await ana.page.clock.install({ time: tomorrow });
  await ana.page.reload();
  await title(ana.page, "Good to see you again");
  await unlock(ana);
  await title(ana.page, "The way");
  await expect(notice(ana.page)).toHaveText("No connection. What you say is kept here and sent later.");
  await ana.isAccessible();
  await toStage(ana, "Share");
  await show(ana);
  await expect(notice(ana.page)).toHaveText("Kept here. It goes out when there is a connection.");
  await ana.page.reload();
  await unlock(ana);
  await title(ana.page, "The way");
  await expect(notice(ana.page)).toHaveText("Kept here. It goes out when there is a connection.");

  await ownServer.start();
  await comeBack(ben);
  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(ben.page.getByRole("main")).not.toContainText(need);
  await ana.context.setOffline(false);
  await expect(notice(ana.page)).toBeEmpty();
  await expect(ben.page.getByRole("main")).toContainText(need);
  await ben.isAccessible();
});

test("a clock that is days wrong is told of, kindly, and nothing is taken in wrongly", async ({ visitor }) => {
  const [ana, ben] = [await visitor(), await visitor({ viewport: { width: 320, height: 640 } })];
  await seedCouple(ana, ben, "joined");
  await ana.page.clock.install({ time: Date.now() + 3 * 24 * 60 * 60 * 1000 });
  await comeBack(ana);
  await toStage(ana, "Share");
  await show(ana);
  await comeBack(ben);
  await expect(notice(ben.page)).toHaveText(/^A clock is more than a day wrong, here or at your partner’s\./);
  await ben.isAccessible();
  await ben.fits();
  await toStage(ben, "Share");
  await press(ben.page, "What Ana shows you");
  await expect(ben.page.getByRole("main")).not.toContainText(need);
});
