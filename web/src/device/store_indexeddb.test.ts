import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { HeldElsewhere, StorageBlocked, type Resident } from "./store.ts";
import { IndexedDbStore } from "./store_indexeddb.ts";

const ana: Resident = { id: "ana", label: "A", vault: "v1", holder: "page 1" };
const ben: Resident = { id: "ben", label: "B", vault: "v2", holder: "page 1" };
const record = (id: string, send: "record" | "rest" | "no" = "record", log = "own") =>
  ({ log, id, bytes: `bytes of ${id}`, send }) as const;

let store: IndexedDbStore;
beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  store = new IndexedDbStore();
});

const ids = async (person = "ana"): Promise<string[]> => (await store.records(person)).map(({ id }) => id);

describe("what is kept", () => {
  test("is read again in its order, each person's apart", async () => {
    await store.settle(ana, { records: [record("1")] });
    await store.settle(ben, { records: [record("3")] });
    await store.change("ana", "page 1", { records: [record("2", "no", "couple"), record("0")] });
    expect(await ids()).toEqual(["1", "2", "0"]);
    expect(await ids("ben")).toEqual(["3"]);
    expect(await store.residents()).toEqual([ana, ben]);
    const again = new IndexedDbStore();
    expect((await again.records("ana")).map(({ id }) => id)).toEqual(["1", "2", "0"]);
  });

  test("is replaced in its place", async () => {
    await store.settle(ana, { records: [record("1"), record("2"), record("3")] });
    await store.change("ana", "page 1", { records: [{ ...record("2", "rest"), bytes: "what is left" }] });
    expect(await ids()).toEqual(["1", "2", "3"]);
    expect((await store.records("ana"))[1]).toMatchObject({ bytes: "what is left", send: "rest" });
  });

  test("and replaced by what came from elsewhere, the server is told as before", async () => {
    await store.settle(ana, { records: [record("1"), record("2", "no")] });
    await store.change("ana", "page 1", { records: [record("1", "no"), record("2", "no")] });
    expect((await store.records("ana")).map(({ send }) => send)).toEqual(["record", "no"]);
  });

  test("changes as a whole or not at all", async () => {
    await store.settle(ana, { records: [record("1")] });
    const broken = Object.assign(record("3"), { bytes: () => "cannot be kept" });
    const change = { vault: "v9", records: [record("2"), broken], received: { log: "own", after: 7 } };
    await expect(store.change("ana", "page 1", change)).rejects.toThrow(StorageBlocked);
    expect(await ids()).toEqual(["1"]);
    expect(await store.residents()).toEqual([ana]);
    expect(await store.after("ana", "own")).toBe(0);
  });

  test("is written by the page that unlocked last, and by no other", async () => {
    await store.settle(ana, {});
    await store.hold("ana", "page 2");
    const late = { records: [record("1")], vault: "v9" };
    await expect(store.change("ana", "page 1", late)).rejects.toThrow(HeldElsewhere);
    expect(await ids()).toEqual([]);
    await store.change("ana", "page 2", late);
    expect(await ids()).toEqual(["1"]);
    expect((await store.residents())[0]).toEqual({ ...ana, holder: "page 2", vault: "v9" });
  });

  test("of someone new is refused where they are already", async () => {
    await store.settle(ana, {});
    await expect(store.settle(ana, { records: [record("1")] })).rejects.toThrow(StorageBlocked);
    expect(await ids()).toEqual([]);
  });
});

describe("what the server is told", () => {
  test("is what it does not have, oldest first", async () => {
    const kept = [record("1"), record("2", "no"), record("3"), record("4", "record", "couple"), record("5")];
    await store.settle(ana, { records: kept });
    await store.change("ana", "page 1", { sent: [record("1")] });
    await store.change("ana", "page 1", { records: [record("1", "rest")] });
    const unsent = await store.unsent("ana", "own", 9);
    expect(unsent.map(({ id, send }) => [id, send])).toEqual([["1", "rest"], ["3", "record"], ["5", "record"]]);
    expect((await store.unsent("ana", "own", 2)).map(({ id }) => id)).toEqual(["1", "3"]);
    expect(await store.waiting("ana")).toBe(4);
    await store.change("ana", "page 1", { sent: [record("1"), record("3"), record("5")] });
    expect((await store.unsent("ana", "own", 9)).map(({ id }) => id), "1 was taken back meanwhile").toEqual(["1"]);
    await store.change("ana", "page 1", { sent: [record("1", "rest")] });
    expect(await store.unsent("ana", "own", 9)).toEqual([]);
    expect(await store.waiting("ana")).toBe(1);
  });

  test("is all of this device's once the server has lost it", async () => {
    await store.settle(ana, { records: [record("1"), record("2", "no"), record("3", "record", "couple")] });
    await store.change("ana", "page 1", { sent: [record("1"), record("3", "record", "couple")] });
    expect((await store.newestSent("ana", "own"))?.id).toBe("1");
    await store.change("ana", "page 1", { sendAgain: "own", received: { log: "own", after: 0 } });
    expect((await store.unsent("ana", "own", 9)).map(({ id }) => id)).toEqual(["1"]);
    expect(await store.unsent("ana", "couple", 9)).toEqual([]);
    expect(await store.newestSent("ana", "own")).toBeUndefined();
    await store.change("ana", "page 1", { records: [record("4", "rest")], sendNoMore: "own" });
    expect(await store.waiting("ana")).toBe(0);
  });

  test("how far a log was received, and which are left", async () => {
    await store.settle(ana, { received: { log: "own", after: 3 } });
    await store.settle(ben, {});
    expect([await store.after("ana", "own"), await store.after("ben", "own")]).toEqual([3, 0]);
    const leaving = { log: "couple", author: 1, erase: true, left: false };
    await store.change("ana", "page 1", { leaving });
    await store.change("ana", "page 1", { leaving: { ...leaving, left: true } });
    expect(await store.leaving("ana")).toMatchObject([{ ...leaving, left: true }]);
    expect(await store.leaving("ben")).toEqual([]);
  });
});

describe("who goes", () => {
  test("leaves nothing, and nothing of the others goes", async () => {
    await store.settle(ana, { records: [record("1")], received: { log: "own", after: 3 } });
    await store.settle(ben, { records: [record("2")], received: { log: "own", after: 4 } });
    await store.remove("ana");
    expect(await store.residents()).toEqual([ben]);
    expect([await ids("ana"), await store.after("ana", "own")]).toEqual([[], 0]);
    expect([await ids("ben"), await store.after("ben", "own")]).toEqual([["2"], 4]);
  });

  test("as the last one takes the database along, also from under another page", async () => {
    const other = new IndexedDbStore();
    await store.settle(ana, { records: [record("1")] });
    expect(await other.residents()).toEqual([ana]);
    await store.remove("ana");
    expect(await indexedDB.databases()).toEqual([]);
    expect(await other.residents()).toEqual([]);
  });
});

test("what the browser closed under a page is opened again", async () => {
  const opening = vi.spyOn(indexedDB, "open");
  await store.settle(ana, { records: [record("1")] });
  const opened = opening.mock.results.flatMap((made) => (made.type === "return" ? [made.value.result] : []));
  expect(opened).toHaveLength(1);
  for (const database of opened) database.close();
  await store.change("ana", "page 1", { records: [record("2")] });
  expect(await ids()).toEqual(["1", "2"]);
});

test("a browser that keeps nothing says so", async () => {
  vi.stubGlobal("indexedDB", undefined);
  await expect(new IndexedDbStore().residents()).rejects.toThrow(StorageBlocked);
});
