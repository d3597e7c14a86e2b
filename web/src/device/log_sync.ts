// One log of this person, at the server: a place in it, what others wrote, and what waits to be sent.
// See "A place in a log" in docs/formats/session.md, and "Socket" in docs/formats/wire.md.
import { fromBase64, toBase64 } from "../engine/base64.ts";
import type { Done } from "../engine/engine.ts";
import type { InvitedClaim, LogState, ReceiveReply } from "../engine/session_types.ts";
import type { Host, Refusal } from "./host.ts";
import { isForNow, type Answer, type Http, type Path, type Requests, type ServerFault } from "./http.ts";
import type { Trouble } from "./side.ts";
import { Line, LineClosed, type AboutLog, type LineAnswer } from "./socket.ts";
import { StorageBlocked, type KeptRecord, type Leaving, type Store } from "./store.ts";
import { firstPlace, openFrame, putFrame, type WireFault } from "./wire.ts";

export interface LogSyncParts {
  host: Host;
  store: Store;
  http: Http;
  /** Something is other than it was. */
  changed(): void;
}

const mostInFlight = 40;
const mostReceived = 1000;
const receiptSize = 32;
const shortPauseMs = 2_000;

/** What cannot go on as it is, by what the person is told of it. */
class Stuck extends Error {
  override readonly name = "Stuck";
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** What this device cannot do for now, as when nothing more can be kept. */
class NotNow extends Error {
  override readonly name = "NotNow";
}

function done({ error }: { error?: Refusal | undefined }): void {
  if (error) throw new NotNow();
}
function replyOf<Reply>(answered: Done<Reply> | { error: Refusal }): Reply {
  if (answered.error) throw new NotNow();
  return answered.reply;
}

const troubles: { readonly [Code in ServerFault["code"]]?: Trouble } = {
  "log-full": "log-full",
  "no-place": "no-place",
  "unknown-invite": "invite-gone",
  "invite-expired": "invite-gone",
  "invite-used": "invite-used",
};

export class LogSync {
  readonly log: string;
  readonly #parts: LogSyncParts;
  #line: Line | undefined;
  /** This device's place, once the log is open at it. */
  #author = 0;
  #isWorking = false;
  #hasMore = false;
  /** The number up to which all is here. */
  #after = 0;
  /** The number of the newest record when the log was opened. */
  #newest = 0;
  /** Not if something before them is not here: then all is asked for again on the next line. */
  #numbersCount = true;
  /** The server was asked to let this person go: it closes the log then. */
  #isLeaving = false;
  /** The server closed it, of its own accord. */
  #wasClosed = false;
  #startedOver = false;
  #isToStartOver = false;

  /** It is no longer at the server, and the person wants it there. */
  #isToMakeAgain = false;

  trouble: Trouble = "none";
  /** A record is from a time to come, by this device's clock, and not here. */
  isBehind = false;
  /** This device could not do its part, for now. */
  isHeldUp = false;
  /** Everything that the server has is here, and this device can write. */
  isReady = false;
  /** The open invite lies at the server. */
  isInvited = false;
  /** This person has left, and the server knows. */
  isLeft = false;

  constructor(log: string, parts: LogSyncParts) {
    this.log = log;
    this.#parts = parts;
  }

  /** Goes on where it was: on a new line from the beginning. */
  attend(line: Line): void {
    if (line === this.#line) {
      if (this.isReady) this.#goOn(line, () => this.#work(line));
      return;
    }
    this.#line = line;
    this.isReady = false;
    this.#isWorking = false;
    this.#isToStartOver = false;
    this.#numbersCount = true;
    this.isBehind = false;
    this.isHeldUp = false;
    this.#goOn(line, () => this.#begin(line));
  }

