// One instance of core.wasm. Everything goes through its door: bridge/door.h says what each function
// does. Runs the same in a worker of a browser and in Node.

/** What the module exports. All numbers; what is above 0 went well. */
interface Door {
  memory: WebAssembly.Memory;
  _initialize(): void;
  cg_door_version(): number;
  cg_buffer_make(size: number): number;
  cg_buffer_size(buffer: number): number;
  cg_buffer_bytes(buffer: number): number;
  cg_buffer_drop(buffer: number): number;
  cg_session_open(): number;
  cg_session_close(session: number): number;
  cg_session_take_pack(session: number, json: number): number;
  cg_session_call(session: number, request: number): number;
  cg_passphrase_key(passphrase: number, salt: number, passes: number, kibibytes: number): number;
  cg_plan(problem: number): number;
}

const doorVersion = 1;

const doorErrors = {
  [-1]: "no-such-buffer",
  [-2]: "no-such-session",
  [-3]: "too-large",
  [-4]: "too-many",
  [-5]: "wrong-size",
  [-6]: "cost-out-of-range",
  [-7]: "no-memory",
  [-8]: "no-answer",
} as const;

export type DoorErrorCode = (typeof doorErrors)[keyof typeof doorErrors];

/** The door refused what it was given. It is as it was. */
export class DoorError extends Error {
  override readonly name = "DoorError";
  readonly code: DoorErrorCode;

  constructor(code: DoorErrorCode) {
    super(code);
    this.code = code;
  }
}

function checked(result: number): number {
  const code = (doorErrors as Record<number, DoorErrorCode | undefined>)[result];
  if (code !== undefined) throw new DoorError(code);
  return result;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** A module that is not this release's core. */
export class WrongCoreError extends Error {
  override readonly name = "WrongCoreError";
}

export class Core {
  readonly #door: Door;

  private constructor(door: Door) {
    this.#door = door;
  }

  /** The module imports nothing, so there is nothing to give it. */
  static async start(module: WebAssembly.Module): Promise<Core> {
    const instance = await WebAssembly.instantiate(module, {});
    const door = instance.exports as unknown as Door;
    door._initialize();
    if (door.cg_door_version() !== doorVersion) throw new WrongCoreError();
    return new Core(door);
  }

  openSession(): CoreSession {
    const session = checked(this.#door.cg_session_open());
    const ask = (what: "cg_session_take_pack" | "cg_session_call", text: string): string =>
      this.#text(this.#door[what](session, this.#give(encoder.encode(text))));
    return {
      takePack: (json) => ask("cg_session_take_pack", json),
      call: (request) => ask("cg_session_call", request),
      close: () => void checked(this.#door.cg_session_close(session)),
    };
  }

  /** Argon2id. Wipes the passphrase. Its memory stays with this instance: throw it away. */
  passphraseKey(
    passphrase: Uint8Array,
    salt: Uint8Array,
    passes: number,
    kibibytes: number,
  ): Uint8Array {
    const words = this.#give(passphrase);
    return this.#take(
      this.#door.cg_passphrase_key(words, this.#give(salt), passes, kibibytes),
    );
  }

  /** The answer to a planning problem, both as JSON. */
  plan(problem: string): string {
    return this.#text(this.#door.cg_plan(this.#give(encoder.encode(problem))));
  }

  /** Bytes of memory that the instance has. It never gives any back. */
  get memoryBytes(): number {
    return this.#door.memory.buffer.byteLength;
  }

  // A buffer with these bytes, which are wiped here.
  #give(bytes: Uint8Array): number {
    const buffer = checked(this.#door.cg_buffer_make(bytes.length));
    const at = this.#door.cg_buffer_bytes(buffer);
    new Uint8Array(this.#door.memory.buffer, at, bytes.length).set(bytes);
    bytes.fill(0);
    return buffer;
  }

  #take(result: number): Uint8Array {
    const buffer = checked(result);
    const at = this.#door.cg_buffer_bytes(buffer);
    const size = this.#door.cg_buffer_size(buffer);
    const bytes = new Uint8Array(this.#door.memory.buffer, at, size).slice();
    this.#door.cg_buffer_drop(buffer);
    return bytes;
  }

  #text(result: number): string {
    const bytes = this.#take(result);
    const text = decoder.decode(bytes);
    bytes.fill(0);
    return text;
  }
}

/** One person's side: docs/formats/session.md. Requests and answers are JSON. */
export interface CoreSession {
  takePack(json: string): string;
  call(request: string): string;
  /** Wipes it. */
  close(): void;
}
