// What engine.spec.ts does with the engine in a real browser.
import pack from "../../content/closer/pack.json?raw";
import wasm from "../../build/wasm/core.wasm?url";
import { Engine } from "../src/engine/engine.ts";
import type { Replayed } from "../src/engine/replay.ts";

const module = await WebAssembly.compileStreaming(fetch(wasm));

const page = {
  module,
  pack,
  Engine,
  start: (): Promise<Engine> => Engine.start({ module, pack }),
  replay(transcript: string): Promise<Replayed> {
    const worker = new Worker(new URL("./replay_worker.ts", import.meta.url), { type: "module" });
    return new Promise<Replayed>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Replayed>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ module, pack, transcript });
    }).finally(() => worker.terminate());
  },
};

export type EnginePage = typeof page;

declare global {
  interface Window {
    page: EnginePage;
  }
}

window.page = page;
