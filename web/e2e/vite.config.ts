// Builds the pages of engine.spec.ts and gallery.spec.ts as the app is built, and serves them under the
// app's policy.
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { oldestBrowsers } from "../build/browsers.ts";
import { fonts } from "../build/fonts.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  plugins: [svelte(), fonts()],
  build: {
    outDir: here("../../build/web-engine"),
    emptyOutDir: true,
    target: oldestBrowsers,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: [here("engine.html"), here("gallery.html")] },
  },
  worker: { format: "es" },
  preview: {
    host: "127.0.0.1",
    port: 8790,
    strictPort: true,
    headers: {
      "Content-Security-Policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; worker-src 'self'; connect-src 'self'",
      "X-Content-Type-Options": "nosniff",
    },
  },
});
