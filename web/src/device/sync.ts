// Everything of one person that goes to the server and comes from it, for as long as they are unlocked.
import type { Host } from "./host.ts";
import type { Http } from "./http.ts";
import { LogSync } from "./log_sync.ts";
import type { Connection, Trouble } from "./side.ts";
import { Reconnecting, type AboutLog, type Line } from "./socket.ts";
import type { Store } from "./store.ts";

export interface SyncParts {
  host: Host;
  store: Store;
  http: Http;
  /** Where the socket is. */
  socketUrl: string;
  shown(connection: Connection, trouble: Trouble): void;
}

const minuteMs = 60_000;
/** After that, what came from a time to come is asked for again. */
const laterMs = 10 * minuteMs;

/** Faults of records that the person is to know of; the others are waited for. */
const bad = new Set([
  "too-short", "too-long", "not-a-record", "wrong-log", "foreign-author", "altered", "fork", "gap", "cannot-be-opened",
]);

export class Sync {
  readonly #parts: SyncParts;
  readonly #logs = new Map<string, LogSync>();
  #lines: Reconnecting | undefined;
  readonly #watchers = new Set<() => void>();
  #clock: ReturnType<typeof setInterval> | undefined;
  #line: Line | undefined;
  #connection: Connection = "connecting";
  #behindSince: number | undefined;
  #isStopped = false;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#isStopped = false;
    this.#lines = new Reconnecting(this.#parts.socketUrl, {
      trying: () => this.#become("connecting", undefined),
      ready: (line) => this.#become("online", line),
      heard: (frame) => this.#hear(frame),
      gone: () => this.#become("offline", undefined),
    });
    this.#clock = setInterval(() => this.#lookAgain(), minuteMs);
  }

  /** The network is back, or the person is: everything is looked at now. */
  wake(): void {
    if (this.#isBehind || this.#isHeldUp) this.#lines?.renew();
    this.#lines?.wake();
    this.#lookAgain();
  }

  /** The views changed: there may be something to send, or a log that was not there before. */
  look(): void {
    const line = this.#line;
    if (line === undefined) return this.#tell();
    this.#attend(line).catch(() => line.close());
  }

  /** How a log stands, once this is so of it or it cannot become so now. */
  async until(log: string, isSo: (state: LogSync) => boolean): Promise<"done" | "offline" | Exclude<Trouble, "none">> {
    for (;;) {
      const state = this.#logs.get(log);
      if (state && isSo(state)) return "done";
      if (state && state.trouble !== "none") return state.trouble;
      if (this.#isStopped || this.#connection === "offline") return "offline";
      await new Promise<void>((changed) => this.#watchers.add(changed));
    }
  }

  /** The own log, which the server no longer has, is made there again. */
  sendAgain(): void {
    this.#logs.get(this.#parts.host.views.logs.own.log)?.makeAgain();
    this.#lines?.renew();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#clock);
    this.#lines?.stop();
    this.#tell();
  }

  get #isBehind(): boolean {
    return [...this.#logs.values()].some(({ isBehind }) => isBehind);
  }
  get #isHeldUp(): boolean {
    return [...this.#logs.values()].some(({ isHeldUp }) => isHeldUp);
  }

  #become(connection: Connection, line: Line | undefined): void {
    this.#connection = connection;
    this.#line = line;
    this.look();
  }

  #hear(frame: AboutLog): void {
    this.#logs.get(frame.log)?.hear(frame);
  }

  #lookAgain(): void {
    void this.#parts.host.refresh();
    const now = Date.now();
    this.#behindSince = this.#isBehind ? (this.#behindSince ?? now) : undefined;
    const isLater = this.#behindSince !== undefined && now - this.#behindSince >= laterMs;
    if (!isLater && !this.#isHeldUp) return;
    this.#behindSince = undefined;
    this.#lines?.renew();
  }

  async #attend(line: Line): Promise<void> {
    const { host, store, http } = this.#parts;
    const leaving = await store.leaving(host.person);
    if (host.isOver || line.isClosed) return;
    const { own, couple } = host.views.logs;
    const logs = new Set([own.log, ...(couple ? [couple.log] : []), ...leaving.map(({ log }) => log)]);
    for (const { log, left } of leaving) if (left) logs.delete(log);
    // Of a log that another device of this person has put another one in the place of.
    for (const [log, { isLeft }] of this.#logs) if (!isLeft && !logs.has(log)) this.#logs.delete(log);
    for (const log of logs) {
      let state = this.#logs.get(log);
      if (state === undefined) {
        state = new LogSync(log, { host, store, http, changed: () => this.#tell() });
        this.#logs.set(log, state);
      }
      state.attend(line);
    }
    this.#tell();
  }

  #tell(): void {
    if (!this.#parts.host.isOver) this.#parts.shown(this.#connection, this.#trouble());
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const changed of watchers) changed();
  }

  #trouble(): Trouble {
    const states = [...this.#logs.values()];
    const told = states.find(({ trouble }) => trouble !== "none");
    if (told) return told.trouble;
    if (this.#isBehind) return "clock";
    if (!states.every(({ isReady, isLeft }) => isReady || isLeft)) return "none";
    const { faults } = this.#parts.host.views.logs;
    if (faults.some(({ record }) => bad.has(record))) return "damaged";
    return faults.some(({ record }) => record === "newer-version") ? "newer-version" : "none";
  }
}
