// A device made of its parts: a store, a way to start the core, and who is told when a side is over.
import { toBase64 } from "../engine/base64.ts";
import type { EngineLike } from "../engine/engine.ts";
import type { Device, Recovered, Unlocked } from "./device.ts";
import type { Over, Refusal } from "./host.ts";
import { Http } from "./http.ts";
import { Opening } from "./opening.ts";
import { StorageBlocked, type Change, type Resident, type Store } from "./store.ts";
import type { Sync } from "./sync.ts";

export interface DeviceParts {
  store: Store;
  startEngine: () => Promise<EngineLike>;
  /** Of the server, and of the pages. */
  origin: string;
  /** Calls back whenever it is worth trying the server again, until what it returns is called. */
  wakes: (wake: () => void) => () => void;
  over: (why: Over) => void;
}

const randomName = (): string => toBase64(crypto.getRandomValues(new Uint8Array(16)));

export class LocalDevice implements Pick<Device, "create" | "unlock" | "recover"> {
  readonly #parts: DeviceParts;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
  }

  async create(label: string, passphrase: string): Promise<Unlocked> {
    const engine = await this.#parts.startEngine();
    const cost = engine.freshCost();
    const key = await engine.passphraseKey(passphrase, cost);
    const { opening, keep } = this.#newcomer(label, engine);
    const made = await opening.host.begin({ do: "create", key, ...cost }, keep);
    return this.#opened(opening, made);
  }

  async unlock(person: string, passphrase: string): Promise<Unlocked> {
    const resident = await this.#resident(person);
    if (resident === undefined) return { error: "damaged" };
    const engine = await this.#parts.startEngine();
    const error = await unlockVault(engine, resident.vault, passphrase);
    if (error) {
      engine.stop();
      return { error };
    }
    const opening = new Opening(this.#parts, { ...resident, holder: randomName() }, engine);
    try {
      // From here on no other page writes, so nothing is missing in what is loaded.
      await opening.hold();
      return await this.#opened(opening, await opening.host.load());
    } catch (error) {
      if (!(error instanceof StorageBlocked)) throw error;
      return this.#opened(opening, { error: { code: "not-kept", full: error.full } });
    }
  }

  async recover(label: string, words: number[], passphrase: string): Promise<Recovered> {
    const engine = await this.#parts.startEngine();
    const backup = await this.#findBackup(engine, words);
    if ("error" in backup) {
      engine.stop();
      return backup;
    }
    const cost = engine.freshCost();
    const key = await engine.passphraseKey(passphrase, cost);
    const { opening, keep } = this.#newcomer(label, engine);
    const made = await opening.host.begin({ do: "recover", key, ...cost, words, backup: backup.bytes }, keep);
    // What they said before is at the server. If that goes away now, it comes when it is back.
    return this.#opened(opening, made, async (sync) => {
      const { own } = opening.host.views.logs;
      await sync.until(own.log, ({ isReady }) => isReady);
    });
  }

  async #findBackup(
    engine: EngineLike,
    words: number[],
  ): Promise<{ bytes: string } | { error: "offline" | "unknown-backup" | "bad-words" }> {
    const place = await engine.ask({ do: "find-backup", words });
    if (place.error) return { error: "bad-words" };
    const { locator } = place.reply;
    const found = await new Http(this.#parts.origin).post("/v1/backups/find", { locator });
    if (!found.error) return found.reply;
    return { error: found.error.code === "unknown-backup" ? "unknown-backup" : "offline" };
  }

  #newcomer(label: string, engine: EngineLike) {
    const resident: Resident = { id: randomName(), label, vault: "", holder: randomName() };
    const opening = new Opening(this.#parts, resident, engine);
    return { opening, keep: (change: Change) => this.#parts.store.settle(resident, change) };
  }

  async #resident(person: string): Promise<Resident | undefined> {
    return (await this.#parts.store.residents()).find(({ id }) => id === person);
  }

  async #opened(
    opening: Opening,
    { error }: { error?: Refusal | undefined },
    andThen: (sync: Sync) => Promise<void> = async () => undefined,
  ): Promise<Unlocked> {
    if (error) {
      opening.host.end();
      return { error: error.code === "record" || error.code === "vault" ? "damaged" : error };
    }
    const begun = await opening.begin((passphrase) => this.#isPassphrase(opening.host.person, passphrase));
    if (begun === undefined) return { error: { code: "locked" } };
    await andThen(begun.sync);
    return { side: begun.side };
  }

  /** Asks another core, since the one that is unlocked opens no vault. */
  async #isPassphrase(person: string, passphrase: string): Promise<boolean> {
    const resident = await this.#resident(person);
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
