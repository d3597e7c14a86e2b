// The store in the browser's own database. Each change is one transaction, on disk when it is done.
import {
  HeldElsewhere, StorageBlocked,
  type Change, type KeptRecord, type Leaving, type Resident, type Send, type Store,
} from "./store.ts";

const name = "notes";
const version = 1;
const tables = ["residents", "records", "received", "leaving"] as const;

/** `order` is the key: a record that is replaced keeps it. */
type Row = KeptRecord & { order: number };
type OfPerson<T> = T & { person: string };

function makeTables(database: IDBDatabase): void {
  database.createObjectStore("residents", { keyPath: "id" });
  const records = database.createObjectStore("records", { keyPath: "order", autoIncrement: true });
  records.createIndex("person", "person");
  records.createIndex("id", ["person", "log", "id"], { unique: true });
  records.createIndex("send", ["person", "send", "log"]);
  for (const table of ["received", "leaving"]) {
    database.createObjectStore(table, { keyPath: ["person", "log"] });
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new StorageBlocked(false));
  });
}

function complete(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new StorageBlocked(false));
  });
}

const named = (error: unknown): Error => {
  if (error instanceof HeldElsewhere || error instanceof StorageBlocked) return error;
  return new StorageBlocked(error instanceof DOMException && error.name === "QuotaExceededError");
};

/** All keys that begin with these: an array comes after every text. */
const beginningWith = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []]);

export class IndexedDbStore implements Store {
  readonly #factory: () => IDBFactory;
  #database: Promise<IDBDatabase> | undefined;

  /** Where a browser has none, that is found out when something is kept. */
  constructor(factory = (): IDBFactory => indexedDB) {
    this.#factory = factory;
  }

  async residents(): Promise<Resident[]> {
    return this.#do("readonly", (tables) => answer<Resident[]>(tables("residents").getAll()));
  }

