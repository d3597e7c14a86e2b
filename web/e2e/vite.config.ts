// Builds the page of engine.spec.ts as the app is built, and serves it under the app's policy.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  build: {
    outDir: here("../../build/web-engine"),
    emptyOutDir: true,
    target: "es2023",
    rollupOptions: { input: here("engine.html") },
  },
  worker: { format: "es" },
  preview: {
    host: "127.0.0.1",
    port: 8790,
    strictPort: true,
    headers: {
      "Content-Security-Policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'",
      "X-Content-Type-Options": "nosniff",
    },
  },
});
