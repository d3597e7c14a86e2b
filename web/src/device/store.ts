// What this device keeps: vaults, sealed records, and how far each log was received. All of it is
// sealed or says nothing; only the label of a person is in clear, so they choose it with that in mind.

/** One person who has a vault on this device. */
export interface Resident {
  /** Random, of this device alone. */
  id: string;
  /** What is shown before unlocking: a sign, an initial. */
  label: string;
  vault: string;
  /** Which page of this device has them unlocked: only the last one that unlocked may write. */
  holder: string;
}

export interface KeptRecord {
  person: string;
  log: string;
  id: string;
  /** As the core gave it: a receipt of 32 bytes, then the record. Base64. */
  bytes: string;
  /** What the server has yet to be told: the record, what is left of it, or nothing. */
  send: "record" | "rest" | "no";
}

/** Another page of this device has unlocked the same person since: nothing was written. */
export class HeldElsewhere extends Error {
  override readonly name = "HeldElsewhere";
}
/** The browser keeps nothing for this page: private browsing, blocked or full. */
export class StorageBlocked extends Error {
  override readonly name = "StorageBlocked";
  readonly full: boolean;
  constructor(full: boolean) {
    super(full ? "full" : "blocked");
    this.full = full;
  }
}

/** What one change writes, all of it or nothing. */
export interface Change {
  vault?: string;
  /** New records, in this order after those that are there; one that is there by its id is replaced in its place. */
  records?: Omit<KeptRecord, "person">[];
  /** The number up to which a log was received from the server. */
  received?: { log: string; after: number }[];
  /** Bodies for the server to keep under a backup's locator; sent once, then gone. */
  backups?: string[];
}

export interface Store {
  residents(): Promise<Resident[]>;
  /** A new resident with what is to be kept of them. */
  settle(resident: Resident, change: Change): Promise<void>;
  /** Makes `holder` the only page that may write for this person. */
  hold(person: string, holder: string): Promise<void>;
  relabel(person: string, label: string): Promise<void>;
  /** In the order in which they were first kept. */
  records(person: string): Promise<KeptRecord[]>;
  /** Fails with HeldElsewhere, and writes nothing, if another page holds this person. */
  change(person: string, holder: string, change: Change): Promise<void>;
  /** Those with `send` other than "no", oldest first. */
  unsent(person: string, log: string): Promise<KeptRecord[]>;
  /** The server has it. */
  sent(person: string, holder: string, log: string, ids: string[]): Promise<void>;
  after(person: string, log: string): Promise<number>;
  backups(person: string): Promise<string[]>;
  backupDone(person: string, body: string): Promise<void>;
  /** Everything of this person goes. */
  remove(person: string): Promise<void>;
}
