// Ana and Ben, each with a session of their own, and a relay between them that keeps what they send.
// For tests that need what the core really answers.
import { safeAnswers } from "../content/pack_for_test.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { Core, type CoreSession } from "./core.ts";
import type { Done, Refused } from "./engine.ts";
import type {
  Claim, Command, LogState, ReplyOf, SayBody, StoreWork, Work,
} from "./session_types.ts";

const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const salt = "AAECAwQFBgcICQoLDA0ODw";
const challenge = "00".repeat(32);

/** What stands between the two: the records of each log, in the order in which they came. */
export class World {
  now = Date.UTC(2025, 10, 13, 18);
  entropy = 1;
  readonly #logs = new Map<string, Map<string, string>>();
  readonly #devices = new Map<string, string[]>();

  place({ log, device }: Claim | LogState): number {
    const devices = this.#devices.get(log) ?? [];
    this.#devices.set(log, devices);
    if (!devices.includes(device)) devices.push(device);
    return devices.indexOf(device);
  }
  keep({ log, id, bytes }: Pick<StoreWork, "log" | "id" | "bytes">): void {
    const records = this.#logs.get(log) ?? new Map<string, string>();
    this.#logs.set(log, records.set(id, toBase64(fromBase64(bytes).slice(32))));
  }
  records(log: string, known: ReadonlySet<string>): string[] {
    return [...(this.#logs.get(log) ?? [])].flatMap(([id, bytes]) => (known.has(id) ? [] : [bytes]));
  }
}

export class Person {
  readonly #world: World;
  readonly #session: CoreSession;
  readonly #known = new Set<string>();

  private constructor(world: World, session: CoreSession) {
    this.#world = world;
    this.#session = session;
  }

  static async create(world: World, core: Core, pack: string): Promise<Person> {
    const session = core.openSession();
    session.takePack(pack);
    const person = new Person(world, session);
    const claim = person.must({ do: "create", key, salt, passes: 3, kibibytes: 65536 });
    world.place(claim);
    return person;
  }

  ask<C extends Command>(command: C): Done<ReplyOf<C>> | Refused {
    const entropy = new Uint8Array(32);
    new DataView(entropy.buffer).setUint32(0, this.#world.entropy++, true);
    const request = { now: this.#world.now, entropy: toBase64(entropy), command };
    const answer = JSON.parse(this.#session.call(JSON.stringify(request))) as Done<ReplyOf<C>> | Refused;
    if (answer.error === undefined) this.#do(answer.work);
    return answer;
  }

  must<C extends Command>(command: C): ReplyOf<C> {
    const answer = this.ask(command);
    if (answer.error !== undefined) throw new Error(`${command.do}: ${JSON.stringify(answer.error)}`);
    return answer.reply;
  }

  say(...bodies: SayBody[]): void {
    this.must({ do: "say", say: bodies });
  }

  /** Takes in what the other sent. */
  hear(): void {
    const { own, couple } = this.must({ do: "view", view: "logs" });
    for (const log of [own, couple]) {
      if (log === null) continue;
      this.must({ do: "receive", records: this.#world.records(log.log, this.#known) });
    }
  }

  /** As a page does while someone is at these stages. Whether there was anything to do. */
  goOn(): boolean {
    let any = false;
    while (this.must({ do: "view", view: "round" }).round?.["my-move"] === true) {
      if (this.must({ do: "go-on" }).next === "failed") break;
      any = true;
    }
    while (this.must({ do: "view", view: "table" }).table?.["my-move"] === true) {
      if (this.must({ do: "go-on-at-table" }).next === "failed") break;
      any = true;
    }
    return any;
  }

  beTogether(): void {
    this.must({ do: "safety", answers: safeAnswers });
    this.must({ do: "together", on: true });
  }

  #do(work: Work[]): void {
    let stores = false;
    for (const one of work) {
      if (one.do === "vault" || one.do === "backup") continue;
      stores ||= one.do === "store";
      this.#known.add(one.id);
      if (one.send) this.#world.keep(one);
    }
    if (stores) this.must({ do: "stored" });
  }
}

export async function anaAndBen(core: Core, pack: string): Promise<{ world: World; ana: Person; ben: Person }> {
  const world = new World();
  const ana = await Person.create(world, core, pack);
  const ben = await Person.create(world, core, pack);
  return { world, ana, ben };
}

export function join(world: World, ana: Person, ben: Person): void {
  for (const person of [ana, ben]) person.beTogether();
  const made = ana.must({ do: "invite" });
  const place = world.place(made);
  ana.must({ do: "arrive", log: made.log, author: place });
  const { sealed } = ana.must({ do: "sign-invite", log: made.log, author: place, challenge });
  const taken = ben.must({ do: "join", secret: made.secret, sealed });
  ben.must({ do: "arrive", log: taken.log, author: world.place(taken) });
  sync(ana, ben);
}

/** Until neither has anything new for the other. */
export function sync(ana: Person, ben: Person): void {
  for (let quiet = 0; quiet < 2; ) {
    let any = false;
    for (const person of [ana, ben]) {
      person.hear();
      any = person.goOn() || any;
    }
    quiet = any ? 0 : quiet + 1;
  }
}

export function bothReady(ana: Person, ben: Person, stage: "hear-each-other" | "both-want" | "common-ground"): void {
  for (const person of [ana, ben]) person.say({ kind: "ready", stage, on: true });
  sync(ana, ben);
}

export function match(ana: Person, ben: Person): void {
  bothReady(ana, ben, "both-want");
  ana.must({ do: "begin-round" });
  sync(ana, ben);
  ben.must({ do: "begin-round" });
  sync(ana, ben);
}
