// The real server with the real pages, on a port and with a store of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program =
  process.env["CG_SERVER"] ?? fileURLToPath(new URL("../../../build/release/commonground", import.meta.url));

export class Server {
  readonly #folder = mkdtempSync(join(tmpdir(), "commonground-"));
  #process: ChildProcess | undefined;
  #url = "";

  get url(): string {
    return this.#url;
  }
  get store(): string {
    return join(this.#folder, "store");
  }

  /** Again on the same port, with the same store, after a stop. */
  async start(): Promise<void> {
    const listen = this.#url === "" ? "127.0.0.1:0" : new URL(this.#url).host;
    // Tests ask more of one address than two people do.
    const limits = ["--requests-per-minute", "60000", "--requests-at-once", "6000", "--appends-per-minute", "60000", "--appends-at-once", "6000"];
    const child = spawn(program, ["serve", "--listen", listen, "--store", this.store, ...limits], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TZ: "UTC" },
    });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /listens at (http:\S+)\//.exec(line) ?? [];
      if (url !== undefined) {
        this.#url = url;
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`${program} did not start`);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
