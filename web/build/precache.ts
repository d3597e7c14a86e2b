// What a service worker keeps: every file of the app, and a name for just these contents.
import { createHash } from "node:crypto";

export interface Precache {
  version: string;
  /** Paths as they are asked for. */
  files: string[];
}

export interface BuiltFile {
  /** Within the folder of pages, as in "assets/index-abc.js". */
  name: string;
  content: string | Uint8Array;
}

// The worker keeps everything but itself.
const worker = "sw.js";

export function precacheOf(built: readonly BuiltFile[]): Precache {
  const files = built
    .filter(({ name }) => name !== worker)
    .map(({ name, content }) => ({ path: name === "index.html" ? "/" : `/${name}`, content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash("sha256");
  for (const { path, content } of files) {
    hash.update(`${path}\n${createHash("sha256").update(content).digest("hex")}\n`);
  }
  return { version: hash.digest("hex").slice(0, 16), files: files.map(({ path }) => path) };
}
