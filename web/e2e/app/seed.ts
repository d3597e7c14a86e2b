// People who have answered already: those of an example in examples/.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { safeAnswers } from "../../src/content/pack_for_test.ts";
import type { PlanChoice, SayBody } from "../../src/engine/session_types.ts";
import type { Visitor } from "./app.ts";
import type { Seed } from "./seed_page.ts";

export const passphrase = "four plain words here";

const built = fileURLToPath(new URL("../../../build/web-seed/", import.meta.url));
const types: Record<string, string> = {
  ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json",
};
// That of the server, for workers.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

interface Answers {
  needs: Record<string, { importance: number; met: number }>;
  ways: Record<string, Will | { will: Will; if?: string; start?: ("me" | "partner" | "time")[]; more?: string[]; less?: string[] }>;
  feelings: Record<string, Record<string, number>>;
}
type Will = "love" | "happy" | "if" | "not-now" | "no";
interface Couple {
  answers: [Answers, Answers];
  limits: { minutes: number; ways?: number };
  usual?: { way: string; wish: [number, number] };
}

/** What one of the two of an example has said. */
export function answersOf(example: string, which: 0 | 1, name: string): SayBody[] {
  const file = fileURLToPath(new URL(`../../../examples/${example}.json`, import.meta.url));
  const couple = JSON.parse(readFileSync(file, "utf8")) as Couple;
  const { needs, ways, feelings } = couple.answers[which];
  const said: SayBody[] = [{ kind: "about-me", adult: true, name }];
  for (const [need, answer] of Object.entries(needs)) said.push({ kind: "need", need, ...answer });
  for (const [way, answer] of Object.entries(ways)) {
    const { will, if: condition, start, more = [], less = [] } = typeof answer === "string" ? { will: answer } : answer;
    said.push({ kind: "way", way, will, ...(condition === undefined ? {} : { condition }), ...(start === undefined ? {} : { start }) });
    for (const need of more) said.push({ kind: "correction", way, need, does: "more" });
    for (const need of less) said.push({ kind: "correction", way, need, does: "less" });
  }
  for (const [seat, felt] of Object.entries(feelings)) {
    for (const [feeling, strength] of Object.entries(felt)) {
      said.push({ kind: "feeling", seat: seat as "asking", feeling, strength });
    }
  }
  said.push({ kind: "limits", ...couple.limits });
  if (couple.usual !== undefined) said.push({ kind: "usual", way: couple.usual.way, times: couple.usual.wish[which] });
  return said;
}

/** A page of this visitor's browser, beside the app, in which `window.seed` is. */
export async function seedPage(visitor: Pick<Visitor, "context">): Promise<Page> {
  await visitor.context.route("**/seed/**", (route) => {
    const name = new URL(route.request().url()).pathname.slice("/seed/".length);
    return route.fulfill({
      path: join(built, name),
      contentType: types[extname(name)] ?? "application/octet-stream",
      headers: { "Content-Security-Policy": policy },
    });
  });
  const page = await visitor.context.newPage();
  // A page that the server itself has: browsers let no others speak to a server on the same machine.
  await page.goto("/kitchen.html");
  await page.addScriptTag({ url: "/seed/seed.js", type: "module" });
  await page.waitForFunction(() => "seed" in window);
  return page;
}

type Step<Name extends keyof Seed> = Parameters<Seed[Name]>;

/** One call of `window.seed`. */
export function seeded<Name extends keyof Seed>(page: Page, name: Name, ...what: Step<Name>): Promise<Awaited<ReturnType<Seed[Name]>>> {
  return page.evaluate(
    ([call, args]) => (window.seed[call] as (...all: unknown[]) => never)(...args),
    [name, what] as const,
  );
}

/** With a page beside the app, which is locked again. */
export async function inSeed(visitor: Pick<Visitor, "context">, does: (seed: Page) => Promise<unknown>): Promise<void> {
  const seed = await seedPage(visitor);
  await does(seed);
  await seeded(seed, "lock");
  await seed.close();
}

/** Someone who has said this before, and is locked. */
export const settled = (visitor: Pick<Visitor, "context">, said: SayBody[]): Promise<void> =>
  inSeed(visitor, (seed) => seeded(seed, "settle", "A", passphrase, said));

export type Until = "answered" | "joined" | "shown" | "matched" | "planned";

/** The two of an example, each in a browser of their own, as far as this; then locked. */
export async function seedCouple(ana: Visitor, ben: Visitor, until: Until, example = "how-often"): Promise<void> {
  const [a, b] = await Promise.all([seedPage(ana), seedPage(ben)]);
  const both = <Name extends keyof Seed>(name: Name, ...what: Step<Name>): Promise<unknown> =>
    Promise.all([seeded(a, name, ...what), seeded(b, name, ...what)]);
  await seeded(a, "settle", "A", passphrase, answersOf(example, 0, "Ana"));
  await seeded(b, "settle", "B", passphrase, answersOf(example, 1, "Ben"));
  if (until !== "answered") {
    await both("together", safeAnswers);
    await seeded(b, "join", await seeded(a, "invite"));
    await seeded(a, "say", { kind: "name", name: "Ana" });
    await seeded(b, "say", { kind: "name", name: "Ben" });
    if (until !== "joined") await both("shareNeeds");
    if (until === "matched" || until === "planned") {
      await both("ready", "both-want");
      await both("match");
    }
    if (until === "planned") {
      await both("ready", "common-ground");
      const held: PlanChoice = { way: "five-minutes-held", times: 3, start: "first" };
      await seeded(a, "propose", held, { way: "date-one-plans", times: 1, start: "either", condition: "it is not on a weekday" });
      await seeded(b, "agree");
    }
    await both("sent");
  }
  await both("lock");
  await Promise.all([a.close(), b.close()]);
}
