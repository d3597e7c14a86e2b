// What a person does that needs the server to go well: inviting, joining, the twelve words, leaving.
import type { Claim, LogState } from "../engine/session_types.ts";
import type { Host, Refusal } from "./host.ts";
import { isForNow, type Http, type ServerFault } from "./http.ts";
import type { BackUp, DeleteEverything, DeviceCode, JoinWith, MakeInvite } from "./side.ts";
import type { Leaving, Store } from "./store.ts";
import type { Sync } from "./sync.ts";

export interface ServerParts {
  host: Host;
  store: Store;
  http: Http;
  sync: Sync;
  /** Where the pages are: a link leads there. */
  origin: string;
}

/** A fault that is none of those the person is told of by name is one for now. */
const nameIn = <const Name extends string>(names: readonly Name[], { code }: ServerFault): Name | "offline" =>
  names.find((name) => name === code) ?? "offline";

export class AtServer {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  /** The one that is open, unless it is to be made `anew`: then the link from before leads nowhere. */
  async makeInvite(anew: boolean): Promise<MakeInvite> {
    const { host, sync, origin } = this.#parts;
    const open = host.views.invite.invite;
    if (!open || anew) {
      if (!(await this.#hasLeft())) return { error: "offline" };
      const before = await this.#leavingOf(host.views.logs.couple, false);
      const made = await host.ask({ do: "invite" }, () => (before ? { leaving: before } : {}));
      if (made.error) return { error: made.error };
    }
    const { invite } = host.views.invite;
    if (!invite) return { error: { code: "locked" } };
    const how = await sync.until(invite.log, ({ isInvited }) => isInvited);
    return how === "done" ? { link: `${origin}/#i=${invite.secret}`, expires: invite.expires } : { error: "offline" };
  }

  async joinWith(secret: string): Promise<JoinWith> {
    const { host, http } = this.#parts;
    const shown = await host.ask({ do: "invite-token", secret });
    if (shown.error) return { error: shown.error };
    const { logs: { couple }, way: { partner } } = host.views;
    const before = await this.#leavingOf(couple, false);
    if (before && partner && !partner.left) return { error: { code: "couple" } };
    // It was taken before, and the answer was lost.
    if (couple && couple.token === shown.reply.token) return this.#arrive(couple.log);
    if (!(await this.#hasLeft())) return { error: "offline" };
    const opened = await http.post("/v1/invites/open", shown.reply);
    if (opened.error) return { error: nameIn(["unknown-invite", "invite-expired", "invite-used"], opened.error) };
    const joined = await host.ask({ do: "join", secret, sealed: opened.reply.sealed }, (claim: Claim) =>
      before && before.log !== claim.log ? { leaving: before } : {},
    );
    return joined.error ? { error: joined.error } : this.#arrive(joined.reply.log);
  }

  async #arrive(log: string): Promise<JoinWith> {
    const how = await this.#parts.sync.until(log, ({ isReady }) => isReady);
    if (how === "done") return {};
    if (how === "invite-used") return { error: "invite-used" };
    return { error: how === "invite-gone" ? "unknown-invite" : "offline" };
  }

  /** The words are shown only when they lead somewhere. */
  async backUp(): Promise<BackUp> {
    const { host, http } = this.#parts;
    const made = await host.ask({ do: "back-up" });
    if (made.error) return { error: made.error };
    for (const piece of made.work) {
      if (piece.do !== "backup") continue;
      const { locator, proof, bytes } = piece;
      if ((await http.post("/v1/backups/store", { locator, proof, bytes })).error) return { error: "offline" };
    }
    return { words: made.reply.words };
  }

  async makeCode(): Promise<DeviceCode | { error: Refusal | "offline" }> {
    const { host, http } = this.#parts;
    const made = await this.backUp();
    if ("error" in made) return made;
    // Where it lies, while it can be asked: when it is to go, this person may be locked.
    const found = await host.ask({ do: "find-backup", words: made.words });
    if (found.error) return { error: found.error };
    return { words: made.words, drop: () => void http.post("/v1/backups/delete", found.reply) };
  }

  async dropBackUp(words: number[]): Promise<{ error?: "offline" | "bad-words" }> {
    const { host, http } = this.#parts;
    const found = await host.ask({ do: "find-backup", words });
    if (found.error) return { error: "bad-words" };
    const { error } = await http.post("/v1/backups/delete", found.reply);
    if (!error || error.code === "unknown-backup") return {};
    return { error: isForNow(error) ? "offline" : "bad-words" };
  }

  /** The partner is told by a record; then the server is, now or when it can be reached. */
  async leaveCouple(erase: boolean): Promise<Refusal | undefined> {
    const { host } = this.#parts;
    const leaving = await this.#leavingOf(host.views.logs.couple, erase);
    if (!leaving) return undefined;
    const said = await host.ask({ do: "say", say: [{ kind: "leave" }] }, () => ({ leaving }));
    // It is over already: then only the server is to know.
    if (said.error?.code !== "not-allowed") return said.error;
    return (await host.note({ leaving })).error;
  }

  /** Whether the log of somebody whom they leave is done with: nothing can be sent there once another is in its place. */
  async #hasLeft(): Promise<boolean> {
    const { host, store, sync } = this.#parts;
    const { couple } = host.views.logs;
    const leaving = (await store.leaving(host.person)).find(({ log }) => log === couple?.log);
    if (!leaving || leaving.left) return true;
    return (await sync.until(leaving.log, ({ isLeft }) => isLeft)) === "done";
  }

  /** What the server is to be told so that they leave this log, if it is to be told anything. */
  async #leavingOf(couple: LogState | null, erase: boolean): Promise<Leaving | undefined> {
    const { host, store } = this.#parts;
    if (!couple || couple.author === null) return undefined;
    const known = (await store.leaving(host.person)).some(({ log }) => log === couple.log);
    return known ? undefined : { log: couple.log, author: couple.author, erase, left: false };
  }

  sendAgain(): void {
    this.#parts.sync.sendAgain();
  }

  /** Everything at the server. What is on this device is for the caller to take away. */
  async eraseAll(words: number[] | undefined): Promise<DeleteEverything> {
    const { host, store, sync, http } = this.#parts;
    if ((await http.post("/v1/challenge", {})).error) return { error: "offline" };
    const { own, couple } = host.views.logs;
    if (couple && (await this.leaveCouple(true)) === undefined) await sync.until(couple.log, ({ isLeft }) => isLeft);
    const dropped = words && (await this.dropBackUp(words));
    if (dropped?.error) return dropped;
    const others = (await store.leaving(host.person)).filter(({ left }) => !left);
    const ours = own.author === null ? [] : [{ log: own.log, author: own.author }];
    // Else the own log would be made again as soon as it is gone.
    sync.stop();
    for (const { log, author } of [...others, ...ours]) {
      if (await this.#erase(log, author)) continue;
      sync.start();
      return { error: "offline" };
    }
    return {};
  }

  async #erase(log: string, author: number): Promise<boolean> {
    const { host, http } = this.#parts;
    const given = await http.post("/v1/challenge", {});
    if (given.error) return false;
    const { challenge } = given.reply;
    const signed = await host.ask({ do: "sign-leave", log, author, challenge, erase: true });
    if (signed.error) return false;
    const left = await http.post("/v1/logs/leave", signed.reply);
    return !left.error || ["unknown-log", "not-a-member"].includes(left.error.code);
  }
}
