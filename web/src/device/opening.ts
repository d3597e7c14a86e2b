// One person from unlocking to locking: their host, what goes to the server, and what the pages see.
import type { EngineLike } from "../engine/engine.ts";
import { AtServer } from "./at_server.ts";
import { Host, type ShownViews } from "./host.ts";
import { Http } from "./http.ts";
import type { DeviceParts } from "./local_device.ts";
import { DeviceSide } from "./side.svelte.ts";
import type { Resident } from "./store.ts";
import { Sync } from "./sync.ts";

/** Which page has a person now: what all pages of a browser tell each other. */
interface Held {
  person: string;
  holder: string;
}

export class Opening {
  readonly host: Host;
  readonly #parts: DeviceParts;
  readonly #resident: Resident;
  readonly #engine: EngineLike;
  readonly #pages = new BroadcastChannel("notes");
  #endings: (() => void)[] = [];
  #changed: (views: ShownViews, waiting: number) => void = () => undefined;

  constructor(parts: DeviceParts, resident: Resident, engine: EngineLike) {
    this.#parts = parts;
    this.#resident = resident;
    this.#engine = engine;
    const { id, holder } = resident;
    this.host = new Host(engine, parts.store, id, holder, {
      changed: (views, waiting) => this.#changed(views, waiting),
      ended: (why) => {
        for (const end of this.#endings) end();
        if (why) parts.over(why);
      },
    });
    this.#pages.onmessage = ({ data }: MessageEvent<Held>) => {
      if (data.person === id && data.holder !== holder) this.host.end("elsewhere");
    };
    this.#endings.push(() => this.#pages.close());
  }

  /** No other page writes for this person any more, and none shows them. */
  async hold(): Promise<void> {
    const { id: person, holder } = this.#resident;
    await this.#parts.store.hold(person, holder);
    this.#pages.postMessage({ person, holder } satisfies Held);
  }

  /** All is loaded: looks at it, and goes to the server. */
  async begin(
    isPassphrase: (passphrase: string) => Promise<boolean>,
  ): Promise<{ side: DeviceSide; sync: Sync } | undefined> {
    const { host } = this;
    const { store, origin, wakes } = this.#parts;
    await host.refresh();
    const waiting = await store.waiting(host.person);
    // Nothing is waited for from here on: what ends the host finds all of it.
    if (host.isOver) return undefined;
    const http = new Http(origin);
    const sync = new Sync({
      host,
      store,
      http,
      socketUrl: `${origin.replace(/^http/, "ws")}/v1/socket`,
      shown: (connection, trouble) => side.stand(connection, trouble),
    });
    const side: DeviceSide = new DeviceSide({
      resident: this.#resident,
      engine: this.#engine,
      host,
      server: new AtServer({ host, store, http, sync, origin }),
      isPassphrase,
      remove: () => store.remove(this.#resident.id),
    });
    side.show(host.views, waiting);
    this.#changed = (views, waiting) => {
      side.show(views, waiting);
      sync.look();
    };
    const sleep = wakes(() => sync.wake());
    this.#endings.push(sleep, () => sync.stop(), () => side.forget());
    sync.start();
    return { side, sync };
  }
}
