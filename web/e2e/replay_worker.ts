import { replay } from "../src/engine/replay.ts";

interface Asked {
  module: WebAssembly.Module;
  pack: string;
  transcript: string;
}

self.onmessage = async ({ data }: MessageEvent<Asked>): Promise<void> => {
  self.postMessage(await replay(data.module, () => data.pack, data.transcript));
};
