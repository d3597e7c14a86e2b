// Held against tests/vectors/wire, as the server is.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BadFrame, closeFrame, fromHex, openFrame, putFrame, readFrames, toHex, type ServerFrame } from "./wire.ts";

type Vector =
  | { frame: "open"; fields: { log: string; author: number; after: number; proof: string }; bytes: string }
  | { frame: "close"; fields: { log: string }; bytes: string }
  | { frame: "append" | "replace"; fields: { "record-id": string; record: string }; bytes: string }
  | { frame: ServerFrame["kind"]; fields: Record<string, number | string>; bytes: string };

const file = new URL("../../../tests/vectors/wire/frames.jsonl", import.meta.url);
const lines = readFileSync(file, "utf8").trimEnd().split("\n");
const vectors = lines.map((line) => JSON.parse(line) as Vector);

/** What a frame of the server says, by the names that the vectors have. */
function fieldsOf(frame: ServerFrame): Record<string, number | string> {
  switch (frame.kind) {
    case "hello": return { version: frame.version, challenge: frame.challenge };
    case "live": return { log: frame.log, newest: frame.newest, "days-left": frame.daysLeft };
    case "stored": return { "record-id": frame.id, number: frame.number };
    case "closed": return { log: frame.log };
    case "error": return { code: frame.code, "retry-after-ms": frame.retryAfterMs, about: frame.about };
    case "records": {
      const names = ["first", "second"];
      const fields = frame.records.flatMap(({ number, record }, i) => [
        [`${names[i]}-number`, number],
        [`${names[i]}-record`, toHex(record)],
      ]);
      return { log: frame.log, ...Object.fromEntries(fields) };
    }
  }
}

test.each(vectors)("$frame", (vector) => {
  const { bytes } = vector;
  switch (vector.frame) {
    case "open": return expect(toHex(openFrame(vector.fields))).toBe(bytes);
    case "close": return expect(toHex(closeFrame(vector.fields.log))).toBe(bytes);
    case "append":
    case "replace": {
      const { "record-id": id, record } = vector.fields;
      return expect(toHex(putFrame(vector.frame, id, fromHex(record)))).toBe(bytes);
    }
    default: {
      const [frame, ...more] = readFrames(fromHex(bytes));
      expect([frame?.kind, more]).toEqual([vector.frame, []]);
      if (!frame) return;
      const fields = vector.frame === "error" ? { ...vector.fields, code: "too-fast" } : vector.fields;
      expect(fieldsOf(frame)).toEqual(fields);
    }
  }
});

test("several frames come in one message, and kinds of later releases are skipped", () => {
  const known = vectors.filter(({ frame }) => ["hello", "live", "stored"].includes(frame));
  const message = known.map(({ bytes }) => bytes).join("9902000000abcd");
  expect(readFrames(fromHex(message)).map(({ kind }) => kind)).toEqual(known.map(({ frame }) => frame));
});

test("what is cut off, or has more in it than it should, is no frame", () => {
  const [hello] = vectors.filter(({ frame }) => frame === "hello");
  const bytes = fromHex(hello?.bytes ?? "");
  for (let size = 1; size < bytes.length; ++size) expect(() => readFrames(bytes.subarray(0, size))).toThrow(BadFrame);
  const longer = Uint8Array.from([...bytes, 0]);
  longer[1] = (longer[1] ?? 0) + 1;
  expect(() => readFrames(longer)).toThrow(BadFrame);
});
