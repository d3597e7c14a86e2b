// A line like a phone's between a browser and a server: every byte of every connection goes over it.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export interface LineSpeed {
  /** There and back; a new connection waits once more as long. */
  roundTripMs: number;
  bitsPerSecond: number;
}

/** One direction: what is sent waits its turn, then half a round trip. */
class Direction {
  readonly #speed: LineSpeed;
  #freeAt = 0;

  constructor(speed: LineSpeed) {
    this.#speed = speed;
  }

  carry(bytes: Buffer, to: Socket, notBefore: number): void {
    const { roundTripMs, bitsPerSecond } = this.#speed;
    const begins = Math.max(this.#freeAt, notBefore, performance.now());
    this.#freeAt = begins + (bytes.length * 8_000) / bitsPerSecond;
    setTimeout(() => to.writable && to.write(bytes), this.#freeAt + roundTripMs / 2 - performance.now());
  }
}

export class Line {
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();

  constructor(to: URL, speed: LineSpeed) {
    const up = new Direction(speed);
    const down = new Direction(speed);
    this.#listener = createServer((browser) => {
      const server = connect(Number(to.port), to.hostname);
      const opened = performance.now() + speed.roundTripMs;
      browser.on("data", (bytes) => up.carry(bytes, server, opened));
      server.on("data", (bytes) => down.carry(bytes, browser, opened));
      for (const [one, other] of [[browser, server], [server, browser]] as const) {
        this.#sockets.add(one);
        one.on("error", () => one.destroy());
        one.on("close", () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((listening) => this.#listener.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(this.#listener.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
