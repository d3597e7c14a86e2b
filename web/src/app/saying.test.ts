// What is said on a stage, with the core and the browser's database.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { find } from "./answers.ts";
import { setSide } from "./current.svelte.ts";
import { startEngineForTest } from "../device/engine_for_test.ts";
import { LocalDevice } from "../device/local_device.ts";
import type { Side } from "../device/side.ts";
import { IndexedDbStore } from "../device/store_indexeddb.ts";
import { Saying } from "./saying.svelte.ts";

let ana: Side;

beforeEach(async () => {
  const device = new LocalDevice({
    store: new IndexedDbStore(),
    startEngine: startEngineForTest,
    origin: "http://127.0.0.1:1",
    wakes: () => () => undefined,
    over: () => undefined,
  });
  const made = await device.create("A", "four plain words here");
  if ("error" in made) throw new Error(JSON.stringify(made.error));
  ana = made.side;
  setSide(ana);
  await ana.say({ kind: "about-me", adult: true });
});
afterEach(() => {
  setSide(undefined);
  ana.lock();
});

const picture = { kind: "picture", slot: 1 } as const;

test("two changes of one picture, close after each other, both last", async () => {
  const saying = new Saying();
  await Promise.all([saying.change(picture, { text: "a door" }), saying.change(picture, { notice: "it is open" })]);
  expect(find(ana.mine, "picture", { slot: 1 })).toEqual({ ...picture, text: "a door", notice: "it is open" });
  await saying.change(picture, { text: undefined });
  expect(find(ana.mine, "picture", { slot: 1 })).toEqual({ ...picture, notice: "it is open" });
});

test("what is still being kept when another screen is shown is not undone from there", async () => {
  const saying = new Saying();
  saying.begin("one");
  const said = saying.change(picture, { text: "a door" });
  saying.begin("two");
  await said;
  expect(saying.saidHere).toBe(false);
  await saying.change(picture, { text: "a window" });
  expect(saying.saidHere).toBe(true);
  await saying.undo();
  expect(find(ana.mine, "picture", { slot: 1 })?.text).toBe("a door");
});

test("a refusal is told in words, and does not hold up what is said after", async () => {
  const saying = new Saying();
  expect(await saying.change({ kind: "meaning", of: "sex" }, { text: "x".repeat(601) })).toBeDefined();
  expect(saying.wrong).not.toBe("");
  expect(await saying.change({ kind: "meaning", of: "sex" }, { text: "play" })).toBeUndefined();
  expect(saying.wrong).toBe("");
});

test("what comes after locking is dropped, and breaks nothing", async () => {
  const saying = new Saying();
  setSide(undefined);
  expect(await saying.change(picture, { text: "a door" })).toBeUndefined();
});
