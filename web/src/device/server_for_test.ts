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
  readonly #folder = mkdtempSync(join(tmpdir(), "notes-"));
  #process: ChildProcess | undefined;
  #port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** At the port where it was before, if it was. */
  async start(...options: string[]): Promise<void> {
    if (program === undefined) throw new Error("no server");
    const where = ["--listen", `127.0.0.1:${this.#port}`, "--store", join(this.#folder, "store")];
    this.#process = spawn(program, ["serve", ...where, ...options], { stdio: ["ignore", "pipe", "ignore"] });
    if (!this.#process.stdout) throw new Error("no output");
    for await (const line of createInterface(this.#process.stdout)) {
      const [, port] = /listens at http:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? [];
      if (port === undefined) continue;
      this.#port = Number(port);
      return;
    }
    throw new Error("the server did not start");
  }

  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process || process.exitCode !== null) return;
    process.kill("SIGKILL");
    await once(process, "exit");
  }

  /** All that it has, as whoever runs it would keep it for a bad day. */
  copyStore(): { putBack: () => void } {
    const copy = mkdtempSync(join(tmpdir(), "notes-copy-"));
    cpSync(this.#folder, copy, { recursive: true });
    return {
      putBack: () => {
        rmSync(this.#folder, { recursive: true });
        cpSync(copy, this.#folder, { recursive: true });
        rmSync(copy, { recursive: true });
      },
    };
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }
}
