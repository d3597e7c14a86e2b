// This device: who has a vault here, and how they are unlocked.
import type { Over, Refusal } from "./host.ts";
import type { LocalDevice } from "./local_device.ts";
import type { Side } from "./side.ts";
import type { Resident } from "./store.ts";
import { IndexedDbStore } from "./store_indexeddb.ts";

export type Unlocked = { side: Side } | { error: "wrong-passphrase" | "damaged" | Refusal };

export type Recovered = Unlocked | { error: "offline" | "unknown-backup" | "bad-words" };

export interface Device {
  residents(): Promise<Resident[]>;
  /** Someone new, unlocked. */
  create(label: string, passphrase: string): Promise<Unlocked>;
  unlock(person: string, passphrase: string): Promise<Unlocked>;
  /** Someone who has been elsewhere, by their twelve words. Needs the server. */
  recover(label: string, words: number[], passphrase: string): Promise<Recovered>;
  relabel(person: string, label: string): Promise<void>;
  /** Takes what is kept of this person from this device alone. */
  remove(person: string): Promise<void>;
  /** Brings what unlocking needs, while somebody writes their passphrase. */
  prepare(): void;
}

/**
 * This browser. `over` is called when a side is over without having been locked by its person: it was
 * unlocked in another tab (`elsewhere`), or the core stopped (`stopped`).
 */
export function openDevice(over: (why: Over) => void): Device {
  const store = new IndexedDbStore();
  // Who is here is known from the store alone: the first page does without the rest.
  let whole: Promise<LocalDevice> | undefined;
  const local = (): Promise<LocalDevice> => {
    whole ??= import("./whole_device.ts").then(({ wholeDevice }) => wholeDevice(store, over));
    whole.catch(() => (whole = undefined));
    return whole;
  };
  return {
    residents: () => store.residents(),
    relabel: (person, label) => store.relabel(person, label),
    remove: (person) => store.remove(person),
    create: async (...of) => (await local()).create(...of),
    unlock: async (...of) => (await local()).unlock(...of),
    recover: async (...of) => (await local()).recover(...of),
    // Where it does not come, unlocking asks again and says so.
    prepare: () => void local().catch(() => undefined),
  };
}
