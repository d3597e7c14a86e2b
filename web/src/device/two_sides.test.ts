// Ana and Ben, each with devices of their own, and a server between them.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEngineForTest, theyAreSafe } from "./engine_for_test.ts";
import { LocalDevice } from "./local_device.ts";
import { hasServer, ServerForTest } from "./server_for_test.ts";
import type { Side } from "./side.ts";
import { IndexedDbStore } from "./store_indexeddb.ts";
import { until } from "./until_for_test.svelte.ts";

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
  await server.end();
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
      origin: server.origin,
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
    await side.ask({ do: "safety", answers: theyAreSafe });
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

/** Everyone is on the line again, without anyone waiting for it. */
const wakeAll = (): void => {
  for (const wake of wakes) wake();
};
const allSent = (side: Side): Promise<void> => until(() => side.connection === "online" && side.waiting === 0);

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
});
