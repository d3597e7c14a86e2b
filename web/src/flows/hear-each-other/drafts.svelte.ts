// Words that somebody writes to their partner here, from the first letter until they stand between
// the two. They are in the memory of this page and nowhere else.
import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { Refusal } from "../../device/host.ts";
import type { Side } from "../../device/side.ts";
import type { HearView, RecordId, SayBody, Turn } from "../../engine/session_types.ts";

/** Of a body, as it is said then. */
type Kind = "speak" | "say-back" | "heard" | "first-time" | "gift";

/** What words are written for. */
export interface Occasion {
  kind: Kind;
  /** As it stands when they are written: another line makes it another occasion. */
  turn?: Turn | undefined;
}

export interface Draft {
  readonly kind: Kind;
  readonly turn?: RecordId | undefined;
  readonly text: string;
  /** The beginning that was chosen. */
  readonly prompt?: string;
  /** Their field was asked for. */
  readonly open?: boolean;
}

/** A draft whose occasion is not now. */
export interface Waiting extends Draft {
  readonly key: string;
}

interface Sent {
  key: string;
  draft: Draft;
  text: string;
  /** How often the same stood there already. */
  before: number;
}

const keyOf = ({ kind, turn }: Occasion): string => (turn ? `${kind} ${turn.turn} ${turn.lines.length}` : kind);

/** How often these words of mine stand there. */
function count({ turns, gifts, ...rest }: HearView, kind: Kind, text: string): number {
  const said = { "first-time": rest["first-times"], gift: gifts };
  const lines = kind === "first-time" || kind === "gift"
    ? said[kind]
    : turns.flatMap((turn) => turn.lines.filter((line) => line.kind === kind));
  return lines.filter((line) => line.mine && line.text === text).length;
}

const joined = (...texts: (string | undefined)[]): string =>
  texts.flatMap((text) => text?.trim() || []).join("\n\n");

export class Drafts {
  readonly #written = new SvelteMap<string, Draft>();
  // What was sent may turn out to have come too late, as long as nobody answered: both can speak at once.
  #sent = $state.raw<readonly Sent[]>([]);

  at(occasion: Occasion): Draft {
    return this.#written.get(keyOf(occasion)) ?? { kind: occasion.kind, turn: occasion.turn?.turn, text: "" };
  }

  write(occasion: Occasion, some: Partial<Pick<Draft, "text" | "prompt" | "open">>): void {
    this.#written.set(keyOf(occasion), { ...this.at(occasion), ...some });
  }

  /** Says what was written for this, or aloud. The draft is gone then, unless more was written meanwhile. */
  async say(side: Side, occasion: Occasion, body: SayBody & { text?: string }): Promise<Refusal | undefined> {
    const [key, draft, { text }] = [keyOf(occasion), this.at(occasion), body];
    const before = text === undefined ? 0 : count(side.hear, occasion.kind, text);
    const error = await side.say(body);
    if (error !== undefined) return error;
    if (this.#written.get(key) === draft) this.#written.delete(key);
    if (text !== undefined) this.#sent = [...this.#sent, { key, draft, text, before }];
    return undefined;
  }

  /** What was sent and does not stand, because the other one was first, is a draft again. */
  giveBack(hear: HearView): void {
    const stands = ({ draft, text, before }: Sent): boolean => count(hear, draft.kind, text) > before;
    const lost = this.#sent.filter((sent) => !stands(sent));
    if (lost.length === 0) return;
    this.#sent = this.#sent.filter(stands);
    untrack(() => {
      for (const { key, draft } of lost) {
        const there = this.#written.get(key);
        this.#written.set(key, { ...draft, ...there, text: joined(draft.text, there?.text), open: true });
      }
    });
  }

  /** Words whose occasion is not now, the oldest first. */
  waiting(now?: Occasion): Waiting[] {
    const here = now && keyOf(now);
    return [...this.#written]
      .filter(([key, { text }]) => key !== here && text.trim() !== "")
      .map(([key, draft]) => ({ key, ...draft }));
  }

  /** Writes them here as well, after what is written already. */
  move({ key, text }: Waiting, to: Occasion): void {
    this.#written.delete(key);
    this.write(to, { text: joined(this.at(to).text, text), open: true });
  }

  letGo({ key }: Waiting): void {
    this.#written.delete(key);
  }
}

/** What became of the moment that words were for. */
export type Became =
  /** The other one began to speak. */
  | "they-spoke"
  | "rested"
  | "went-on"
  /** It comes again. */
  | "waits";

export function becameOf({ kind, turn }: Draft, { turns }: HearView): Became {
  const last = turns.at(-1);
  if (kind === "speak") return last && !last.mine && last.next !== "nothing" ? "they-spoke" : "waits";
  const of = turns.find((one) => one.turn === turn);
  return of?.next === "nothing" && !of.heard ? "rested" : "went-on";
}
