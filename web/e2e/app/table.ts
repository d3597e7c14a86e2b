// How two come to a sealed table, and what brings it to its other ends.
import { expect } from "@playwright/test";
import type { Visitor } from "./app.ts";
import { answersOf, inSeed, passphrase, seedCouple, seeded } from "./seed.ts";
import { comeBack, press, readyFor, title, toStage } from "./walk.ts";

/** To the sealed table, from wherever one is. */
export async function toTable(who: Visitor): Promise<void> {
  await toStage(who, "Common ground");
  await press(who.page, "Go to the sealed table");
}

/** Both unlock, are ready, and come to it. */
export async function bothAtTable(...both: Visitor[]): Promise<void> {
  for (const who of both) await comeBack(who);
  await readyFor(both, "Common ground");
  for (const who of both) await toTable(who);
}

/** A list that the server has. */
export async function putIn({ page }: Visitor): Promise<void> {
  await press(page, "Put my list on the table");
  await title(page, "Your list is on the table");
  await expect(page.getByText("Sent.")).toBeVisible();
}

/** A couple that has matched is at it, and the first one's list is in. */
export async function oneListIn(first: Visitor, second: Visitor): Promise<void> {
  await seedCouple(first, second, "matched");
  await bothAtTable(first, second);
  await putIn(first);
}

/** What comes of a table, on both sides: laying out the plans takes a busy machine a while. */
export async function comesTo(end: "This is where you meet" | "No plan this time", ...both: Visitor[]): Promise<void> {
  for (const { page } of both) await expect(page.getByRole("heading", { level: 1 })).toHaveText(end, { timeout: 60_000 });
}

/** Someone who wants none of it any more, so that no plan is on their list. */
export const wantsNothing = (who: Visitor): Promise<void> =>
  inSeed(who, async (page) => {
    const ways = answersOf("how-often", 0, "").flatMap((said) => (said.kind === "way" ? [said.way] : []));
    await seeded(page, "unlock", passphrase);
    await seeded(page, "say", ...ways.map((way) => ({ kind: "way", way, will: "not-now" }) as const));
    await seeded(page, "sent");
  });

const day = 24 * 60 * 60 * 1000;

/** Someone comes back to the table when its days are over. */
export async function aWeekLater(who: Visitor): Promise<void> {
  await who.page.clock.install({ time: Date.now() + 8 * day });
  await comeBack(who);
  await toTable(who);
}

/** Someone comes back with a newer release of the pack, which has other plans than what is on the table. */
export async function withNewerRelease(who: Visitor): Promise<void> {
  await who.context.route(/\/pack-[^/]*\.json$/, async (route) => {
    const pack = (await (await route.fetch()).json()) as { version: number };
    await route.fulfill({ json: { ...pack, version: pack.version + 1 } });
  });
  await comeBack(who);
  await toTable(who);
}