  /** What the server says about this log of its own accord. */
  hear(frame: AboutLog): void {
    const line = this.#line;
    if (line === undefined) return;
    if (frame.kind === "records") this.#goOn(line, () => this.#receive(frame.records));
    // From another device this person left it, or the server wants it opened again.
    if (frame.kind !== "closed" || this.#isLeaving) return;
    this.#wasClosed = true;
    line.close();
  }

  /** On the next line, if the server does not know it. */
  makeAgain(): void {
    this.#isToMakeAgain = true;
  }

  #goOn(line: Line, act: () => Promise<void>): void {
    act()
      .catch((error) => this.#stop(line, error))
      .finally(() => this.#parts.changed());
  }

  // Nothing goes on before there is a new line.
  #stop(line: Line, error: unknown): void {
    if (error instanceof LineClosed || this.#parts.host.isOver || this.#line !== line) return;
    this.isReady = false;
    if (error instanceof Stuck) this.trouble = error.trouble;
    else if (error instanceof NotNow || error instanceof StorageBlocked) this.isHeldUp = true;
    else throw error;
  }

  // ---- A place

  async #begin(line: Line): Promise<void> {
    const leaving = await this.#leaving();
    const state = this.#state();
    // Another log is in its place: what was not sent there cannot be any more.
    if (leaving && !state) return this.#leave(line, leaving);
    const author = leaving?.author ?? state?.author ?? (await this.#place(line, this.#claim()));
    if (!(await this.#open(line, author))) return leaving && this.#noteLeft(leaving);
    if (!leaving && state?.author === null) {
      const arrived = await this.#parts.host.ask({ do: "arrive", log: this.log, author });
      if (arrived.error?.code === "record") throw new Stuck("damaged");
      done(arrived);
    }
    await this.#checkOwn(line);
    if (line.isClosed) throw new LineClosed();
    this.#author = author;
    this.trouble = "none";
    this.isReady = true;
    await this.#work(line);
  }

  /** Sends what waits, and then does what else the server is to know. One after the other. */
  async #work(line: Line): Promise<void> {
    this.#hasMore = true;
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#hasMore) {
      this.#hasMore = false;
      // Looked up first: what was said together with it is sent before it.
      const leaving = await this.#leaving();
      await this.#send(line);
      if (leaving) await this.#leave(line, leaving);
      else await this.#layInvite(line);
    }
    if (!line.isClosed) this.#isWorking = false;
  }

  #state(): LogState | undefined {
    const { own, couple } = this.#parts.host.views.logs;
    return [own, couple].find((state) => state?.log === this.log) ?? undefined;
  }

  #claim(): LogState {
    const state = this.#state();
    if (state === undefined) throw new Stuck("couple-log-gone");
    return state;
  }

  async #leaving(): Promise<Leaving | undefined> {
    const { host, store } = this.#parts;
    return (await store.leaving(host.person)).find(({ log }) => log === this.log);
  }

