// This device: who has a vault here, and how they are unlocked.
import type { Resident } from "./store.ts";
import type { Side } from "./side.ts";
import type { SessionError } from "../engine/session_types.ts";

export type Unlocked = { side: Side } | { error: "wrong-passphrase" | "damaged" | SessionError };

export interface Device {
  residents(): Promise<Resident[]>;
  /** Someone new, unlocked. */
  create(label: string, passphrase: string): Promise<Unlocked>;
  unlock(person: string, passphrase: string): Promise<Unlocked>;
  /** Someone who has been elsewhere, by their twelve words. Needs the server. */
  recover(
    label: string,
    words: number[],
    passphrase: string,
  ): Promise<Unlocked | { error: "offline" | "unknown-backup" | "bad-words" }>;
  /** Takes what is kept of this person from this device alone. */
  remove(person: string): Promise<void>;
}
