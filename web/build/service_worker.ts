// Builds src/service_worker.ts into sw.js, with the list of what the app consists of in it.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import { precacheOf, type BuiltFile } from "./precache.ts";

const source = "src/service_worker.ts";
const placeholder = "PRECACHE";

function filesIn(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path), content: readFileSync(path) }));
}

export function serviceWorker(): Plugin {
  let publicFolder = "";
  return {
    name: "service-worker",
    apply: "build",
    // After index.html has its scripts.
    enforce: "post",
    configResolved({ publicDir }) {
      publicFolder = publicDir;
    },
    buildStart() {
      this.emitFile({ type: "chunk", id: source, fileName: "sw.js" });
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const made = Object.entries(bundle).map(([name, file]) => ({
          name,
          content: file.type === "chunk" ? file.code : file.source,
        }));
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk" || worker.imports.length > 0 || !worker.code.includes(placeholder)) {
          this.error(`${source} imports something, or does not use ${placeholder}`);
        }
        const list = JSON.stringify(precacheOf([...made, ...filesIn(publicFolder)]));
        worker.code = worker.code.replaceAll(placeholder, list);
      },
    },
  };
}