  /** Whether this log may be made at the server by this device. */
  get #isMine(): boolean {
    return this.#isOwn || this.#parts.host.views.invite.invite?.log === this.log;
  }

  get #isOwn(): boolean {
    return this.#parts.host.views.logs.own.log === this.log;
  }

  async #place(line: Line, state: LogState): Promise<number> {
    const { log, person, device, proof, token } = state;
    const claim = { log, person, device, proof };
    const known = await this.#post(line, "/v1/logs/devices", claim);
    if (!known.error) return known.reply.author;
    if (known.error.code === "unknown-log") {
      if (this.#isMine) return this.#create(line, state);
      // An invite that ran out before there was a server: nobody is told of what never was.
      if (token === null) throw new Stuck("none");
    }
    if (known.error.code === "not-a-member" && token !== null) {
      const body: InvitedClaim = { token, ...claim };
      const redeemed = await this.#post(line, "/v1/invites/redeem", body);
      if (!redeemed.error) return redeemed.reply.author;
      throw this.#stuck(redeemed.error);
    }
    throw this.#stuck(known.error);
  }

  async #create(line: Line, { log, person, device, proof }: LogState): Promise<number> {
    const created = await this.#post(line, "/v1/logs/create", { log, person, device, proof });
    if (created.error) throw this.#stuck(created.error);
    return created.reply.author;
  }

  #stuck({ code }: ServerFault): Stuck {
    if (code === "unknown-log") return new Stuck(this.#state()?.token ? "invite-gone" : "couple-log-gone");
    if (code === "not-a-member") return new Stuck("left-elsewhere");
    return new Stuck(troubles[code] ?? "damaged");
  }

  /** Asks until there is an answer that stays. */
  async #post<P extends Path>(line: Line, path: P, body: Requests[P][0]): Promise<Answer<P>> {
    for (;;) {
      const answer = await this.#parts.http.post(path, body);
      if (!answer.error || !isForNow(answer.error) || answer.error.code === "challenge-expired") return answer;
      await line.pause(Math.max(shortPauseMs, answer.error.retryAfterMs));
    }
  }

  // ---- What others wrote

  /** False if this person is no member any more. */
  async #open(line: Line, author: number): Promise<boolean> {
    const { host, store } = this.#parts;
    for (;;) {
      this.#after = await store.after(host.person, this.log);
      const answer = await this.#askOpen(line, author);
      if (answer.kind === "live") {
        await this.#becomeLive(answer.newest);
        return true;
      }
      if (answer.kind !== "error") throw new LineClosed();
      const isLeaving = (await this.#leaving()) !== undefined;
      if (isLeaving && ["unknown-log", "not-a-member"].includes(answer.code)) return false;
      if (answer.code === "unknown-log" && this.#isMine) {
        // It went while it was open: all was deleted on another device, and is not to come back from here.
        if (this.#wasClosed) {
          await this.#noteLeft({ log: this.log, author, erase: true, left: false });
          throw new Stuck("left-elsewhere");
        }
        if (!(await this.#mayMake(author))) throw this.#isOwn ? new Stuck("own-log-gone") : this.#stuck(answer);
        if ((await this.#create(line, this.#claim())) !== author) throw new Stuck("damaged");
        await this.#sendAgain(0);
      } else if (isForNow(answer)) {
        await line.pause(Math.max(shortPauseMs, answer.retryAfterMs));
      } else {
        throw this.#stuck(answer);
      }
    }
  }

  /** An own log that went may have been deleted from another device: then it is not to come back from here. */
  async #mayMake(author: number): Promise<boolean> {
    if (author !== firstPlace) return false;
    if (!this.#isOwn || this.#isToMakeAgain) return true;
    const { host, store } = this.#parts;
    return this.#after === 0 && (await store.newestSent(host.person, this.log)) === undefined;
  }

  async #askOpen(line: Line, author: number): Promise<LineAnswer> {
    const { challenge } = line;
    const signed = replyOf(await this.#parts.host.ask({ do: "sign-open", log: this.log, author, challenge }));
    const frame = openFrame({ log: this.log, author, after: this.#after, proof: signed.proof });
    return line.ask(this.log, frame);
  }

  // A server that was put back from a backup has lost what came after, and gives its numbers anew.
  async #becomeLive(newest: number): Promise<void> {
    this.#newest = newest;
    if (newest < this.#after) return this.#sendAgain(newest);
    // Behind what was received before, which is still on its way through the core.
    await this.#parts.host.inTurn(async () => {
      if (!this.#numbersCount || newest === this.#after) return;
      this.#after = newest;
      await this.#parts.host.note({ received: { log: this.log, after: newest } });
    });
  }

  // If others have written since it was put back, numbers do not tell. What this device wrote last
  // does: where nothing is lost it has a number already.
  async #checkOwn(line: Line): Promise<void> {
    const { host, store } = this.#parts;
    const own = await store.newestSent(host.person, this.log);
    const answer = own && (await this.#put(line, own));
    const isNew = answer?.kind === "stored" && answer.number > this.#newest;
    const hasGap = answer?.kind === "error" && answer.code === "gap";
    if (!isNew && !hasGap) return;
    await this.#sendAgain(0);
    line.close();
    throw new LineClosed();
  }

  async #sendAgain(after: number): Promise<void> {
    this.#after = after;
    await this.#parts.host.note({ sendAgain: this.log, received: { log: this.log, after } });
  }

  async #receive(records: { number: number; record: Uint8Array }[]): Promise<void> {
    await this.#parts.host.inTurn(async (ask) => {
      for (let from = 0; from < records.length; from += mostReceived) {
        const piece = records.slice(from, from + mostReceived);
        const command = { do: "receive", records: piece.map(({ record }) => toBase64(record)) } as const;
        const received = await ask(command, ({ faults }) => ({
          received: { log: this.log, after: this.#countedIn(piece, faults) },
        }));
        if (received.error) this.#numbersCount = false;
        this.#count(piece, replyOf(received).faults);
      }
    });
    if (this.#isToStartOver) this.#line?.close();
  }

  /** The number up to which all is here, with these. */
  #countedIn(piece: { number: number }[], faults: ReceiveReply["faults"]): number {
    if (this.#hasGap(faults)) return 0;
    const ahead = faults.find(({ record }) => record === "ahead");
    const last = piece.slice(0, ahead?.index).at(-1)?.number ?? 0;
    return this.#numbersCount ? Math.max(this.#after, last) : this.#after;
  }

  #count(piece: { number: number }[], faults: ReceiveReply["faults"]): void {
    const hasGap = this.#hasGap(faults);
    this.#after = this.#countedIn(piece, faults);
    if (hasGap) this.#startedOver = this.#isToStartOver = true;
    if (faults.some(({ record }) => record === "ahead")) this.isBehind = true;
    if (hasGap || this.isBehind) this.#numbersCount = false;
  }

  // What is between may have come while this device was away from a server that was put back. Once
  // all was asked for again it is missing there as well.
  #hasGap(faults: ReceiveReply["faults"]): boolean {
    return this.#numbersCount && !this.#startedOver && faults.some(({ record }) => record === "gap");
  }

  // ---- What waits to be sent

  async #send(line: Line): Promise<void> {
    const { host, store } = this.#parts;
    for (;;) {
      const unsent = await store.unsent(host.person, this.log, mostInFlight);
      if (unsent.length === 0) return;
      const answers = await Promise.all(unsent.map((record) => this.#put(line, record)));
      const first = answers.findIndex(({ kind }) => kind === "error");
      const sent = first < 0 ? unsent : unsent.slice(0, first);
      if (sent.length > 0) done(await host.note({ sent, received: { log: this.log, after: this.#after } }));
      const fault = answers[first];
      if (fault?.kind === "error") await this.#bear(line, fault);
    }
  }

  // Of what was taken back the server must have had the record, which it may have lost since.
  async #put(line: Line, { id, bytes, send }: KeptRecord): Promise<LineAnswer> {
    const record = fromBase64(bytes).subarray(receiptSize);
    const appended = line.ask(id, putFrame("append", id, record));
    const answers = [appended, ...(send === "rest" ? [line.ask(id, putFrame("replace", id, record))] : [])];
    const heard = await Promise.all(answers);
    for (const answer of heard) if (answer.kind === "stored") this.#countOwn(answer.number);
    return heard.find(({ kind }) => kind === "error") ?? (await appended);
  }

  // What others wrote before it has come before it.
  #countOwn(number: number): void {
    if (this.#numbersCount && number === this.#after + 1) this.#after = number;
  }

  async #bear(line: Line, fault: WireFault): Promise<void> {
    if (isForNow(fault)) return line.pause(Math.max(fault.retryAfterMs, fault.code === "too-fast" ? 0 : shortPauseMs));
    if (fault.code === "gap" && !this.#startedOver) {
      this.#startedOver = true;
      return this.#sendAgain(0);
    }
    throw this.#stuck(fault);
  }

  // ---- Invites, and leaving

  // Whoever has the link can come once this lies at the server. Doing it again changes nothing.
  async #layInvite(line: Line): Promise<void> {
    const { host } = this.#parts;
    const author = this.#author;
    while (host.views.invite.invite?.log === this.log && !this.isInvited) {
      const challenge = await this.#challenge(line);
      const signed = await host.ask({ do: "sign-invite", log: this.log, author, challenge });
      if (signed.error) return;
      const laid = await this.#post(line, "/v1/invites/create", signed.reply);
      if (!laid.error) this.isInvited = true;
      else if (!isForNow(laid.error)) throw this.#stuck(laid.error);
    }
  }

  async #leave(line: Line, leaving: Leaving): Promise<void> {
    const { log, author, erase } = leaving;
    while (!this.isLeft) {
      const challenge = await this.#challenge(line);
      const signed = replyOf(await this.#parts.host.ask({ do: "sign-leave", log, author, challenge, erase }));
      this.#isLeaving = true;
      const left = await this.#post(line, "/v1/logs/leave", signed);
      if (!left.error || left.error.code === "unknown-log") await this.#noteLeft(leaving);
      else if (!isForNow(left.error)) throw this.#stuck(left.error);
    }
  }

  async #noteLeft(leaving: Leaving): Promise<void> {
    done(await this.#parts.host.note({ leaving: { ...leaving, left: true }, sendNoMore: this.log }));
    this.isLeft = true;
  }

  async #challenge(line: Line): Promise<string> {
    const answer = await this.#post(line, "/v1/challenge", {});
    if (answer.error) throw this.#stuck(answer.error);
    return answer.reply.challenge;
  }
}
