// A side as the pages have it: the views of its host, and what they say. See side.ts.
import type { EngineLike, PassphraseCost } from "../engine/engine.ts";
import type {
  About, Command, HearView, InviteView, LogsView, OwnBody, PlansView, RecordId, RoundView, SayBody, ShownView,
  TableView, WayView, WordsView,
} from "../engine/session_types.ts";
import type { AtServer } from "./at_server.ts";
import { noViews, type Answered, type Host, type Refusal, type ShownViews } from "./host.ts";
import type { BackUp, Connection, DeleteEverything, DeviceCode, JoinWith, MakeInvite, Side, Trouble } from "./side.ts";
import type { Resident } from "./store.ts";
import { asBefore } from "./undo.ts";
import { firstPlace } from "./wire.ts";

/** What a side has of the device that it is on. */
export interface Surroundings {
  resident: Resident;
  engine: EngineLike;
  host: Host;
  server: AtServer;
  /** Whether this is the passphrase of what is kept here. */
  isPassphrase(passphrase: string): Promise<boolean>;
  /** Takes what is kept of this person from this device. */
  remove(): Promise<void>;
}

/** The one before if it says the same, so that nothing is drawn anew for nothing. */
const kept = <T>(before: T, now: T): T => (JSON.stringify(before) === JSON.stringify(now) ? before : now);

export class DeviceSide implements Side {
  readonly person: string;
  readonly label: string;
  readonly #here: Surroundings;

  way = $state.raw<WayView>(noViews.way);
  mine = $state.raw<OwnBody[]>(noViews.mine.said);
  shown = $state.raw<ShownView>(noViews.shown);
  hear = $state.raw<HearView>(noViews.hear);
  round = $state.raw<RoundView>(noViews.round);
  table = $state.raw<TableView>(noViews.table);
  plans = $state.raw<PlansView>(noViews.plans);
  invite = $state.raw<InviteView>(noViews.invite);
  words = $state.raw<WordsView>(noViews.words);
  logs = $state.raw<LogsView>(noViews.logs);
  connection = $state.raw<Connection>("connecting");
  waiting = $state.raw(0);
  trouble = $state.raw<Trouble>("none");
  /** Which of the partner's pieces were here already, or were looked at. Kept nowhere. */
  #known = $state.raw<ReadonlySet<RecordId>>();
  /** For each thing said, what to say to have it as it was before. */
  #undos = $state.raw<OwnBody[][]>([]);

  constructor(here: Surroundings) {
    this.#here = here;
    this.person = here.resident.id;
    this.label = here.resident.label;
  }

  show(views: ShownViews, waiting: number): void {
    this.way = kept(this.way, views.way);
    this.mine = kept(this.mine, views.mine.said);
    this.shown = kept(this.shown, views.shown);
    this.hear = kept(this.hear, views.hear);
    this.round = kept(this.round, views.round);
    this.table = kept(this.table, views.table);
    this.plans = kept(this.plans, views.plans);
    this.invite = kept(this.invite, views.invite);
    this.words = kept(this.words, views.words);
    this.logs = kept(this.logs, views.logs);
    this.waiting = waiting;
    // What comes later came while they were away, or since.
    if (this.#known === undefined) this.lookedAtPieces();
  }

  get hasNewPieces(): boolean {
    return this.shown.theirs.some(({ share }) => this.#known?.has(share) === false);
  }

  lookedAtPieces(): void {
    this.#known = new Set(this.shown.theirs.map(({ share }) => share));
  }

  stand(connection: Connection, trouble: Trouble): void {
    this.connection = connection;
    this.trouble = trouble;
  }

  async say(...bodies: SayBody[]): Promise<Refusal | undefined> {
    return this.#here.host.inTurn(async (ask) => {
      const before = asBefore(this.mine, bodies);
      const { error } = await ask({ do: "say", say: bodies });
      if (error === undefined && before.length > 0) this.#undos = [...this.#undos, before];
      return error;
    });
  }

  ask<C extends Command>(command: C): Promise<Answered<C>> {
    return this.#here.host.ask(command);
  }

  async share(...what: About[]): Promise<Refusal | undefined> {
    return (await this.ask({ do: "share", what })).error;
  }

  get canUndo(): boolean {
    return this.#undos.length > 0;
  }

  async undo(): Promise<Refusal | undefined> {
    return this.#here.host.inTurn(async (ask) => {
      const before = this.#undos.at(-1);
      if (before === undefined) return undefined;
      const { error } = await ask({ do: "say", say: before });
      if (error === undefined) this.#undos = this.#undos.slice(0, -1);
      return error;
    });
  }

  async changePassphrase(current: string, next: string): Promise<{ error?: Refusal | "wrong-passphrase" }> {
    if (!(await this.#here.isPassphrase(current))) return { error: "wrong-passphrase" };
    const { engine } = this.#here;
    const cost: PassphraseCost = engine.freshCost();
    const key = await engine.passphraseKey(next, cost);
    const { error } = await this.ask({ do: "change-passphrase", key, ...cost });
    return error ? { error } : {};
  }

  lock(): void {
    this.#here.host.end();
  }

  /** Shows nothing any more. */
  forget(): void {
    this.show(noViews, 0);
    this.#undos = [];
  }

  makeInvite(anew = false): Promise<MakeInvite> {
    return this.#here.server.makeInvite(anew);
  }
  joinWith(secret: string): Promise<JoinWith> {
    return this.#here.server.joinWith(secret);
  }
  backUp(): Promise<BackUp> {
    return this.#here.server.backUp();
  }
  makeCode(): Promise<DeviceCode | { error: Refusal | "offline" }> {
    return this.#here.server.makeCode();
  }
  dropBackUp(words: number[]): Promise<{ error?: "offline" | "bad-words" }> {
    return this.#here.server.dropBackUp(words);
  }
  leaveCouple(erase: boolean): Promise<Refusal | undefined> {
    return this.#here.server.leaveCouple(erase);
  }
  get canSendAgain(): boolean {
    return this.logs.own.author === firstPlace;
  }
  sendAgain(): void {
    this.#here.server.sendAgain();
  }
  async deleteEverything(words?: number[]): Promise<DeleteEverything> {
    const { error } = await this.#here.server.eraseAll(words);
    if (error) return { error };
    this.lock();
    await this.#here.remove();
    return {};
  }
}
