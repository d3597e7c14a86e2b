// A device made of its parts: a store, a way to start the core, and who is told when a side is over.
import { toBase64 } from "../engine/base64.ts";
import type { EngineLike } from "../engine/engine.ts";
import type { Device, Unlocked } from "./device.ts";
import { Host, type Over, type Refusal } from "./host.ts";
import { DeviceSide } from "./side.svelte.ts";
import { StorageBlocked, type Resident, type Store } from "./store.ts";

export interface DeviceParts {
  store: Store;
  startEngine: () => Promise<EngineLike>;
  over: (why: Over) => void;
}

const randomName = (): string => toBase64(crypto.getRandomValues(new Uint8Array(16)));

export class LocalDevice implements Device {
  readonly #parts: DeviceParts;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
  }

  residents(): Promise<Resident[]> {
    return this.#parts.store.residents();
  }

  async create(label: string, passphrase: string): Promise<Unlocked> {
    const engine = await this.#parts.startEngine();
    const cost = engine.freshCost();
    const key = await engine.passphraseKey(passphrase, cost);
    const resident: Resident = { id: randomName(), label, vault: "", holder: randomName() };
    const { side, host } = this.#sideOf(resident, engine);
    const made = await host.begin({ do: "create", key, ...cost }, (change) =>
      this.#parts.store.settle(resident, change),
    );
    return opened(side, host, made);
  }

  async unlock(person: string, passphrase: string): Promise<Unlocked> {
    const { store } = this.#parts;
    const resident = (await store.residents()).find(({ id }) => id === person);
    if (resident === undefined) return { error: "damaged" };
    const engine = await this.#parts.startEngine();
    const error = await unlockVault(engine, resident.vault, passphrase);
    if (error) {
      engine.stop();
      return { error };
    }
    // From here on no other page writes, so nothing is missing in what is loaded.
    const held = { ...resident, holder: randomName() };
    const { side, host } = this.#sideOf(held, engine);
    try {
      await store.hold(person, held.holder);
      const loaded = await host.load();
      return opened(side, host, loaded.error?.code === "record" ? { error: "damaged" } : loaded);
    } catch (error) {
      if (!(error instanceof StorageBlocked)) throw error;
      return opened(side, host, { error: { code: "not-kept", full: error.full } });
    }
  }

  async recover(): Promise<Unlocked | { error: "offline" | "unknown-backup" | "bad-words" }> {
    return { error: "offline" };
  }

  relabel(person: string, label: string): Promise<void> {
    return this.#parts.store.relabel(person, label);
  }

  remove(person: string): Promise<void> {
    return this.#parts.store.remove(person);
  }

  #sideOf(resident: Resident, engine: EngineLike): { side: DeviceSide; host: Host } {
    const { store } = this.#parts;
    const host = new Host(engine, store, resident.id, resident.holder, {
      changed: (views, waiting) => side.show(views, waiting),
      over: (why) => {
        side.forget();
        this.#parts.over(why);
      },
    });
    const side = new DeviceSide({
      resident,
      engine,
      host,
      isPassphrase: (passphrase) => this.#isPassphrase(resident.id, passphrase),
      remove: () => store.remove(resident.id),
    });
    return { side, host };
  }

  /** Asks another core, since the one that is unlocked opens no vault. */
  async #isPassphrase(person: string, passphrase: string): Promise<boolean> {
    const resident = (await this.#parts.store.residents()).find(({ id }) => id === person);
    if (resident === undefined) return false;
    const engine = await this.#parts.startEngine();
    const error = await unlockVault(engine, resident.vault, passphrase);
    engine.stop();
    return error === undefined;
  }
}

async function unlockVault(
  engine: EngineLike,
  vault: string,
  passphrase: string,
): Promise<"wrong-passphrase" | "damaged" | undefined> {
  const head = await engine.ask({ do: "vault-head", vault });
  if (head.error) return "damaged";
  const key = await engine.passphraseKey(passphrase, head.reply);
  const { error } = await engine.ask({ do: "unlock", vault, key });
  if (error === undefined) return undefined;
  return error.code === "vault" && error.detail === "cannot-be-opened" ? "wrong-passphrase" : "damaged";
}

async function opened(
  side: DeviceSide,
  host: Host,
  { error }: { error?: Refusal | "damaged" | undefined },
): Promise<Unlocked> {
  if (error === undefined) {
    await host.refresh();
    return { side };
  }
  host.end();
  return { error };
}
