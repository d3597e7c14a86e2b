// One person on one device, with the core and the browser's database.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { EngineLike } from "../engine/engine.ts";
import { startEngineForTest } from "./engine_for_test.ts";
import { LocalDevice } from "./local_device.ts";
import type { Side } from "./side.ts";
import { StorageBlocked } from "./store.ts";
import { IndexedDbStore } from "./store_indexeddb.ts";

const adult = { kind: "about-me", adult: true, name: "Ana" } as const;
const need = { kind: "need", need: "calm", importance: 3, met: 1 } as const;
const passphrase = "four plain words here";

let store: IndexedDbStore;
let engines: EngineLike[];
let overs: string[];
let device: LocalDevice;

const page = (): LocalDevice =>
  new LocalDevice({
    store: new IndexedDbStore(),
    startEngine: async () => {
      const engine = await startEngineForTest();
      engines.push(engine);
      return engine;
    },
    origin: "http://127.0.0.1:1",
    wakes: () => () => undefined,
    over: (why) => overs.push(why),
  });

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  store = new IndexedDbStore();
  engines = [];
  overs = [];
  device = page();
});

async function someone(on = device): Promise<Side> {
  const made = await on.create("A", passphrase);
  if ("error" in made) throw new Error(String(made.error));
  expect(await made.side.say(adult)).toBeUndefined();
  return made.side;
}
async function unlocked(person: string, on = device): Promise<Side> {
  const opened = await on.unlock(person, passphrase);
  if ("error" in opened) throw new Error(String(opened.error));
  return opened.side;
}

describe("someone", () => {
  test("finds what they said when they come again, and nobody without the passphrase", async () => {
    const ana = await someone();
    await ana.say(need, { kind: "note", slot: 1, text: "For me." });
    const said = ana.mine;
    expect(said).toContainEqual(need);
    ana.lock();
    expect(ana.mine).toEqual([]);
    expect(await ana.say(need)).toEqual({ code: "locked" });
    expect(await ana.makeInvite()).toEqual({ error: { code: "locked" } });
    expect(await ana.backUp()).toEqual({ error: { code: "locked" } });
    expect(await device.unlock(ana.person, "another one")).toEqual({ error: "wrong-passphrase" });
    expect((await unlocked(ana.person)).mine).toEqual(said);
    expect(overs).toEqual([]);
  });

  test("lives beside another on the same device", async () => {
    const ana = await someone();
    await ana.say(need);
    ana.lock();
    const ben = await someone();
    expect(ben.mine).toEqual([adult]);
    ben.lock();
    expect((await store.residents()).length).toBe(2);
    await store.remove(ana.person);
    expect((await unlocked(ben.person)).mine).toEqual([adult]);
  });

  test("has another passphrase after changing it, who knew the one before", async () => {
    const ana = await someone();
    expect(await ana.changePassphrase("another one", "other words")).toEqual({ error: "wrong-passphrase" });
    expect(await ana.changePassphrase(passphrase, "other words")).toEqual({});
    ana.lock();
    expect(await device.unlock(ana.person, passphrase)).toEqual({ error: "wrong-passphrase" });
    expect(await device.unlock(ana.person, "other words")).toHaveProperty("side");
  });

  test("whose vault or records were damaged is told so", async () => {
    const ana = await someone();
    ana.lock();
    const [resident] = await store.residents();
    const [kept] = await store.records(ana.person);
    if (!resident || !kept) throw new Error("nothing was kept");
    await store.change(ana.person, resident.holder, { records: [{ ...kept, bytes: "AAAA" }] });
    expect(await device.unlock(ana.person, passphrase)).toEqual({ error: "damaged" });
    await store.change(ana.person, (await store.residents())[0]?.holder ?? "", { vault: "AAAA" });
    expect(await device.unlock(ana.person, passphrase)).toEqual({ error: "damaged" });
  });
});

describe("what was said", () => {
  test("is taken back step by step, to how it was since unlocking", async () => {
    const ana = await someone();
    await ana.say(need);
    ana.lock();
    const again = await unlocked(ana.person);
    expect(again.canUndo).toBe(false);
    const before = again.mine;
    await again.say({ ...need, importance: 4 }, { kind: "note", slot: 1, text: "For me." });
    await again.say({ kind: "need", need: "calm" });
    expect(again.mine).toHaveLength(2);
    await again.undo();
    expect(again.mine).toContainEqual({ ...need, importance: 4 });
    await again.undo();
    expect(again.mine).toEqual(before);
    expect(again.canUndo).toBe(false);
    expect(await again.undo()).toBeUndefined();
    expect(again.mine).toEqual(before);
  });

  test("all at once stands in the order in which it was said", async () => {
    const ana = await someone();
    const texts = Array.from({ length: 20 }, (_, i) => `${i}.`);
    await Promise.all(texts.map((text) => ana.say({ kind: "note", slot: 1, text })));
    expect(ana.mine).toContainEqual({ kind: "note", slot: 1, text: "19." });
    for (let i = 0; i < 10; ++i) await ana.undo();
    expect(ana.mine).toContainEqual({ kind: "note", slot: 1, text: "9." });
    expect(ana.waiting).toBe(2 + 20 + 10);
  });

  test("is refused as a whole", async () => {
    const ana = await someone();
    const refused = await ana.say(need, { kind: "gift", text: "Tea." });
    expect(refused).toMatchObject({ code: "closed" });
    expect(ana.mine).toEqual([adult]);
    expect(ana.canUndo).toBe(false);
  });

  test("was not said if the browser did not keep it, and can be said again", async () => {
    const ana = await someone();
    const full = vi.spyOn(IndexedDbStore.prototype, "change").mockRejectedValueOnce(new StorageBlocked(true));
    expect(await ana.say(need)).toEqual({ code: "not-kept", full: true });
    full.mockRestore();
    expect([ana.mine, ana.canUndo]).toEqual([[adult], false]);
    expect(await ana.say(need)).toBeUndefined();
    ana.lock();
    expect((await unlocked(ana.person)).mine).toEqual([adult, need]);
  });
});

describe("a side is over", () => {
  test("in the page that had it, once another has it", async () => {
    const ana = await someone();
    const there = page();
    const other = await unlocked(ana.person, there);
    await other.say(need);
    expect(await ana.say({ kind: "note", slot: 1, text: "Late." })).toEqual({ code: "locked" });
    expect(overs).toEqual(["elsewhere"]);
    expect(ana.mine).toEqual([]);
    other.lock();
    expect((await unlocked(ana.person, there)).mine).toEqual([adult, need]);
  });

  test("when the core stops, and what was kept is there afterwards", async () => {
    const ana = await someone();
    engines.at(-1)?.stop();
    expect(await ana.say(need)).toEqual({ code: "locked" });
    expect(overs).toEqual(["stopped"]);
    expect((await unlocked(ana.person)).mine).toEqual([adult]);
  });
});

test("a browser that keeps nothing is named when someone begins", async () => {
  vi.stubGlobal("indexedDB", undefined);
  expect(await device.create("A", passphrase)).toEqual({ error: { code: "not-kept", full: false } });
});
