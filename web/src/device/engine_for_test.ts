// The core without workers, which Node has none of: the same commands on the same core.
import { readFileSync } from "node:fs";
import { fromBase64, toBase64 } from "../engine/base64.ts";
import { Core } from "../engine/core.ts";
import { EngineStopped, type Done, type EngineLike, type Refused } from "../engine/engine.ts";
import type { Command, ReplyOf } from "../engine/session_types.ts";

const root = new URL("../../../", import.meta.url);
const module = new WebAssembly.Module(readFileSync(new URL("build/wasm/core.wasm", root)));
const pack = readFileSync(new URL("content/closer/pack.json", root), "utf8");

/** `now` can be another time than that of the machine. */
export async function startEngineForTest(now: () => number = Date.now): Promise<EngineLike> {
  const core = await Core.start(module);
  const session = core.openSession();
  session.takePack(pack);
  const random = (size: number): string => toBase64(crypto.getRandomValues(new Uint8Array(size)));
  let stopped = false;
  return {
    async ask<C extends Command>(command: C): Promise<Done<ReplyOf<C>> | Refused> {
      if (stopped) throw new EngineStopped("stopped");
      const answer = session.call(JSON.stringify({ now: now(), entropy: random(32), command }));
      return JSON.parse(answer) as Done<ReplyOf<C>> | Refused;
    },
    // The least that a vault may cost: these tests are not about guessing.
    freshCost: () => ({ salt: random(16), passes: 1, kibibytes: 8192 }),
    passphraseKey: async (passphrase, { salt, passes, kibibytes }) => {
      const words = new TextEncoder().encode(passphrase.normalize("NFKC"));
      return toBase64((await Core.start(module)).passphraseKey(words, fromBase64(salt), passes, kibibytes));
    },
    stop: () => void (stopped = true),
  };
}
