// The server itself, in a folder of its own, which can be stopped, killed and started again.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../../build/release/commonground", import.meta.url));
/** Whoever names a server wants it tested; else it is tested where it was built. */
const program = process.env["CG_SERVER"] ?? (existsSync(built) ? built : undefined);
export const hasServer = program !== undefined;

export class ServerForTest {
  readonly #folder = mkdtempSync(join(tmpdir(), "commonground-"));
  /** Where what it tells whoever runs it goes. */
  protected readonly log: "ignore" | "inherit" = "ignore";
  #process: ChildProcess | undefined;
  #url = "";

  get url(): string {
    return this.#url;
  }
  get store(): string {
    return join(this.#folder, "store");
  }

  /** At the port where it was before, if it was. */
  async start(...options: string[]): Promise<void> {
    if (program === undefined) throw new Error("no server");
    const listen = this.#url === "" ? "127.0.0.1:0" : new URL(this.#url).host;
    const child = spawn(program, ["serve", "--listen", listen, "--store", this.store, ...options], {
      stdio: ["ignore", "pipe", this.log],
      env: { ...process.env, TZ: "UTC" },
    });
    this.#process = child;
    for await (const line of createInterface(child.stdout)) {
      const [, url] = /listens at (http:\S+)\//.exec(line) ?? [];
      if (url === undefined) continue;
      this.#url = url;
      child.stdout.resume();
      return;
    }
    throw new Error(`${program} did not start`);
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }
  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** All that it has, as whoever runs it would keep it for a bad day. */
  copyStore(): { putBack: () => void } {
    const copy = mkdtempSync(join(tmpdir(), "commonground-copy-"));
    cpSync(this.#folder, copy, { recursive: true });
    return {
      putBack: () => {
        rmSync(this.#folder, { recursive: true });
        cpSync(copy, this.#folder, { recursive: true });
        rmSync(copy, { recursive: true });
      },
    };
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
