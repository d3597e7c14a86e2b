// Builds seed_page.ts, which the tests put beside the app.
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { oldestBrowsers } from "../../build/browsers.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "/seed/",
  publicDir: false,
  plugins: [svelte()],
  build: {
    outDir: here("../../../build/web-seed"),
    emptyOutDir: true,
    target: oldestBrowsers,
    assetsInlineLimit: 0,
    rollupOptions: { input: here("seed_page.ts"), output: { entryFileNames: "seed.js" } },
  },
  worker: { format: "es" },
});
