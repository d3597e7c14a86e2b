// Puts people into a browser as if they had answered already, by the same way as the pages do. Stories
// that are about what comes later begin with it. It is not part of the app: the tests put it beside it.
import { openDevice, type Unlocked } from "../../src/device/device.ts";
import type { Side } from "../../src/device/side.ts";
import type { About, PlanChoice, SayBody } from "../../src/engine/session_types.ts";

const device = openDevice(() => undefined);
let side: Side | undefined;

function here(): Side {
  if (side === undefined) throw new Error("nobody is unlocked");
  return side;
}
function must<T>(answer: T & { error?: unknown }): T {
  if (answer.error !== undefined) throw new Error(JSON.stringify(answer.error));
  return answer;
}
function take(unlocked: Unlocked): void {
  if ("error" in unlocked) throw new Error(JSON.stringify(unlocked.error));
  side = unlocked.side;
}
/** Looks with every picture that is drawn. */
async function until(what: string, is: (side: Side) => boolean): Promise<void> {
  const begun = performance.now();
  while (!is(here())) {
    if (performance.now() - begun > 20_000) throw new Error(`not so after 20 s: ${what}`);
    await new Promise(requestAnimationFrame);
  }
}

const seed = {
  async settle(label: string, passphrase: string, bodies: SayBody[]): Promise<void> {
    take(await device.create(label, passphrase));
    for (let at = 0; at < bodies.length; at += 100) {
      const error = await here().say(...bodies.slice(at, at + 100));
      if (error !== undefined) throw new Error(JSON.stringify(error));
    }
  },
  async unlock(passphrase: string): Promise<void> {
    const [first] = await device.residents();
    take(await device.unlock(first?.id ?? "", passphrase));
  },
  async together(safe: Record<string, "yes" | "no">): Promise<void> {
    must(await here().ask({ do: "safety", answers: safe }));
    must(await here().ask({ do: "together", on: true }));
  },
  async invite(): Promise<string> {
    const made = await here().makeInvite();
    if ("error" in made) throw new Error(JSON.stringify(made.error));
    return made.link;
  },
  async join(link: string): Promise<void> {
    must(await here().joinWith(link.slice(link.indexOf("#i=") + 3)));
    await until("joined", ({ words }) => words.words !== null);
  },
  async say(...bodies: SayBody[]): Promise<void> {
    const error = await here().say(...bodies);
    if (error !== undefined) throw new Error(JSON.stringify(error));
  },
  async share(...what: About[]): Promise<void> {
    const error = await here().share(...what);
    if (error !== undefined) throw new Error(JSON.stringify(error));
  },
  async shareNeeds(): Promise<void> {
    const needs = here().mine.filter((body) => body.kind === "need");
    await seed.share(...needs.map(({ need }) => ({ kind: "need" as const, need })));
  },
  /** Until both are ready for a stage. */
  async ready(stage: "hear-each-other" | "both-want" | "common-ground"): Promise<void> {
    await seed.say({ kind: "ready", stage, on: true });
    await until(`both ready for ${stage}`, ({ way }) => way.partner?.["they-are-ready-for"].includes(stage) ?? false);
  },
  /** The whole private match, as far as this side goes. */
  async match(): Promise<void> {
    must(await here().ask({ do: "begin-round" }));
    for (;;) {
      await until("my move in the round", ({ round }) => round.matched !== null || (round.round?.["my-move"] ?? false));
      if (here().round.matched !== null) return;
      must(await here().ask({ do: "go-on" }));
    }
  },
  /** Proposes a small plan that begins today, and says yes to it. */
  async propose(...ways: PlanChoice[]): Promise<void> {
    const begins = new Date().setHours(0, 0, 0, 0);
    await seed.say({ kind: "proposal", round: 1, ways, begins, days: 14 });
    await seed.agree();
  },
  /** Says yes to the plan on the table. */
  async agree(): Promise<void> {
    await until("a plan on the table", ({ plans }) => plans.proposals.length > 0);
    await seed.say({ kind: "agree", proposal: here().plans.proposals[0]?.proposal ?? "" });
  },
  /** Until the server has everything. */
  async sent(): Promise<void> {
    await until("sent", ({ waiting, connection }) => waiting === 0 && connection === "online");
  },
  lock(): void {
    here().lock();
  },
};

export type Seed = typeof seed;

declare global {
  interface Window {
    seed: Seed;
  }
}

window.seed = seed;
