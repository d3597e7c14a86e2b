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

/**
 * What the server has yet to be told of a record: the record (`record`), what is left of it (`rest`),
 * nothing any more (`sent`), or nothing ever, since it came from there (`no`).
 */
export type Send = "record" | "rest" | "sent" | "no";

export interface KeptRecord {
  person: string;
  log: string;
  id: string;
  /** As the core gave it: a receipt of 32 bytes, then the record. Base64. */
  bytes: string;
  send: Send;
}

/** A log that this person leaves at the server, once it can be reached. */
export interface Leaving {
  log: string;
  /** This device's place there. */
  author: number;
  erase: boolean;
  /** The server knows. */
  left: boolean;
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
  /**
   * New records, in this order after those that are there. One that is there by its id is replaced in
   * its place, and with `send: "no"` the server is still told what it was to be told of it.
   */
  records?: Omit<KeptRecord, "person">[];
  /** The server was told this of these, if it was to be told no more meanwhile. */
  sent?: Pick<KeptRecord, "log" | "id" | "send">[];
  /** The server has nothing any more of what this device wrote into this log. */
  sendAgain?: string;
  /** The server is told nothing any more of what is in this log. */
  sendNoMore?: string;
  /** The number up to which a log was received from the server. */
  received?: { log: string; after: number };
  leaving?: Leaving;
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
  /** At most `most` that the server is to be told of, oldest first. */
  unsent(person: string, log: string, most: number): Promise<KeptRecord[]>;
  /** The newest of this device's that the server had. */
  newestSent(person: string, log: string): Promise<KeptRecord | undefined>;
  /** How many the server is to be told of, in all logs. */
  waiting(person: string): Promise<number>;
  after(person: string, log: string): Promise<number>;
  leaving(person: string): Promise<Leaving[]>;
  /** Everything of this person goes; with the last one, all that says that there was anyone. */
  remove(person: string): Promise<void>;
}
