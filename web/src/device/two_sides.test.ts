// Ana and Ben, each with devices of their own, and a server between them.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { safeAnswers } from "../content/pack_for_test.ts";
import type { LogState } from "../engine/session_types.ts";
import { startEngineForTest } from "./engine_for_test.ts";
import { Http } from "./http.ts";
import { LocalDevice } from "./local_device.ts";
import { hasServer, ServerForTest } from "./server_for_test.ts";
import type { Side } from "./side.ts";
import { StorageBlocked } from "./store.ts";
import { IndexedDbStore } from "./store_indexeddb.ts";
import { until } from "./until_for_test.svelte.ts";

const day = 24 * 3600 * 1000;
const passphrase = "four plain words here";

let server: ServerForTest;
let open: Side[];
let wakes: Set<() => void>;

beforeEach(async () => {
  server = new ServerForTest();
  open = [];
  wakes = new Set();
  await server.start();
});
afterEach(async () => {
  for (const side of open) side.lock();
  await server.remove();
});

/** A browser of its own, and what was said to whoever had it open. */
class Phone {
  readonly storage = new IDBFactory();
  readonly store = this.#store();
  readonly overs: string[] = [];
  clockIsOff = 0;
  readonly #tab = this.tab();

  #store(): IndexedDbStore {
    return new IndexedDbStore(() => this.storage);
  }
  tab(): LocalDevice {
    return new LocalDevice({
      store: this.#store(),
      startEngine: () => startEngineForTest(() => Date.now() + this.clockIsOff),
      origin: server.url,
      wakes: (wake) => {
        wakes.add(wake);
        return () => wakes.delete(wake);
      },
      over: (why) => this.overs.push(why),
    });
  }
  async someone(name: string): Promise<Side> {
    const side = taken(await this.#tab.create(name, passphrase));
    expect(await side.say({ kind: "about-me", adult: true, name })).toBeUndefined();
    await side.ask({ do: "safety", answers: safeAnswers });
    await side.ask({ do: "together", on: true });
    return side;
  }
  async unlock(person: string, tab = this.#tab): Promise<Side> {
    return taken(await tab.unlock(person, passphrase));
  }
  async recover(words: number[]): Promise<Side> {
    return taken(await this.#tab.recover("again", words, passphrase));
  }
}

function taken(unlocked: { side: Side } | { error: unknown }): Side {
  if ("error" in unlocked) throw new Error(JSON.stringify(unlocked.error));
  open.push(unlocked.side);
  return unlocked.side;
}

const secretOf = (link: string): string => new URL(link).hash.slice("#i=".length);

async function linkOf(side: Side): Promise<string> {
  const made = await side.makeInvite();
  if ("error" in made) throw new Error(JSON.stringify(made.error));
  return made.link;
}

async function wordsOf(side: Side): Promise<number[]> {
  const made = await side.backUp();
  if ("error" in made) throw new Error(JSON.stringify(made.error));
  return made.words;
}

/** Everyone is on the line again, without anyone waiting for it. */
const wakeAll = (): void => {
  for (const wake of wakes) wake();
};
const allSent = (side: Side): Promise<void> => until(() => side.connection === "online" && side.waiting === 0);

async function isAtServer({ log, person, device, proof }: LogState): Promise<boolean> {
  const asked = await new Http(server.url).post("/v1/logs/devices", { log, person, device, proof });
  if (asked.error) expect(asked.error.code).toBe("unknown-log");
  return !asked.error;
}

async function couple(): Promise<{ ana: Side; ben: Side; anas: Phone; bens: Phone }> {
  const [anas, bens] = [new Phone(), new Phone()];
  const [ana, ben] = [await anas.someone("Ana"), await bens.someone("Ben")];
  expect(await ben.joinWith(secretOf(await linkOf(ana)))).toEqual({});
  await until(() => ana.words.words !== null && ben.words.words !== null);
  return { ana, ben, anas, bens };
}

describe.skipIf(!hasServer)("two sides", () => {
  test("come together by a link, and see the same four words", async () => {
    const { ana, ben } = await couple();
    expect(ana.words.words).toEqual(ben.words.words);
    expect([ana.trouble, ben.trouble]).toEqual(["none", "none"]);
    await allSent(ana);
    await allSent(ben);
  });

  test("see what the other shows, until it is taken back", async () => {
    const { ana, ben, bens } = await couple();
    await ana.say({ kind: "need", need: "calm", importance: 3, met: 1 });
    expect(await ana.share({ kind: "need", need: "calm" })).toBeUndefined();
    await until(() => ben.shown.theirs.length === 1);
    expect(ben.shown.theirs[0]?.snapshot).toEqual({ kind: "need", need: "calm", importance: 3, met: 1 });
    await ana.ask({ do: "unshare", share: ana.shown.mine[0]?.share ?? "" });
    await until(() => ben.shown.theirs.length === 0);
    await allSent(ana);
    // What is left of it has no text, here and there.
    const rests = (await bens.store.records(ben.person)).filter(({ bytes }) => Buffer.from(bytes, "base64url")[32] === 0x81);
    expect(rests).toHaveLength(1);
  });

  test("know that the other has shown something since they were here, until it was looked at", async () => {
    const { ana, ben, bens } = await couple();
    await ana.say({ kind: "need", need: "calm", importance: 3, met: 1 }, { kind: "need", need: "touch", importance: 2, met: 1 });
    await ana.share({ kind: "need", need: "calm" });
    await until(() => ben.hasNewPieces);
    ben.lookedAtPieces();
    expect(ben.hasNewPieces).toBe(false);
    await allSent(ben);
    ben.lock();
    await ana.share({ kind: "need", need: "touch" });
    await allSent(ana);
    const again = await bens.unlock(ben.person);
    await until(() => again.hasNewPieces);
    // Nothing of it is kept: what was here when somebody unlocks is not told of again.
    await allSent(again);
    again.lock();
    const later = await bens.unlock(ben.person);
    expect(later.shown.theirs).toHaveLength(2);
    expect(later.hasNewPieces).toBe(false);
  });

  test("say things while there is no server, and it gets them when it is back", async () => {
    const { ana, ben, bens } = await couple();
    await server.kill();
    await until(() => ana.connection === "offline" && ben.connection === "offline");
    await ana.say({ kind: "meaning", of: "closeness", text: "Being awake together." });
    await ana.share({ kind: "meaning", of: "closeness" });
    await ben.say({ kind: "note", slot: 1, text: "For me." });
    expect([ana.waiting, ben.waiting]).toEqual([2, 1]);
    ben.lock();
    await server.start();
    wakeAll();
    await allSent(ana);
    const again = await bens.unlock(ben.person);
    await until(() => again.shown.theirs.length === 1);
    await allSent(again);
  });

  test("are in step again after the server was put back to an earlier day", async () => {
    const { ana, ben, anas, bens } = await couple();
    await allSent(ana);
    await allSent(ben);
    await server.kill();
    const { putBack } = server.copyStore();
    await server.start();
    wakeAll();
    await ana.say({ kind: "gift", text: "Tea." });
    await ben.say({ kind: "gift", text: "A walk." });
    await until(() => ana.hear.gifts.length === 2 && ben.hear.gifts.length === 2);
    await allSent(ana);
    await allSent(ben);
    await server.kill();
    putBack();
    ben.lock();
    await server.start();
    wakeAll();
    // By their numbers nothing is missing any more when Ben comes, and what he said is.
    await ana.say({ kind: "gift", text: "An hour." });
    await allSent(ana);
    const there = await bens.unlock(ben.person);
    await until(() => there.hear.gifts.length === 3);
    // Whoever comes with nothing finds all of it there.
    const words = await wordsOf(ana);
    await allSent(there);
    const again = await new Phone().recover(words);
    await until(() => again.hear.gifts.length === 3);
    expect([ana.trouble, there.trouble, again.trouble]).toEqual(["none", "none", "none"]);
    expect((await anas.store.records(ana.person)).some(({ send }) => send === "record")).toBe(false);
  });

  test("write more at once than the server takes at once", async () => {
    const ana = await new Phone().someone("Ana");
    await allSent(ana);
    await server.kill();
    await server.start("--appends-at-once=10", "--appends-per-minute=3000");
    wakeAll();
    const notes = Array.from({ length: 80 }, (_, i) => ({ kind: "note", slot: i + 1, text: "For me." }) as const);
    expect(await ana.say(...notes)).toBeUndefined();
    await allSent(ana);
    expect(ana.trouble).toBe("none");
  });

  test("are told of a clock that is days wrong, and what it hid comes when it is right", async () => {
    const { ana, ben, anas, bens } = await couple();
    anas.clockIsOff = 3 * day;
    await ana.say({ kind: "gift", text: "Tea." });
    await until(() => ben.trouble === "clock");
    expect(ben.hear.gifts).toEqual([]);
    // What he writes has a higher number, and does not hide what is before it.
    expect(await ben.say({ kind: "gift", text: "A walk." })).toBeUndefined();
    await allSent(ben);
    wakeAll();
    await until(() => ben.connection === "connecting");
    await until(() => ben.trouble === "clock");
    bens.clockIsOff = 2 * day;
    wakeAll();
    await until(() => ben.hear.gifts.length === 2 && ben.trouble === "none");
  });

  test("are given again what a full browser could not keep", async () => {
    const { ana, ben } = await couple();
    await allSent(ben);
    const { change } = IndexedDbStore.prototype;
    const full = vi.spyOn(IndexedDbStore.prototype, "change");
    const refused = new Promise<void>((resolve) => {
      full.mockImplementation(function (this: IndexedDbStore, person, holder, what) {
        if (person !== ben.person || !what.received) return change.call(this, person, holder, what);
        resolve();
        return Promise.reject(new StorageBlocked(true));
      });
    });
    await ana.say({ kind: "gift", text: "Tea." });
    await refused;
    await ana.say({ kind: "gift", text: "A walk." });
    await allSent(ana);
    full.mockRestore();
    expect(ben.hear.gifts).toEqual([]);
    await until(() => ana.hear.gifts.length === 2);
    wakeAll();
    await until(() => ben.hear.gifts.length === 2);
    expect(ben.trouble).toBe("none");
  });

  test("live in one tab at a time", async () => {
    const phone = new Phone();
    const ana = await phone.someone("Ana");
    await ana.say({ kind: "note", slot: 1, text: "In the first." });
    const there = await phone.unlock(ana.person, phone.tab());
    await until(() => ana.mine.length === 0);
    expect(phone.overs).toEqual(["elsewhere"]);
    expect(there.mine).toContainEqual({ kind: "note", slot: 1, text: "In the first." });
    expect(await there.say({ kind: "note", slot: 1, text: "In the second." })).toBeUndefined();
    await allSent(there);
  });
});

describe.skipIf(!hasServer)("an invite", () => {
  test("is the same until it is made anew, and then the one before leads nowhere", async () => {
    const [ana, ben] = [await new Phone().someone("Ana"), await new Phone().someone("Ben")];
    const link = await linkOf(ana);
    expect(await linkOf(ana)).toBe(link);
    const anew = await ana.makeInvite(true);
    if ("error" in anew) throw new Error("no invite");
    expect(anew.link).not.toBe(link);
    await allSent(ana);
    expect(await ben.joinWith(secretOf(link))).toEqual({ error: "unknown-invite" });
    expect(await ben.joinWith(secretOf(anew.link))).toEqual({});
    await until(() => ana.words.words !== null);
  });

  test("is taken by one, and whoever comes later is told so", async () => {
    const [ana, ben, kim] = await Promise.all(["Ana", "Ben", "Kim"].map((name) => new Phone().someone(name)));
    if (!ana || !ben || !kim) throw new Error("nobody");
    const secret = secretOf(await linkOf(ana));
    expect(await ben.joinWith(secret)).toEqual({});
    expect(await kim.joinWith(secret)).toEqual({ error: "invite-used" });
    expect(await ben.joinWith(secret)).toMatchObject({ error: { code: "couple" } });
  });

  test("of somebody who has no server is made when there is one", async () => {
    const [ana, ben] = [await new Phone().someone("Ana"), await new Phone().someone("Ben")];
    await allSent(ana);
    await server.kill();
    await until(() => ana.connection === "offline" && ben.connection === "offline");
    expect(await ana.makeInvite()).toEqual({ error: "offline" });
    const secret = ana.invite.invite?.secret ?? "";
    expect(await ben.joinWith(secret)).toEqual({ error: "offline" });
    await server.start();
    wakeAll();
    expect(await linkOf(ana)).toContain(secret);
    expect(await ben.joinWith(secret)).toEqual({});
  });

  test("whose sender lost the answer was taken all the same", async () => {
    const [ana, ben] = [await new Phone().someone("Ana"), await new Phone().someone("Ben")];
    const secret = secretOf(await linkOf(ana));
    await allSent(ben);
    const joining = ben.joinWith(secret);
    await until(() => ben.logs.couple !== null);
    await server.kill();
    await joining;
    await server.start();
    wakeAll();
    await until(() => ana.words.words !== null && ben.words.words !== null);
  });
});

describe.skipIf(!hasServer)("twelve words", () => {
  test("bring everything onto another device, which goes on from there", async () => {
    const { ana, ben } = await couple();
    await ana.say({ kind: "need", need: "calm", importance: 3, met: 1 });
    await ana.share({ kind: "need", need: "calm" });
    const words = await wordsOf(ana);
    expect(words).toHaveLength(12);
    const again = await new Phone().recover(words);
    await until(() => again.logs.couple?.author != null && again.shown.mine.length === 1);
    expect(again.mine).toEqual(ana.mine);
    expect(again.words.words).toEqual(ben.words.words);
    expect(await again.say({ kind: "gift", text: "From the new one." })).toBeUndefined();
    await until(() => ana.hear.gifts.length === 1 && ben.hear.gifts.length === 1);
    await ana.say({ kind: "note", slot: 1, text: "From the old one." });
    await until(() => again.mine.some(({ kind }) => kind === "note"));
  });

  test("that are none, or lead nowhere, say so; and without a server nothing is promised", async () => {
    const ana = await new Phone().someone("Ana");
    const words = await wordsOf(ana);
    const phone = new Phone();
    const device = phone.tab();
    const none = words.map(() => 0);
    expect(await device.recover("again", none, passphrase)).toEqual({ error: "bad-words" });
    expect(await ana.deleteEverything(words)).toEqual({});
    expect(await device.recover("again", words, passphrase)).toEqual({ error: "unknown-backup" });
    await server.kill();
    expect(await device.recover("again", words, passphrase)).toEqual({ error: "offline" });
    expect(await phone.store.residents()).toEqual([]);
  });

  test("are shown only when they lead somewhere", async () => {
    const ana = await new Phone().someone("Ana");
    await server.kill();
    expect(await ana.backUp()).toEqual({ error: "offline" });
  });
});

describe.skipIf(!hasServer)("leaving", () => {
  test("the partner is told, and both can be two with somebody again", async () => {
    const { ana, ben } = await couple();
    expect(await ana.leaveCouple(false)).toBeUndefined();
    await until(() => ben.way.partner?.left === true);
    expect(await ana.joinWith(secretOf(await linkOf(ben)))).toEqual({});
    await until(() => ana.words.words !== null && ben.words.words !== null);
    expect([ana.trouble, ben.trouble]).toEqual(["none", "none"]);
  });

  test("deleting everything on one device closes the others, and none of them brings it back", async () => {
    const ana = await new Phone().someone("Ana");
    const again = await new Phone().recover(await wordsOf(ana));
    await until(() => again.logs.own.author !== null && again.connection === "online");
    expect(await again.deleteEverything()).toEqual({});
    await until(() => ana.trouble === "left-elsewhere");
    expect(await ana.say({ kind: "note", slot: 1, text: "Here alone." })).toBeUndefined();
    expect(ana.trouble).toBe("left-elsewhere");
  });

  test("deleting everything while another device is away, that one asks before anything comes back from it", async () => {
    const anas = new Phone();
    const ana = await anas.someone("Ana");
    await ana.say({ kind: "note", slot: 1, text: "From before." });
    const again = await new Phone().recover(await wordsOf(ana));
    await until(() => again.mine.some(({ kind }) => kind === "note") && again.logs.own.author !== null);
    ana.lock();
    expect(await again.deleteEverything()).toEqual({});
    const later = await anas.unlock(ana.person);
    await until(() => later.trouble === "own-log-gone");
    expect(await isAtServer(later.logs.own)).toBe(false);
    // The server lost it, as far as she knows.
    expect(later.canSendAgain).toBe(true);
    later.sendAgain();
    await until(() => later.trouble === "none" && later.connection === "online");
    const third = await new Phone().recover(await wordsOf(later));
    await until(() => third.mine.some(({ kind }) => kind === "note"));
    expect(await isAtServer(later.logs.own)).toBe(true);
  });

  test("only the device that began can make the own log again", async () => {
    const anas = new Phone();
    const ana = await new Phone().someone("Ana");
    const again = await anas.recover(await wordsOf(ana));
    await until(() => again.logs.own.author !== null && again.connection === "online");
    again.lock();
    expect(await ana.deleteEverything()).toEqual({});
    const later = await anas.unlock(again.person);
    await until(() => later.trouble === "own-log-gone");
    expect(later.canSendAgain).toBe(false);
    expect(await later.deleteEverything()).toEqual({});
  });

  test("without a server, it hears of it later", async () => {
    const { ana, ben, anas } = await couple();
    await server.kill();
    await until(() => ana.connection === "offline" && ben.connection === "offline");
    expect(await ana.leaveCouple(true)).toBeUndefined();
    ana.lock();
    await server.start();
    wakeAll();
    const again = await anas.unlock(ana.person);
    await until(() => ben.way.partner?.left === true);
    await allSent(again);
    expect(again.trouble).toBe("none");
  });

  test("comes before being two with somebody else", async () => {
    const { ana, ben, anas } = await couple();
    await server.kill();
    await until(() => ana.connection === "offline");
    await ana.leaveCouple(false);
    expect(await ana.makeInvite()).toEqual({ error: "offline" });
    await server.start();
    wakeAll();
    expect(await ana.makeInvite()).toHaveProperty("link");
    await until(() => ben.way.partner?.left === true);
    expect((await anas.store.leaving(ana.person)).every(({ left }) => left)).toBe(true);
  });

  test("an invite that nobody took, while there was no server, is done when there is one", async () => {
    const anas = new Phone();
    const ana = await anas.someone("Ana");
    await linkOf(ana);
    await allSent(ana);
    await server.kill();
    await until(() => ana.connection === "offline");
    expect(await ana.makeInvite(true)).toEqual({ error: "offline" });
    ana.lock();
    await server.start();
    const again = await anas.unlock(ana.person);
    await again.ask({ do: "safety", answers: safeAnswers });
    expect(await again.makeInvite()).toHaveProperty("link");
    await allSent(again);
    expect((await anas.store.leaving(ana.person)).map(({ left }) => left)).toEqual([true]);
    expect(again.trouble).toBe("none");
  });

  test("with everything leaves nothing here, and nothing there", async () => {
    const { ana, ben, anas, bens } = await couple();
    const words = await wordsOf(ana);
    await ana.say({ kind: "note", slot: 1, text: "For me." });
    const claims = [ana.logs.own, ana.logs.couple, ben.logs.own].filter((claim) => claim !== null);
    expect(claims).toHaveLength(3);
    expect(await ana.deleteEverything(words)).toEqual({});
    expect(await anas.storage.databases()).toEqual([]);
    expect(ana.mine).toEqual([]);
    await until(() => ben.way.partner?.left === true);
    expect(await ben.deleteEverything()).toEqual({});
    expect(await bens.storage.databases()).toEqual([]);
    expect(await new Phone().tab().recover("again", words, passphrase)).toEqual({ error: "unknown-backup" });
    for (const claim of claims) expect(await isAtServer(claim)).toBe(false);
  });

  test("with everything needs the server: without it all stays", async () => {
    const phone = new Phone();
    const ana = await phone.someone("Ana");
    await server.kill();
    expect(await ana.deleteEverything()).toEqual({ error: "offline" });
    expect(await phone.store.residents()).toHaveLength(1);
    expect(await ana.say({ kind: "note", slot: 1, text: "Still here." })).toBeUndefined();
  });
});