  async settle(resident: Resident, change: Change): Promise<void> {
    await this.#do("readwrite", async (tables) => {
      await answer(tables("residents").add(resident));
      await write(tables, resident, change);
    });
  }

  async hold(person: string, holder: string): Promise<void> {
    await this.#alter(person, (resident) => ({ ...resident, holder }));
  }

  async relabel(person: string, label: string): Promise<void> {
    await this.#alter(person, (resident) => ({ ...resident, label }));
  }

  async records(person: string): Promise<KeptRecord[]> {
    return this.#do("readonly", (tables) =>
      answer<Row[]>(tables("records").index("person").getAll(person)),
    );
  }

  async change(person: string, holder: string, change: Change): Promise<void> {
    await this.#do("readwrite", async (tables) => {
      const resident = await answer<Resident | undefined>(tables("residents").get(person));
      if (resident?.holder !== holder) throw new HeldElsewhere();
      await write(tables, resident, change);
    });
  }

  async unsent(person: string, log: string, most: number): Promise<KeptRecord[]> {
    return this.#do("readonly", async (tables) => {
      const oldest = (send: string): Promise<Row[]> =>
        answer<Row[]>(tables("records").index("send").getAll([person, send, log], most));
      const rows = [...(await oldest("record")), ...(await oldest("rest"))];
      return rows.sort((one, other) => one.order - other.order).slice(0, most);
    });
  }

  async newestSent(person: string, log: string): Promise<KeptRecord | undefined> {
    return this.#do("readonly", async (tables) => {
      const sent = tables("records").index("send").openCursor([person, "sent", log], "prev");
      const row: Row | undefined = (await answer(sent))?.value;
      return row;
    });
  }

  async waiting(person: string): Promise<number> {
    return this.#do("readonly", async (tables) => {
      const count = (send: string): Promise<number> =>
        answer(tables("records").index("send").count(beginningWith(person, send)));
      return (await count("record")) + (await count("rest"));
    });
  }

  async after(person: string, log: string): Promise<number> {
    return this.#do("readonly", async (tables) => {
      const row = await answer<{ after: number } | undefined>(tables("received").get([person, log]));
      return row?.after ?? 0;
    });
  }

  async leaving(person: string): Promise<Leaving[]> {
    return this.#do("readonly", (tables) =>
      answer<OfPerson<Leaving>[]>(tables("leaving").getAll(beginningWith(person))),
    );
  }

  async remove(person: string): Promise<void> {
    const left = await this.#do("readwrite", async (tables) => {
      const records = tables("records");
      for (const key of await answer(records.index("person").getAllKeys(person))) records.delete(key);
      for (const table of ["received", "leaving"] as const) tables(table).delete(beginningWith(person));
      tables("residents").delete(person);
      return answer(tables("residents").count());
    });
    if (left === 0) await this.#vanish();
  }

  // Nobody can tell from an empty browser that somebody was here.
  async #vanish(): Promise<void> {
    const database = await this.#open();
    this.#database = undefined;
    database.close();
    await answer(this.#factory().deleteDatabase(name)).catch((error) => Promise.reject(named(error)));
  }

  async #alter(person: string, altered: (resident: Resident) => Resident): Promise<void> {
    await this.#do("readwrite", async (tables) => {
      const resident = await answer<Resident | undefined>(tables("residents").get(person));
      if (resident === undefined) throw new HeldElsewhere();
      tables("residents").put(altered(resident));
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = this.#factory().open(name, version);
      request.onupgradeneeded = () => makeTables(request.result);
      request.onerror = () => reject(request.error ?? new StorageBlocked(false));
      request.onsuccess = () => {
        const database = request.result;
        // Another page deletes it: the last resident is gone.
        const forget = (): void => {
          database.close();
          this.#database = undefined;
        };
        database.onversionchange = forget;
        database.onclose = forget;
        resolve(database);
      };
    });
    this.#database.catch(() => (this.#database = undefined));
    return this.#database;
  }

  async #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const begin = async (): Promise<IDBTransaction> =>
      (await this.#open()).transaction(tables, mode, { durability: "strict" });
    return begin().catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
      // An iPhone closes what a sleeping page has open, and says so only after the page goes on.
      this.#database = undefined;
      return begin();
    });
  }

  async #do<T>(mode: IDBTransactionMode, act: (tables: Tables) => Promise<T>): Promise<T> {
    try {
      const transaction = await this.#begin(mode);
      const completed = complete(transaction);
      completed.catch(() => undefined);
      const result = await act((table) => transaction.objectStore(table)).catch((error) => {
        // It may be over already: then that is why.
        try {
          transaction.abort();
        } catch {}
        throw error;
      });
      await completed;
      return result;
    } catch (error) {
      throw named(error);
    }
  }
}

type Tables = (table: (typeof tables)[number]) => IDBObjectStore;

async function write(tables: Tables, resident: Resident, change: Change): Promise<void> {
  const person = resident.id;
  const records = tables("records");
  const found = (log: string, id: string): Promise<Row | undefined> =>
    answer<Row | undefined>(records.index("id").get([person, log, id]));
  if (change.vault !== undefined) tables("residents").put({ ...resident, vault: change.vault });
  for (const record of change.records ?? []) {
    const there = await found(record.log, record.id);
    const send = record.send === "no" ? (there?.send ?? "no") : record.send;
    records.put({ ...record, person, send, ...(there && { order: there.order }) });
  }
  for (const { log, id, send } of change.sent ?? []) {
    const there = await found(log, id);
    if (there?.send === send) records.put({ ...there, send: "sent" });
  }
  const turn = async (log: string, from: Send, to: Send): Promise<void> => {
    const rows = await answer<Row[]>(records.index("send").getAll([person, from, log]));
    for (const row of rows) records.put({ ...row, send: to });
  };
  if (change.sendAgain !== undefined) await turn(change.sendAgain, "sent", "record");
  if (change.sendNoMore !== undefined) {
    for (const from of ["record", "rest"] as const) await turn(change.sendNoMore, from, "no");
  }
  if (change.received) tables("received").put({ person, ...change.received });
  if (change.leaving) tables("leaving").put({ person, ...change.leaving });
}
