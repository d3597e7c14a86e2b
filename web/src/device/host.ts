// What stands around the core, as docs/formats/session.md has it: gives it one command after the
// other, and does the work that comes back. What was said counts once it is kept here.
import { EngineStopped, type Done, type EngineLike, type Refused } from "../engine/engine.ts";
import type { Command, ReplyOf, SessionError, Views, Work } from "../engine/session_types.ts";
import { HeldElsewhere, StorageBlocked, type Change, type Store } from "./store.ts";

/** The browser kept nothing of it, so nothing of it was said. */
export interface NotKept {
  code: "not-kept";
  full: boolean;
}
/** `locked`: it is over with this side; who had it was told why. */
export type Refusal = SessionError | NotKept;
export type Answered<C extends Command> = Done<ReplyOf<C>> | { error: Refusal };

const shownViews = [
  "way", "mine", "shown", "hear", "round", "table", "plans", "invite", "words", "logs",
] as const;
export type ShownViews = Pick<Views, (typeof shownViews)[number]>;

/** What somebody sees who is not unlocked. */
export const noViews: ShownViews = {
  way: { stages: [], together: false, partner: null },
  mine: { said: [] },
  shown: { mine: [], theirs: [] },
  hear: { turns: [], "first-times": [], gifts: [] },
  round: { round: null, matched: null },
  table: { table: null, met: null },
  plans: { proposals: [], standing: null },
  invite: { invite: null },
  words: { words: null },
  logs: {
    own: { log: "", person: "", device: "", proof: "", token: null, author: null, records: [], waiting: 0 },
    couple: null,
    idle: [],
    faults: [],
  },
};

/** Why a side was over without anyone having asked for it. */
export type Over = "elsewhere" | "stopped";

export interface HostEvents {
  /** The views changed, or how many records wait for the server. */
  changed(views: ShownViews, waiting: number): void;
  /** All that was unlocked is wiped. Without a reason if it was asked for. */
  ended(why?: Over): void;
}

const locked: Refused = { error: { code: "locked" } };
/** At most as many as `load` is given at a time. */
const pieceOfRecords = 1000;

/** `beside` is kept together with what comes of the command. */
export type Ask = <C extends Command>(
  command: C,
  beside?: (reply: ReplyOf<C>) => Change,
) => Promise<Answered<C>>;
type Keep = (change: Change) => Promise<void>;

export class Host {
  readonly #engine: EngineLike;
  readonly #store: Store;
  readonly #events: HostEvents;
  readonly #keep: Keep;
  #last: Promise<unknown> = Promise.resolve();
  #over = false;
  #views = noViews;

  /** `keep` writes a change in the name of this page. */
  constructor(engine: EngineLike, store: Store, person: string, holder: string, events: HostEvents) {
    this.#engine = engine;
    this.#store = store;
    this.#events = events;
    this.person = person;
    this.#keep = (change) => store.change(person, holder, change);
  }

  readonly person: string;

  get isOver(): boolean {
    return this.#over;
  }

  /** As they are now. */
  get views(): ShownViews {
    return this.#views;
  }

  /** One command. What it brings is done before the answer is given. */
  ask: Ask = (command, beside) => this.inTurn((ask) => ask(command, beside));

  /** Several commands with nothing in between. */
  inTurn<T>(act: (ask: Ask) => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => act((command, beside) => this.#ask(command, beside)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** The same, where what comes of it is kept by `keep`: of someone whom the store does not know yet. */
  begin<C extends Command>(command: C, keep: Keep): Promise<Answered<C>> {
    return this.inTurn(() => this.#ask(command, undefined, keep));
  }

  /** Hands the core all that is kept of this person. */
  async load(): Promise<{ error?: Refusal }> {
    const records = await this.#store.records(this.person);
    return this.inTurn(async (ask) => {
      for (let from = 0; from === 0 || from < records.length; from += pieceOfRecords) {
        const piece = records.slice(from, from + pieceOfRecords).map(({ bytes }) => bytes);
        const last = from + pieceOfRecords >= records.length;
        const { error } = await ask({ do: "load", records: piece, last });
        if (error) return { error };
      }
      return {};
    });
  }

  /** Looks at everything again: some of it changes with time alone. */
  refresh(): Promise<void> {
    return this.inTurn(async () => {
      if (this.#over) return;
      await this.#look().catch((error) => void this.#refusal(error));
    });
  }

  /** Keeps what is no work of the core's. */
  async note(change: Change): Promise<{ error?: Refusal }> {
    if (this.#over) return locked;
    try {
      await this.#keep(change);
      const waiting = await this.#store.waiting(this.person);
      this.#events.changed(this.#views, waiting);
      return {};
    } catch (error) {
      return this.#refusal(error);
    }
  }

  /** Wipes what is unlocked. */
  end(why?: Over): void {
    if (this.#over) return;
    this.#over = true;
    this.#views = noViews;
    const stop = (): void => this.#engine.stop();
    this.#engine.ask({ do: "lock" }).then(stop, stop);
    this.#events.ended(why);
  }

  async #ask<C extends Command>(
    command: C,
    beside?: (reply: ReplyOf<C>) => Change,
    keep = this.#keep,
  ): Promise<Answered<C>> {
    if (this.#over) return locked;
    try {
      const done = await this.#engine.ask(command);
      if (done.error) return done;
      await this.#do(done.work, beside?.(done.reply) ?? {}, keep);
      if (done.work.length > 0 || command.do === "receive") await this.#look();
      return done;
    } catch (error) {
      return this.#refusal(error);
    }
  }

  async #do(work: Work[], beside: Change, keep: Keep): Promise<void> {
    const change = { ...changeOf(work), ...beside };
    if (Object.keys(change).length === 0) return;
    const waits = work.some((piece) => piece.do === "store");
    try {
      await keep(change);
    } catch (error) {
      if (waits) await this.#engine.ask({ do: "not-stored" });
      throw error;
    }
    if (!waits) return;
    const next = await this.#engine.ask({ do: "stored" });
    if (next.error) throw new EngineStopped(next.error.code);
    // What was taken back: it comes again after the next load if the browser is full now.
    await this.#do(next.work, {}, this.#keep).catch((error) => {
      if (!(error instanceof StorageBlocked)) throw error;
    });
  }

  async #look(): Promise<void> {
    const view = async (name: (typeof shownViews)[number]): Promise<[string, unknown]> => {
      const seen = await this.#engine.ask({ do: "view", view: name });
      if (seen.error) throw new EngineStopped(seen.error.code);
      return [name, seen.reply];
    };
    const views = Object.fromEntries(await Promise.all(shownViews.map(view))) as ShownViews;
    const waiting = await this.#store.waiting(this.person);
    if (this.#over) return;
    this.#views = views;
    this.#events.changed(views, waiting);
  }

  #refusal(error: unknown): { error: Refusal } {
    if (error instanceof StorageBlocked) return { error: { code: "not-kept", full: error.full } };
    if (error instanceof HeldElsewhere) this.end("elsewhere");
    else if (error instanceof EngineStopped) this.end("stopped");
    else throw error;
    return locked;
  }
}

/** What is kept of the work; a backup is given to the server by who asked for it. */
function changeOf(work: Work[]): Change {
  const change: Change = {};
  for (const piece of work) {
    if (piece.do === "vault") change.vault = piece.bytes;
    if (piece.do !== "store" && piece.do !== "replace") continue;
    const send = !piece.send ? "no" : piece.do === "store" ? "record" : "rest";
    const { log, id, bytes } = piece;
    (change.records ??= []).push({ log, id, bytes, send });
  }
  return change;
}
