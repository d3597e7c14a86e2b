// The bytes between a device and the server, as docs/formats/wire.md has them: frames of the socket,
// and what the server's errors are called.

export const wireErrors = {
  1: "bad-request", 2: "bad-frame", 3: "too-large", 4: "not-found", 5: "wrong-method", 6: "wrong-type",
  10: "bad-signature", 11: "challenge-expired", 12: "not-a-member", 13: "not-open", 14: "already-open",
  20: "unknown-log", 21: "log-exists", 22: "not-a-record", 23: "wrong-id", 24: "wrong-author", 25: "gap",
  26: "fork", 27: "unknown-record", 30: "unknown-invite", 31: "invite-expired", 32: "invite-used",
  33: "unknown-backup", 34: "wrong-proof", 40: "log-full", 41: "no-place", 42: "too-many-logs",
  43: "too-fast", 44: "too-many-failures", 45: "too-many-connections", 50: "busy", 51: "not-stored",
  52: "stopping", 53: "idle",
} as const;

/** In a log, that of the device that made it. */
export const firstPlace = 0;

export type WireErrorName = (typeof wireErrors)[keyof typeof wireErrors];

/** `unknown` is one of a later release. */
export interface WireFault {
  code: WireErrorName | "unknown";
  retryAfterMs: number;
}

export type ServerFrame =
  | { kind: "hello"; version: number; challenge: string }
  | { kind: "records"; log: string; records: { number: number; record: Uint8Array }[] }
  | { kind: "live"; log: string; newest: number; daysLeft: number }
  | { kind: "stored"; id: string; number: number }
  | ({ kind: "error"; about: string } & WireFault)
  | { kind: "closed"; log: string };

/** The server sent what is no frame. */
export class BadFrame extends Error {
  override readonly name = "BadFrame";
}

export const mostMessageBytes = 128 * 1024;

const idSize = 16;
const headSize = 5;

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError("not hex");
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function frame(kind: number, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(headSize + size);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, size, true);
  let at = headSize;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function openFrame(open: { log: string; author: number; after: number; proof: string }): Uint8Array<ArrayBuffer> {
  const place = new Uint8Array(9);
  const view = new DataView(place.buffer);
  view.setUint8(0, open.author);
  view.setBigUint64(1, BigInt(open.after), true);
  return frame(0x01, fromHex(open.log), place, fromHex(open.proof));
}
export function closeFrame(log: string): Uint8Array<ArrayBuffer> {
  return frame(0x02, fromHex(log));
}
export function putFrame(kind: "append" | "replace", id: string, record: Uint8Array): Uint8Array<ArrayBuffer> {
  return frame(kind === "append" ? 0x03 : 0x04, fromHex(id), record);
}

/** Reads one thing after the other, and fails with BadFrame where there is none. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }
  take(size: number): Uint8Array {
    return this.#bytes.subarray(this.#step(size), this.#at);
  }
  hex(size: number): string {
    return toHex(this.take(size));
  }
  number(size: 1 | 2 | 4 | 8): number {
    const at = this.#step(size);
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at, true);
    if (size === 4) return this.#view.getUint32(at, true);
    const number = Number(this.#view.getBigUint64(at, true));
    if (!Number.isSafeInteger(number)) throw new BadFrame("number");
    return number;
  }
  #step(size: number): number {
    if (size > this.left) throw new BadFrame("too short");
    this.#at += size;
    return this.#at - size;
  }
}

function recordsOf(body: Reader): { number: number; record: Uint8Array }[] {
  const records = [];
  while (body.left > 0) {
    const number = body.number(8);
    records.push({ number, record: body.take(body.number(4)) });
  }
  return records;
}

function faultOf(body: Reader): WireFault {
  const code = (wireErrors as Record<number, WireErrorName | undefined>)[body.number(2)];
  return { code: code ?? "unknown", retryAfterMs: body.number(4) };
}

const bodies: { readonly [kind: number]: (body: Reader) => ServerFrame } = {
  0x81: (body) => ({ kind: "hello", version: body.number(1), challenge: body.hex(32) }),
  0x82: (body) => ({ kind: "records", log: body.hex(idSize), records: recordsOf(body) }),
  0x83: (body) => ({ kind: "live", log: body.hex(idSize), newest: body.number(8), daysLeft: body.number(4) }),
  0x84: (body) => ({ kind: "stored", id: body.hex(idSize), number: body.number(8) }),
  0x85: (body) => ({ kind: "error", ...faultOf(body), about: body.hex(idSize) }),
  0x86: (body) => ({ kind: "closed", log: body.hex(idSize) }),
};

/** What is in a message of the server. Kinds of a later release are skipped. */
export function readFrames(message: Uint8Array): ServerFrame[] {
  const frames: ServerFrame[] = [];
  const reader = new Reader(message);
  while (reader.left > 0) {
    const read = bodies[reader.number(1)];
    const body = new Reader(reader.take(reader.number(4)));
    if (read === undefined) continue;
    frames.push(read(body));
    if (body.left > 0) throw new BadFrame("too long");
  }
  return frames;
}
