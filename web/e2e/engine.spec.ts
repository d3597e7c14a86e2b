// The engine in Chromium: the core in its worker, passphrases in theirs.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

const transcripts = new URL("../../build/transcripts/", import.meta.url);
const vectors = new URL("../../tests/vectors/plan/", import.meta.url);

// A page that went nowhere but to its own server, and complained of nothing.
test.beforeEach(async ({ page, baseURL }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseURL}/`) && !url.startsWith("data:")) complaints.push(url);
  });
  await page.goto("/engine.html");
  await page.waitForFunction(() => "page" in window);
  expect(complaints).toEqual([]);
});

test("stories go as in the other builds", async ({ page }) => {
  const names = readdirSync(transcripts).filter((file) => file.endsWith(".jsonl"));
  expect(names).toEqual(expect.arrayContaining(["WholeWay.jsonl", "vectors_couple.jsonl"]));
  for (const name of names) {
    const transcript = readFileSync(new URL(name, transcripts), "utf8");
    const replayed = await page.evaluate((text) => window.page.replay(text), transcript);
    expect(replayed.difference, name).toBeUndefined();
    expect(replayed.requests, name).toBeGreaterThan(0);
  }
});

test("plans are those of the other builds", async ({ page }) => {
  const problem = readFileSync(new URL("problems/how-often.json", vectors), "utf8");
  const answer = await page.evaluate(async (text) => (await window.page.start()).plan(text), problem);
  const { stats, ...rest } = answer;
  expect(stats.nodes).toBeGreaterThan(0);
  const kept = readFileSync(new URL("how-often.json", vectors), "utf8").trimEnd();
  expect(rest).toEqual(JSON.parse(`${kept.replace(/}$/, "}")}}`));
});

// Someone makes a vault, says something, locks, and opens it again with the passphrase.
async function secondVisit(page: Page, passphrase: string): Promise<string> {
  return page.evaluate(async (words) => {
    const engine = await window.page.start();
    const cost = engine.freshCost();
    const key = await engine.passphraseKey("four plain words here", cost);
    const made = await engine.ask({ do: "create", key, ...cost });
    if (made.error) return made.error.code;
    const stored = made.work.filter((work) => work.do === "store").map((work) => work.bytes);
    const vault = made.work.find((work) => work.do === "vault")?.bytes ?? "";
    await engine.ask({ do: "stored" });
    const said = await engine.ask({ do: "say", say: [{ kind: "about-me", adult: true, name: "Ana" }] });
    if (said.error) return said.error.code;
    stored.push(...said.work.filter((work) => work.do === "store").map((work) => work.bytes));
    await engine.ask({ do: "stored" });
    engine.stop();

    const again = await window.page.start();
    const head = await again.ask({ do: "vault-head", vault });
    if (head.error) return head.error.code;
    const other = await again.passphraseKey(words, head.reply);
    const opened = await again.ask({ do: "unlock", vault, key: other });
    if (opened.error) return opened.error.code;
    await again.ask({ do: "load", records: stored, last: true });
    const mine = await again.ask({ do: "view", view: "mine" });
    again.stop();
    return JSON.stringify(mine.error ?? mine.reply);
  }, passphrase);
}

test("a vault is opened with its passphrase, however it was typed", async ({ page }) => {
  const mine = '{"said":[{"kind":"about-me","adult":true,"name":"Ana"}]}';
  expect(await secondVisit(page, "four plain words here")).toBe(mine);
  // With a full-width w, as some keyboards write it.
  expect(await secondVisit(page, "four plain \uff57ords here")).toBe(mine);
  expect(await secondVisit(page, "four plain words there")).toBe("vault");
});

test("answers come in the order of the questions, and the page goes on meanwhile", async ({ page }) => {
  const result = await page.evaluate(async () => {
    const engine = await window.page.start();
    let frames = 0;
    const count = (): void => {
      ++frames;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const key = engine.passphraseKey("four plain words here", engine.freshCost());
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => engine.ask({ do: "view", view: "way" })),
    );
    await key;
    return { codes: codes.map((answer) => answer.error?.code), frames };
  });
  expect(result.codes).toEqual(Array<string>(5).fill("locked"));
  expect(result.frames).toBeGreaterThan(0);
});

test("what fails is said by name, and nothing hangs", async ({ page }) => {
  const failed = await page.evaluate(async () => {
    const name = (error: unknown): string =>
      error instanceof Error ? `${error.name}: ${error.message}` : "?";
    const { module, pack, Engine } = window.page;
    const noPack = await Engine.start({ module, pack: "{}" }).catch(name);
    const other = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const notTheCore = await Engine.start({ module: other, pack }).catch(name);
    const engine = await window.page.start();
    const salt = "AAAAAAAAAAAAAAAAAAAAAA";
    const cost = await engine.passphraseKey("a", { salt, passes: 0, kibibytes: 64 }).catch(name);
    const waiting = engine.ask({ do: "view", view: "way" }).catch(name);
    engine.stop();
    const after = await engine.ask({ do: "view", view: "way" }).catch(name);
    return { noPack, notTheCore, cost, waiting: await waiting, after };
  });
  expect(failed).toEqual({
    noPack: "EngineStopped: bad-pack",
    notTheCore: "EngineStopped: TypeError",
    cost: "EngineStopped: cost-out-of-range",
    waiting: "EngineStopped: stopped",
    after: "EngineStopped: stopped",
  });
});
