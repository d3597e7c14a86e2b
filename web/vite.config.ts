import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { oldestBrowsers } from "./build/browsers.ts";
import { fonts } from "./build/fonts.ts";
import { serviceWorker } from "./build/service_worker.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Tests run in Node with what a browser is given: they wait for what a person would see.
const isTest = process.env["VITEST"] !== undefined;
const asForBrowsers = isTest ? { dynamicCompileOptions: () => ({ generate: "client" as const }) } : {};

export default defineConfig({
  plugins: [svelte(asForBrowsers), fonts(), serviceWorker()],
  // The core and the pack lie beside web/, not in it.
  server: { fs: { allow: [here("..")] }, proxy: { "/v1": { target: "http://127.0.0.1:8787", ws: true } } },
  build: {
    outDir: here("../build/pages"),
    emptyOutDir: true,
    target: oldestBrowsers,
    // Nothing in the text of a page: the policy of the server lets no such thing through.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
  ...(isTest && { resolve: { conditions: ["browser"] } }),
  test: { include: ["{src,build}/**/*.test.ts"], testTimeout: 60_000 },
});
