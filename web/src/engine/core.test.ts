// The core in WebAssembly, in Node: the same as in the other builds, byte for byte.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "./base64.ts";
import { Core, DoorError } from "./core.ts";
import { difference, replay } from "./replay.ts";

const root = new URL("../../../", import.meta.url);
const file = (path: string): string => readFileSync(new URL(path, root), "utf8");
const files = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, root)).filter((name) => name.endsWith(ending));

const module = new WebAssembly.Module(readFileSync(new URL("build/wasm/core.wasm", root)));
const pack = file("content/closer/pack.json");

const errorOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return error instanceof DoorError ? error.code : "another error";
  }
  return undefined;
};

describe("the module", () => {
  test("exports what was reviewed, and imports nothing", () => {
    const reviewed = file("bridge/exports.txt").split("\n").filter((line) => /^[a-z_]/.test(line));
    expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(reviewed);
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });

  test("is small", () => {
    const size = brotliCompressSync(readFileSync(new URL("build/wasm/core.wasm", root))).length;
    expect(size).toBeLessThanOrEqual(150_000);
  });

  test("has no trace of the machine it was built on", () => {
    const text = readFileSync(new URL("build/wasm/core.wasm", root)).toString("latin1");
    expect(text).not.toContain(root.pathname);
    expect(WebAssembly.Module.customSections(module, "name")).toEqual([]);
  });
});

describe("the door", () => {
  test("answers requests, and refuses what is too much", async () => {
    const session = (await Core.start(module)).openSession();
    expect(session.call("{}")).toBe('{"error":{"code":"no-pack"}}');
    expect(session.takePack(pack)).toBe('{"work":[]}');
    expect(session.call("{}")).toContain('"bad-request"');
    expect(session.call("\u{1F331}\0")).toContain('"syntax"');
    expect(errorOf(() => session.call("x".repeat((16 << 20) + 1)))).toBe("too-large");
    session.close();
    expect(errorOf(() => session.call("{}"))).toBe("no-such-session");
  });

  test("has eight sessions and no more", async () => {
    const core = await Core.start(module);
    const sessions = Array.from({ length: 8 }, () => core.openSession());
    expect(errorOf(() => core.openSession())).toBe("too-many");
    for (const session of sessions) session.close();
    core.openSession().close();
  });

  // Made with another program: argon2 -id -t 3 -k 65536 -p 1 -v 13 -r.
  test("makes the keys that Argon2id makes, and wipes what it was given", async () => {
    const core = await Core.start(module);
    const passphrase = new TextEncoder().encode("four plain words here");
    const salt = new TextEncoder().encode("0123456789abcdef");
    const key = core.passphraseKey(passphrase, salt, 3, 65536);
    expect(Buffer.from(key).toString("hex")).toBe(
      "7f44f2d8d1b64829651fea5475013314ebe41d0c1f00fe79dcc1272150e6c989",
    );
    expect(passphrase.every((byte) => byte === 0)).toBe(true);
    const some = (): Uint8Array => new Uint8Array(16);
    expect(errorOf(() => core.passphraseKey(some(), new Uint8Array(15), 3, 64))).toBe("wrong-size");
    expect(errorOf(() => core.passphraseKey(some(), some(), 0, 64))).toBe("cost-out-of-range");
    expect(errorOf(() => core.passphraseKey(some(), some(), 3, 1 << 30))).toBe("cost-out-of-range");
  });
});

test("bytes in JSON are read as they were written", () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let length = 0; length <= 256; ++length) {
    const bytes = all.slice(0, length);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  }
  expect(toBase64(Uint8Array.of(0xfb, 0xff))).toBe("-_8");
  expect(() => fromBase64("a+b")).toThrow();
});

describe("plans are those of the other builds", () => {
  const problems = "tests/vectors/plan/problems/";
  test.each(files(problems, ".json"))("%s", async (name) => {
    const core = await Core.start(module);
    // The vectors were kept without what it took to find them.
    const answer = core.plan(file(problems + name)).replace(/,"stats":{[^}]*}}$/, "");
    const expected = file(`tests/vectors/plan/${name}`).trimEnd();
    expect(difference(expected, answer)).toBeUndefined();
    expect(errorOf(() => core.plan("{}"))).toBe("no-answer");
  });
});

describe("stories go as in the other builds", () => {
  const folder = "build/transcripts/";
  test.each(files(folder, ".jsonl"))("%s", async (name) => {
    const replayed = await replay(module, file, file(folder + name));
    expect(replayed.difference).toBeUndefined();
    expect(replayed.requests).toBeGreaterThan(0);
  });

  test("and a changed answer is noticed", async () => {
    const transcript = file(`${folder}WholeWay.jsonl`);
    const changed = transcript.replace('"out":"{', '"out":"{ ');
    expect(changed).not.toBe(transcript);
    expect((await replay(module, file, changed)).difference?.request).toBe(0);
  });
});
