// A device with the core, the pack and the server of these pages.
import coreUrl from "../../../build/wasm/core.wasm?url";
import { loadPack } from "../content/pack.ts";
import { Engine } from "../engine/engine.ts";
import type { Over } from "./host.ts";
import { LocalDevice } from "./local_device.ts";
import type { Store } from "./store.ts";

// The network is back, or somebody looks at the page again.
function wakes(wake: () => void): () => void {
  const shown = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", shown);
  return () => {
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", shown);
  };
}

/** Whoever asks for it is about to unlock, so what the core needs is fetched at once. */
export function wholeDevice(store: Store, over: (why: Over) => void): LocalDevice {
  let core: Promise<WebAssembly.Module> | undefined;
  const module = (): Promise<WebAssembly.Module> => {
    core ??= WebAssembly.compileStreaming(fetch(coreUrl));
    core.catch(() => (core = undefined));
    return core;
  };
  const needed = (): Promise<[WebAssembly.Module, { text: string }]> => Promise.all([module(), loadPack()]);
  needed().catch(() => undefined);
  return new LocalDevice({
    store,
    startEngine: async () => {
      const [module, { text: pack }] = await needed();
      return Engine.start({ module, pack });
    },
    origin: location.origin,
    wakes,
    over,
  });
}
