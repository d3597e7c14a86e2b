// One person, unlocked: what the screens see and do. The pages know nothing of records, logs or
// servers; they read views, say things, and are told how it went.
import type { Answered, Refusal } from "./host.ts";
import type {
  About, Command, HearView, InviteView, LogsView, OwnBody, PlansView, RoundView, SayBody, ShownView,
  TableView, WayView, WordsView,
} from "../engine/session_types.ts";

/** `offline`: what was said is kept here and the server will get it later. */
export type Connection = "connecting" | "online" | "offline";

/** What the person is to know about their logs at the server. */
export type Trouble =
  | "none"
  /** The own log is no longer there: deleted from another device, or lost. The person says which. */
  | "own-log-gone"
  /** The log of the two is no longer there. */
  | "couple-log-gone"
  /** Somebody else took the invite. */
  | "invite-used"
  | "invite-gone"
  /** A record was refused, or two devices wrote in one's place. */
  | "damaged"
  | "log-full"
  | "clock"
  | "no-place"
  /** This person left, or deleted everything, on another device. */
  | "left-elsewhere"
  /** The partner has a later release. */
  | "newer-version";

export type MakeInvite = { link: string; expires: number } | { error: Refusal | "offline" };
export type JoinWith = {
  error?: Refusal | "offline" | "unknown-invite" | "invite-expired" | "invite-used";
};
export type BackUp = { words: number[] } | { error: Refusal | "offline" };
/** Words for another device of this person, which lead nowhere once they are dropped. */
export interface DeviceCode {
  words: number[];
  /** As well after locking, and while the page goes. */
  drop(): void;
}
export type DeleteEverything = { error?: "offline" | "bad-words" };

export interface Side {
  /** The resident's id and label on this device. */
  readonly person: string;
  readonly label: string;

  // Reactive: they change when something was said or came in.
  readonly way: WayView;
  readonly mine: OwnBody[];
  readonly shown: ShownView;
  readonly hear: HearView;
  readonly round: RoundView;
  readonly table: TableView;
  readonly plans: PlansView;
  readonly invite: InviteView;
  readonly words: WordsView;
  readonly logs: LogsView;
  readonly connection: Connection;
  /** How many records wait for the server. */
  readonly waiting: number;
  readonly trouble: Trouble;
  /** Whether the partner shows something that came since unlocking and was not looked at. */
  readonly hasNewPieces: boolean;
  /** All that the partner shows now is looked at. */
  lookedAtPieces(): void;

  /** Says these, all or nothing, and keeps them. Undefined if it went well. */
  say(...bodies: SayBody[]): Promise<Refusal | undefined>;
  /** Any other command; the work that comes of it is done before the answer is given. */
  ask<C extends Command>(command: C): Promise<Answered<C>>;
  /** Shows the partner these, as they stand now. */
  share(...what: About[]): Promise<Refusal | undefined>;

  /** Takes back the last thing said into the own log since unlocking, as it was before it. */
  undo(): Promise<Refusal | undefined>;
  readonly canUndo: boolean;

  /** A link to show, to the invite that is open; `anew` makes that one worthless, and another. */
  makeInvite(anew?: boolean): Promise<MakeInvite>;
  /** With the secret of a link. */
  joinWith(secret: string): Promise<JoinWith>;
  /** Twelve words, as numbers; shown only once the server has the backup. */
  backUp(): Promise<BackUp>;
  makeCode(): Promise<DeviceCode | { error: Refusal | "offline" }>;
  /** The copy that these words open goes from the server. */
  dropBackUp(words: number[]): Promise<{ error?: "offline" | "bad-words" }>;
  changePassphrase(current: string, next: string): Promise<{ error?: Refusal | "wrong-passphrase" }>;
  /** Whether this device can make the own log again: the one that began it can. */
  readonly canSendAgain: boolean;
  /** What was at the server of the own log goes there again. */
  sendAgain(): void;
  /** Leaves the partner at the server too, and so that all one wrote there goes, with `erase`. */
  leaveCouple(erase: boolean): Promise<Refusal | undefined>;
  /** All of this person: at the server (logs, backup of these words if given), then on this device. */
  deleteEverything(words?: number[]): Promise<DeleteEverything>;

  /** Forgets what is unlocked, and wipes it. */
  lock(): void;
}
