// The core, as the pages use it: typed commands in, typed answers out, and nothing of it on the
// page's own thread. What the commands mean is in docs/formats/session.md.
import { fromBase64, toBase64 } from "./base64.ts";
import type {
  FromKeyWorker,
  FromSessionWorker,
  ToKeyWorker,
  ToSessionWorker,
} from "./messages.ts";
import type { Command, PlanAnswer, ReplyOf, SessionError, Work } from "./session_types.ts";

/** How the passphrase of a vault becomes its key. */
export interface PassphraseCost {
  salt: string;
  passes: number;
  kibibytes: number;
}

/** What a vault made today asks for. */
const todaysCost = { passes: 3, kibibytes: 65536 } as const;

/** What went well. */
export interface Done<Reply> {
  work: Work[];
  reply: Reply;
  error?: undefined;
}
/** What was refused. Nothing has changed. */
export interface Refused {
  error: SessionError;
}

/**
 * The core met one of our own bugs, or the browser took its memory away, and everything that was
 * unlocked is gone from it. What is stored is as it was: start another one and unlock again.
 */
export class EngineStopped extends Error {
  override readonly name = "EngineStopped";
}

export interface EngineOptions {
  module: WebAssembly.Module;
  /** The content pack, its pack.json as it is. */
  pack: string;
  now?: () => number;
  random?: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/** What drives a side needs no more than this. */
export type EngineLike = Pick<Engine, "ask" | "freshCost" | "passphraseKey" | "stop">;

type Waiting = { answered: (answer: string) => void; failed: (error: Error) => void };
type Asked = ToSessionWorker extends infer M ? (M extends { id: number } ? Omit<M, "id"> : never) : never;

export class Engine {
  readonly #worker: Worker;
  readonly #module: WebAssembly.Module;
  readonly #now: () => number;
  readonly #random: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #stopped = false;

  private constructor(options: EngineOptions) {
    this.#module = options.module;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? ((bytes) => void crypto.getRandomValues(bytes));
    this.#worker = new Worker(new URL("./session_worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromSessionWorker>) => this.#take(data);
    this.#worker.onerror = () => this.stop();
    this.#worker.onmessageerror = () => this.stop();
  }

  /** Fails with EngineStopped if the module or the pack is not what this release needs. */
  static async start(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options);
    const { module, pack } = options;
    const answer = JSON.parse(await engine.#ask({ do: "start", module, pack })) as Done<undefined> | Refused;
    if (answer.error) {
      engine.stop();
      throw new EngineStopped(answer.error.code);
    }
    return engine;
  }

  /** One command. The host then does the work of the answer, and says that it is stored. */
  async ask<C extends Command>(command: C): Promise<Done<ReplyOf<C>> | Refused> {
    const entropy = new Uint8Array(32);
    this.#random(entropy);
    const request = JSON.stringify({ now: this.#now(), entropy: toBase64(entropy), command });
    return JSON.parse(await this.#ask({ do: "call", request })) as Done<ReplyOf<C>> | Refused;
  }

  /** The plans of an example: docs/formats/plan.md. */
  async plan(problem: string): Promise<PlanAnswer> {
    return JSON.parse(await this.#ask({ do: "plan", problem })) as PlanAnswer;
  }

  /** A cost with a fresh salt, for a new vault. */
  freshCost(): PassphraseCost {
    const salt = new Uint8Array(16);
    this.#random(salt);
    return { salt: toBase64(salt), ...todaysCost };
  }

  /** The key of a passphrase, as `create`, `unlock` and their like take it. Takes a while. */
  passphraseKey(passphrase: string, cost: PassphraseCost): Promise<string> {
    const worker = new Worker(new URL("./key_worker.ts", import.meta.url), { type: "module" });
    const words = new TextEncoder().encode(passphrase.normalize("NFKC"));
    return new Promise<string>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromKeyWorker>) => {
        if ("key" in data) resolve(toBase64(data.key));
        else reject(new EngineStopped(data.failed));
      };
      worker.onerror = () => reject(new EngineStopped("key"));
      const { passes, kibibytes } = cost;
      const message: ToKeyWorker = {
        module: this.#module,
        passphrase: words,
        salt: fromBase64(cost.salt),
        passes,
        kibibytes,
      };
      worker.postMessage(message, [words.buffer]);
    }).finally(() => worker.terminate());
  }

  /** Ends the core; all that it had unlocked goes with it. */
  stop(): void {
    this.#stopped = true;
    this.#worker.terminate();
    for (const { failed } of this.#waiting.values()) failed(new EngineStopped("stopped"));
    this.#waiting.clear();
  }

  #ask(message: Asked): Promise<string> {
    if (this.#stopped) return Promise.reject(new EngineStopped("stopped"));
    const id = ++this.#asked;
    return new Promise((answered, failed) => {
      this.#waiting.set(id, { answered, failed });
      this.#worker.postMessage({ ...message, id } satisfies ToSessionWorker);
    });
  }

  // Only bugs fail: requests that are refused are answered. After one, the core is not used again.
  #take(message: FromSessionWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ("answer" in message) {
      waiting?.answered(message.answer);
      return;
    }
    waiting?.failed(new EngineStopped(message.failed));
    this.stop();
  }
}
