// The socket to the server: one line after the other, for as long as somebody is unlocked.
import { closeFrame, mostMessageBytes, readFrames, type ServerFrame } from "./wire.ts";

/** The line went before an answer came. Whatever was sent is sent again on the next one. */
export class LineClosed extends Error {
  override readonly name = "LineClosed";
}

export type AboutLog = Extract<ServerFrame, { kind: "records" | "live" | "closed" }>;
export type LineAnswer = Exclude<ServerFrame, { kind: "hello" | "records" }>;
type Waiting = { answered: (answer: LineAnswer) => void; failed: (error: Error) => void };

const protocol = "commonground.1";
const wireVersion = 1;
const noLog = "0".repeat(32);
const probeMs = 10_000;

export class Line {
  readonly #socket: WebSocket;
  readonly #heard: (frame: AboutLog) => void;
  readonly #closed: () => void;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #timers = new Map<ReturnType<typeof setTimeout>, (error: Error) => void>();
  #unsent: Uint8Array<ArrayBuffer>[] = [];
  #probe: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** That of the server for this line. */
  challenge = "";

  /** `ready` once the server said hello; `closed` once, whether it ever did or not. */
  constructor(url: string, ready: (line: Line) => void, heard: (frame: AboutLog) => void, closed: () => void) {
    this.#heard = heard;
    this.#closed = closed;
    this.#socket = new WebSocket(url, protocol);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#isClosed) return;
      clearTimeout(this.#probe);
      this.#probe = undefined;
      try {
        if (!(data instanceof ArrayBuffer)) throw new TypeError("text");
        for (const frame of readFrames(new Uint8Array(data))) this.#take(frame, ready);
      } catch {
        this.close();
      }
    };
    this.#socket.onclose = () => this.close();
    this.#socket.onerror = () => this.close();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends a frame about a log or a record; what the server says to that. */
  ask(about: string, frame: Uint8Array<ArrayBuffer>): Promise<LineAnswer> {
    return new Promise((answered, failed) => {
      if (this.#isClosed) return failed(new LineClosed());
      this.#waiting.set(about, [...(this.#waiting.get(about) ?? []), { answered, failed }]);
      if (this.#unsent.length === 0) queueMicrotask(() => this.#flush());
      this.#unsent.push(frame);
    });
  }

  /** Comes back after that time, or fails with LineClosed. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new LineClosed());
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.set(timer, reject);
    });
  }

  /** Whether there is still somebody: a line that broke silently is closed in a while. */
  probe(): void {
    if (this.#isClosed || this.#probe !== undefined || this.challenge === "") return;
    this.#probe = setTimeout(() => this.close(), probeMs);
    this.#socket.send(closeFrame(noLog));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#probe);
    this.#socket.onclose = null;
    this.#socket.onerror = null;
    this.#socket.close();
    const error = new LineClosed();
    for (const [timer, failed] of this.#timers) {
      clearTimeout(timer);
      failed(error);
    }
    for (const waiting of this.#waiting.values()) for (const { failed } of waiting) failed(error);
    this.#waiting.clear();
    this.#closed();
  }

  #take(frame: ServerFrame, ready: (line: Line) => void): void {
    if (frame.kind === "hello") {
      if (frame.version !== wireVersion) throw new RangeError("version");
      this.challenge = frame.challenge;
      return ready(this);
    }
    if (frame.kind === "records") return this.#heard(frame);
    const about = frame.kind === "stored" ? frame.id : frame.kind === "error" ? frame.about : frame.log;
    const [first, ...others] = this.#waiting.get(about) ?? [];
    if (first !== undefined) {
      if (others.length > 0) this.#waiting.set(about, others);
      else this.#waiting.delete(about);
      first.answered(frame);
    } else if (frame.kind === "live" || frame.kind === "closed") {
      this.#heard(frame);
    }
  }

  // As many frames to a message as it may have.
  #flush(): void {
    const frames = this.#unsent;
    this.#unsent = [];
    if (this.#isClosed) return;
    let message: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (const frame of frames) {
      if (size + frame.length > mostMessageBytes && size > 0) {
        this.#socket.send(new Blob(message));
        [message, size] = [[], 0];
      }
      message.push(frame);
      size += frame.length;
    }
    this.#socket.send(new Blob(message));
  }
}

export interface LineEvents {
  trying(): void;
  ready(line: Line): void;
  heard(frame: AboutLog): void;
  /** There is none, until the next try. */
  gone(): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A line that lasted this long was no failure. */
const lastingMs = 30_000;

/** Has a line whenever there can be one, and waits longer each time there could not. */
export class Reconnecting {
  readonly #url: string;
  readonly #events: LineEvents;
  #line: Line | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(url: string, events: LineEvents) {
    this.#url = url;
    this.#events = events;
    this.#connect();
  }

  /** The network is back, or somebody looks again: tries at once. */
  wake(): void {
    if (this.#line !== undefined) return this.#line.probe();
    this.#failures = 0;
    this.#connect();
  }

  /** Begins anew on another line. */
  renew(): void {
    this.#line?.close();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#line?.close();
  }

  #connect(): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#events.trying();
    const { ready, heard } = this.#events;
    const begun = Date.now();
    this.#line = new Line(this.#url, ready, heard, () => {
      this.#line = undefined;
      if (this.#isStopped) return;
      this.#events.gone();
      if (Date.now() - begun >= lastingMs) this.#failures = 0;
      // Not all devices at once when a server comes back.
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures++);
      this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
    });
  }
}
