// This device: who has a vault here, and how they are unlocked.
import coreUrl from "../../../build/wasm/core.wasm?url";
import { loadPack } from "../content/pack.ts";
import { Engine } from "../engine/engine.ts";
import type { Over, Refusal } from "./host.ts";
import { LocalDevice } from "./local_device.ts";
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
}

// The network is back, or somebody looks at the page again.
function wakes(wake: () => void): () => void {
  const shown = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", shown);
  return () => {
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", shown);
  };
}

/**
 * This browser. One of these is called when a side is over without having been locked by its person:
 * it was unlocked in another tab (`elsewhere`), or the core stopped (`stopped`).
 */
export function openDevice(over: Record<Over, () => void>): Device {
  const compiled = (): Promise<WebAssembly.Module> => WebAssembly.compileStreaming(fetch(coreUrl));
  let core: Promise<WebAssembly.Module> | undefined;
  const module = (): Promise<WebAssembly.Module> => {
    core ??= compiled();
    core.catch(() => (core = undefined));
    return core;
  };
  const startEngine = async (): Promise<Engine> =>
    Engine.start({ module: await module(), pack: (await loadPack()).text });
  return new LocalDevice({
    store: new IndexedDbStore(),
    startEngine,
    origin: location.origin,
    wakes,
    over: (why) => over[why](),
  });
}
