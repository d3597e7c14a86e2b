// The real server with the real pages, on a port and with a store of its own.
import { ServerForTest } from "../../src/device/server_for_test.ts";

/** Tests ask more of one address than two people do. */
const limits = ["--requests-per-minute", "60000", "--requests-at-once", "6000", "--appends-per-minute", "60000", "--appends-at-once", "6000"];

export class Server extends ServerForTest {
  protected override readonly log = "inherit";

  override start(...options: string[]): Promise<void> {
    return super.start(...limits, ...options);
  }
}
