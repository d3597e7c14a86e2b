// Made of bridge/schema by generate_types.mjs: change the schema, then run that.

// ---- Ids, bytes and times

/** An item of the pack. */
export type ItemId = string;

/** 16 bytes. */
export type RecordId = string;

/** 16 bytes. */
export type LogId = string;

/** The place of a device in a log, as the server gave it. */
export type Author = number;

/** A key or hash of 32 bytes, known to the server. */
export type Hex32 = string;

/** A signature. */
export type Hex64 = string;

/** Base64 with the letters of RFC 4648, section 5, without padding, to the last bit. */
export type Bytes = string;

export type Bytes16 = string;

export type Bytes32 = string;

export type Bytes64 = string;

export type Bytes144 = string;

export type Bytes8224 = string;

/** Milliseconds since 1970 in UTC. */
export type Time = number;

/** A day of the calendar, as in 2026-11-22. */
export type Day = string;

/** Of the two persons of a couple, the first is the one who invited. */
export type Starter = "first" | "second" | "either";

export type JointStage = "hear-each-other" | "both-want" | "common-ground";

/** A position in a list of 2048 words, content/recovery. */
export type Word = number;

// ---- What can be said

export interface SayAboutMe {
  kind: "about-me";
  adult: true;
  name?: string;
  why?: string;
  hope?: string;
}

export interface SayTheme {
  kind: "theme";
  theme: ThemeId;
  on?: true;
}

export interface SayPicture {
  kind: "picture";
  slot: number;
  theme?: ThemeId;
  text?: string;
  notice?: string;
}

export interface SayMeaning {
  kind: "meaning";
  of: "sex" | "closeness";
  text?: string;
}

export interface SayMisses {
  kind: "misses";
  when: "rare" | "there";
  text?: string;
}

export interface SayNeed {
  kind: "need";
  need: NeedId;
  importance?: number;
  met?: number;
}

export interface SayWay {
  kind: "way";
  way: WayId;
  will?: "love" | "happy" | "if" | "not-now" | "no";
  condition?: string;
  start?: ("me" | "partner" | "time")[];
}

export interface SayCorrection {
  kind: "correction";
  way: WayId;
  need: NeedId;
  does?: "more" | "less";
}

export interface SayFeeling {
  kind: "feeling";
  seat: Seat;
  feeling: FeelingId;
  strength?: number;
}

export interface SayMove {
  kind: "move";
  seat: Seat;
  move: MoveId;
  on?: true;
}

export interface SayArea {
  kind: "area";
  area: AreaId;
  on?: true;
  text?: string;
}

export interface SayKindAsk {
  kind: "kind-ask";
  slot: number;
  ask?: AskId;
  way?: WayId;
  text?: string;
}

export interface SayKindNo {
  kind: "kind-no";
  slot: number;
  no?: NoId;
  way?: WayId;
  text?: string;
}

export interface SayUsual {
  kind: "usual";
  way?: WayId;
  times?: number;
}

export interface SayLimits {
  kind: "limits";
  minutes?: number;
  ways?: number;
}

export interface SayDone {
  kind: "done";
  stage: Stage;
  on?: true;
}

export interface SayNote {
  kind: "note";
  slot: number;
  text?: string;
}

export interface SayTogether {
  kind: "together";
  on?: true;
}

export interface SayCouple {
  kind: "couple";
  log: RecordId;
  key: Bytes32;
  person: number;
  invite: Bytes32;
  expires: Time;
  "nonce-hash": Bytes32;
  nonce?: Bytes32;
  partner?: Bytes32;
}

export interface SayBatch {
  kind: "batch";
  log: RecordId;
  round: number;
  commitment: Bytes32;
  fresh: Bytes16;
  at: Time;
  ways: WayId[];
}

export interface SayMatched {
  kind: "matched";
  log: RecordId;
  round: number;
  ways: WayId[];
}

export interface SayTableList {
  kind: "table-list";
  log: RecordId;
  table: number;
  keys: Bytes32;
  fresh: Bytes16;
  at: Time;
  minutes: number;
  ways: number;
  levels: string;
}

export interface SayTableMet {
  kind: "table-met";
  log: RecordId;
  table: number;
  plan?: PlanChoice[];
  impasse?: true;
  fill: string;
}

export interface SayCheckIn {
  kind: "check-in";
  day: Day;
  asking?: number;
  asked?: number;
  well?: string;
  change?: string;
}

export interface SayCheckInNeed {
  kind: "check-in-need";
  day: Day;
  need: NeedId;
  met?: number;
}

export interface SayReview {
  kind: "review";
  proposal: RecordId;
  asking?: number;
  asked?: number;
  harder?: string;
  surprise?: string;
  "out-of-the-loop"?: string;
  stopped?: string;
  thanks?: string;
  next?: string;
}

export interface SayReviewNeed {
  kind: "review-need";
  proposal: RecordId;
  need: NeedId;
  met?: number;
}

export interface SayReviewWay {
  kind: "review-way";
  proposal: RecordId;
  way: WayId;
  next?: "keep" | "change" | "let-go";
  stayed?: true;
  met?: NeedId[];
}

export interface SayName {
  kind: "name";
  name: string;
}

export interface SayShare {
  kind: "share";
  snapshot: Snapshot;
  "instead-of"?: RecordId;
}

export interface SayUnshare {
  kind: "unshare";
  share: RecordId;
}

export interface SayReady {
  kind: "ready";
  stage: "hear-each-other" | "both-want" | "common-ground";
  on?: true;
}

export interface SaySpeak {
  kind: "speak";
  prompt?: PromptId;
  text?: string;
}

export interface SaySayBack {
  kind: "say-back";
  turn: RecordId;
  text?: string;
}

export interface SayHeard {
  kind: "heard";
  turn: RecordId;
  answer: "yes" | "not-quite";
  text?: string;
}

export interface SayRest {
  kind: "rest";
  turn: RecordId;
}

export interface SayFirstTime {
  kind: "first-time";
  text: string;
}

export interface SayCommit {
  kind: "commit";
  round: number;
  version: number;
  value: Bytes32;
}

export interface SayPoints {
  kind: "points";
  round: number;
  value: string;
}

export interface SayReply {
  kind: "reply";
  round: number;
  value: string;
}

export interface SayConfirm {
  kind: "confirm";
  round: number;
  value: Bytes32;
}

export interface SayTableKeys {
  kind: "table-keys";
  table: number;
  round: number;
  version: number;
  minutes: number;
  ways: number;
  value: Bytes8224;
}

export interface SayTableChoices {
  kind: "table-choices";
  table: number;
  part: number;
  value: string;
}

export interface SayTableGates {
  kind: "table-gates";
  table: number;
  part: number;
  value: string;
}

export interface SayTableConfirm {
  kind: "table-confirm";
  table: number;
  value: Bytes32;
  parts: Bytes144;
}

export interface SayProposal {
  kind: "proposal";
  round: number;
  ways: PlanChoice[];
  begins: Time;
  days: number;
  "instead-of"?: RecordId;
}

export interface SayAgree {
  kind: "agree";
  proposal: RecordId;
}

export interface SayStop {
  kind: "stop";
  proposal: RecordId;
}

export interface SayTry {
  kind: "try";
  proposal: RecordId;
  way: WayId;
  day?: Day;
}

export interface SayGift {
  kind: "gift";
  text: string;
}

export interface SayPause {
  kind: "pause";
  until: Time;
}

export interface SayResume {
  kind: "resume";
  pause: RecordId;
}

export interface SayLeave {
  kind: "leave";
}

export interface SayReveal {
  kind: "reveal";
  nonce: Bytes32;
}

export interface SayDevice {
  kind: "device";
  person: number;
  key: Bytes32;
  root: Bytes32;
  proof: Bytes64;
  invite?: Bytes32;
}

export interface AboutTheme {
  kind: "theme";
  theme: ThemeId;
}

export interface AboutPicture {
  kind: "picture";
  slot: number;
}

export interface AboutMeaning {
  kind: "meaning";
  of: "sex" | "closeness";
}

export interface AboutMisses {
  kind: "misses";
  when: "rare" | "there";
}

export interface AboutNeed {
  kind: "need";
  need: NeedId;
}

export interface AboutWay {
  kind: "way";
  way: WayId;
}

export interface AboutCorrection {
  kind: "correction";
  way: WayId;
  need: NeedId;
}

export interface AboutFeeling {
  kind: "feeling";
  seat: Seat;
  feeling: FeelingId;
}

export interface AboutMove {
  kind: "move";
  seat: Seat;
  move: MoveId;
}

export interface AboutArea {
  kind: "area";
  area: AreaId;
}

export interface AboutKindAsk {
  kind: "kind-ask";
  slot: number;
}

export interface AboutKindNo {
  kind: "kind-no";
  slot: number;
}

export interface AboutUsual {
  kind: "usual";
}

export interface AboutLimits {
  kind: "limits";
}

export interface AboutCheckIn {
  kind: "check-in";
  day: Day;
}

export interface AboutCheckInNeed {
  kind: "check-in-need";
  day: Day;
  need: NeedId;
}

export interface AboutReview {
  kind: "review";
  proposal: RecordId;
}

export interface AboutReviewNeed {
  kind: "review-need";
  proposal: RecordId;
  need: NeedId;
}

export interface AboutReviewWay {
  kind: "review-way";
  proposal: RecordId;
  way: WayId;
}

export interface PlanChoice {
  way: WayId;
  times: number;
  start: Starter;
  condition?: string;
}

export type About =
  | AboutTheme
  | AboutPicture
  | AboutMeaning
  | AboutMisses
  | AboutNeed
  | AboutWay
  | AboutCorrection
  | AboutFeeling
  | AboutMove
  | AboutArea
  | AboutKindAsk
  | AboutKindNo
  | AboutUsual
  | AboutLimits
  | AboutCheckIn
  | AboutCheckInNeed
  | AboutReview
  | AboutReviewNeed
  | AboutReviewWay;

export type OwnBody =
  | SayAboutMe
  | SayTheme
  | SayPicture
  | SayMeaning
  | SayMisses
  | SayNeed
  | SayWay
  | SayCorrection
  | SayFeeling
  | SayMove
  | SayArea
  | SayKindAsk
  | SayKindNo
  | SayUsual
  | SayLimits
  | SayDone
  | SayNote
  | SayCheckIn
  | SayCheckInNeed
  | SayReview
  | SayReviewNeed
  | SayReviewWay;

export type RecordBody =
  | SayAboutMe
  | SayTheme
  | SayPicture
  | SayMeaning
  | SayMisses
  | SayNeed
  | SayWay
  | SayCorrection
  | SayFeeling
  | SayMove
  | SayArea
  | SayKindAsk
  | SayKindNo
  | SayUsual
  | SayLimits
  | SayDone
  | SayNote
  | SayTogether
  | SayCouple
  | SayBatch
  | SayMatched
  | SayTableList
  | SayTableMet
  | SayCheckIn
  | SayCheckInNeed
  | SayReview
  | SayReviewNeed
  | SayReviewWay
  | SayName
  | SayShare
  | SayUnshare
  | SayReady
  | SaySpeak
  | SaySayBack
  | SayHeard
  | SayRest
  | SayFirstTime
  | SayCommit
  | SayPoints
  | SayReply
  | SayConfirm
  | SayTableKeys
  | SayTableChoices
  | SayTableGates
  | SayTableConfirm
  | SayProposal
  | SayAgree
  | SayStop
  | SayTry
  | SayGift
  | SayPause
  | SayResume
  | SayLeave
  | SayReveal
  | SayDevice;

export type SayBody =
  | SayAboutMe
  | SayTheme
  | SayPicture
  | SayMeaning
  | SayMisses
  | SayNeed
  | SayWay
  | SayCorrection
  | SayFeeling
  | SayMove
  | SayArea
  | SayKindAsk
  | SayKindNo
  | SayUsual
  | SayLimits
  | SayDone
  | SayNote
  | SayCheckIn
  | SayCheckInNeed
  | SayReview
  | SayReviewNeed
  | SayReviewWay
  | SayName
  | SayReady
  | SaySpeak
  | SaySayBack
  | SayHeard
  | SayRest
  | SayFirstTime
  | SayProposal
  | SayAgree
  | SayStop
  | SayTry
  | SayGift
  | SayPause
  | SayResume
  | SayLeave;

export type SharedBody =
  | SayName
  | SayReady
  | SaySpeak
  | SaySayBack
  | SayHeard
  | SayRest
  | SayFirstTime
  | SayProposal
  | SayAgree
  | SayStop
  | SayTry
  | SayGift
  | SayPause
  | SayResume
  | SayLeave;

export type Snapshot =
  | SayTheme
  | SayPicture
  | SayMeaning
  | SayMisses
  | SayNeed
  | SayWay
  | SayCorrection
  | SayFeeling
  | SayMove
  | SayArea
  | SayKindAsk
  | SayKindNo
  | SayUsual
  | SayLimits
  | SayCheckIn
  | SayCheckInNeed
  | SayReview
  | SayReviewNeed
  | SayReviewWay;

export type AreaId = ItemId;

export type AskId = ItemId;

export type FeelingId = ItemId;

export type MoveId = ItemId;

export type NeedId = ItemId;

export type NoId = ItemId;

export type PromptId = ItemId;

export type Seat = "asking" | "asked" | "refusing" | "refused";

export type Stage =
  | "settle-in"
  | "closer"
  | "what-it-means"
  | "what-else"
  | "asking"
  | "share"
  | "hear-each-other"
  | "both-want"
  | "common-ground"
  | "try-it"
  | "how-did-it-go";

export type ThemeId = ItemId;

export type WayId = ItemId;

// ---- Requests to a session

export interface Request {
  now: Time;
  entropy?: Bytes32;
  command: Command;
}

export type Command =
  | CreateCommand
  | VaultHeadCommand
  | UnlockCommand
  | FindBackupCommand
  | RecoverCommand
  | LoadCommand
  | LockCommand
  | ChangePassphraseCommand
  | BackUpCommand
  | SayCommand
  | SafetyCommand
  | TogetherCommand
  | ShareCommand
  | UnshareCommand
  | InviteCommand
  | InviteTokenCommand
  | JoinCommand
  | ArriveCommand
  | ReceiveCommand
  | BeginRoundCommand
  | GoOnCommand
  | WayOutCommand
  | SignOpenCommand
  | SignInviteCommand
  | SignLeaveCommand
  | BeginTableCommand
  | GoOnAtTableCommand
  | StoredCommand
  | NotStoredCommand
  | ViewCommand
  | PlanViewCommand;

export interface CreateCommand {
  do: "create";
  key: VaultKey;
  salt: Salt;
  passes: Passes;
  kibibytes: Kibibytes;
}

export interface VaultHeadCommand {
  do: "vault-head";
  vault: string;
}

export interface UnlockCommand {
  do: "unlock";
  vault: string;
  key: VaultKey;
}

export interface LoadCommand {
  do: "load";
  /** As they were in `store` and `replace`, in the order in which they were stored. */
  records: string[];
  last: boolean;
}

export interface LockCommand {
  do: "lock";
}

export interface ChangePassphraseCommand {
  do: "change-passphrase";
  key: VaultKey;
  salt: Salt;
  passes: Passes;
  kibibytes: Kibibytes;
}

export interface BackUpCommand {
  do: "back-up";
}

export interface FindBackupCommand {
  do: "find-backup";
  words: RecoveryWords;
}

export interface RecoverCommand {
  do: "recover";
  key: VaultKey;
  salt: Salt;
  passes: Passes;
  kibibytes: Kibibytes;
  words: RecoveryWords;
  backup: string;
}

export interface SayCommand {
  do: "say";
  say: SayBody[];
}

export interface SafetyCommand {
  do: "safety";
  /** By the id of a question. The joint steps open only once every question has an answer, and none that closes. */
  answers: Record<string, SafetyAnswer>;
}

export interface TogetherCommand {
  do: "together";
  on: boolean;
}

export interface ShareCommand {
  do: "share";
  what: About[];
}

export interface UnshareCommand {
  do: "unshare";
  share: RecordId;
}

export interface SignOpenCommand {
  do: "sign-open";
  log: LogId;
  author: Author;
  /** That of the socket. */
  challenge: Hex32;
}

export interface SignInviteCommand {
  do: "sign-invite";
  log: LogId;
  author: Author;
  challenge: Hex32;
}

export interface SignLeaveCommand {
  do: "sign-leave";
  log: LogId;
  author: Author;
  challenge: Hex32;
  /** Whether all that this person wrote there goes with them. */
  erase: boolean;
}

export interface WayOutCommand {
  do: "way-out";
  stop?: boolean;
  unshare?: boolean;
}

export interface InviteCommand {
  do: "invite";
}

export interface InviteTokenCommand {
  do: "invite-token";
  secret: InviteSecret;
}

export interface JoinCommand {
  do: "join";
  secret: InviteSecret;
  sealed: string;
}

export interface ArriveCommand {
  do: "arrive";
  log: LogId;
  author: Author;
}

export interface ReceiveCommand {
  do: "receive";
  /** As the server gave them. */
  records: string[];
}

export interface BeginRoundCommand {
  do: "begin-round";
}

export interface GoOnCommand {
  do: "go-on";
}

export interface BeginTableCommand {
  do: "begin-table";
}

export interface GoOnAtTableCommand {
  do: "go-on-at-table";
}

export interface StoredCommand {
  do: "stored";
}

export interface NotStoredCommand {
  do: "not-stored";
}

export interface ViewCommand {
  do: "view";
  view:
  | "way"
  | "mine"
  | "shown"
  | "hear"
  | "round"
  | "table"
  | "plans"
  | "logs"
  | "invite"
  | "words"
  | "export";
}

export interface PlanViewCommand {
  do: "view";
  view: "own-plan" | "open-table";
  minutes?: number;
  ways?: number;
  /** In no plan. */
  without?: WayId[];
  /** In every plan. */
  keep?: KeptWay[];
  /** Nothing intimate, nothing that someone would only try, and each way once a week. */
  gentle?: boolean;
  /** As if these were the needs that matter most to me, and all others half as much. */
  ask?: NeedId[];
}

export interface KeptWay {
  way: WayId;
  times?: number;
}

/** What the passphrase became: Argon2id with the salt and the cost beside it. */
export type VaultKey = Bytes32;

export type Salt = Bytes16;

export type Passes = number;

export type Kibibytes = number;

/** From the fragment of a link; it is never sent to a server. */
export type InviteSecret = Bytes32;

export type RecoveryWords = Word[];

export type SafetyAnswer = "yes" | "no" | "unsure" | "skip";

// ---- Answers of a session

export interface Answer {
  work: Work[];
  reply?: Reply;
}

export interface Refusal {
  error: SessionError;
}

/** What each command replies; a command that is not here has no reply, and the reply of `view` is in Views. */
export interface Replies {
  create: Claim;
  "vault-head": VaultHead;
  "find-backup": FindBackupReply;
  recover: Claim;
  "back-up": BackUpReply;
  safety: SafetyReply;
  invite: InviteReply;
  "invite-token": InviteTokenReply;
  join: InvitedClaim;
  "sign-open": SignOpenReply;
  "sign-invite": SignInviteReply;
  "sign-leave": SignLeaveReply;
  receive: ReceiveReply;
  "go-on": GoOnReply;
  "go-on-at-table": GoOnAtTableReply;
}

export type Reply =
  | Claim
  | InvitedClaim
  | VaultHead
  | FindBackupReply
  | BackUpReply
  | SafetyReply
  | InviteReply
  | InviteTokenReply
  | SignOpenReply
  | SignInviteReply
  | SignLeaveReply
  | ReceiveReply
  | GoOnReply
  | GoOnAtTableReply
  | View;

/** The body of /v1/logs/create and /v1/logs/devices: that a person wants this device in a log. */
export interface Claim {
  log: LogId;
  person: Hex32;
  device: Hex32;
  proof: Hex64;
}

/** The body of /v1/invites/redeem. */
export interface InvitedClaim {
  token: Hex32;
  log: LogId;
  person: Hex32;
  device: Hex32;
  proof: Hex64;
}

/** What the host needs to make the key of a passphrase. */
export interface VaultHead {
  salt: Salt;
  passes: Passes;
  kibibytes: Kibibytes;
}

export interface BackUpReply {
  words: Word[];
}

/** The body of /v1/backups/delete; the locator alone is that of /v1/backups/find. */
export interface FindBackupReply {
  locator: Hex32;
  proof: Hex32;
}

export interface SafetyReply {
  closes: boolean;
  opens: boolean;
}

/** The claim to the new log, and what the link carries. */
export interface InviteReply {
  log: LogId;
  person: Hex32;
  device: Hex32;
  proof: Hex64;
  secret: InviteSecret;
  expires: Time;
}

/** The open statement, signed: the end of the frame. */
export interface SignOpenReply {
  proof: Hex64;
}

/** The body of /v1/invites/create. */
export interface SignInviteReply {
  log: LogId;
  author: Author;
  "token-hash": Hex32;
  sealed: Bytes;
  expires: Time;
  challenge: Hex32;
  proof: Hex64;
}

/** The body of /v1/logs/leave. */
export interface SignLeaveReply {
  log: LogId;
  author: Author;
  erase: boolean;
  challenge: Hex32;
  proof: Hex64;
}

/** The body of /v1/invites/open. */
export interface InviteTokenReply {
  token: Hex32;
}

export interface ReceiveReply {
  faults: ({ index: number; record: RecordFault })[];
}

/** Whether a step was sent, there is something to wait for, or the round has come to something or to nothing. */
export interface GoOnReply {
  next: "waits" | "sent" | "matched" | "failed";
}

/** The same of a sealed table. */
export interface GoOnAtTableReply {
  next: "waits" | "sent" | "met" | "failed";
}

export type Work = StoreWork | ReplaceWork | VaultWork | BackupWork;

/** Keep this, and send what comes after the first 32 bytes if `send`. Then `stored`, or `not-stored`. */
export interface StoreWork {
  do: "store";
  log: LogId;
  id: RecordId;
  send: boolean;
  bytes: Bytes;
}

/** Put this in the place of what is kept under the id, here and on the server if `send`. */
export interface ReplaceWork {
  do: "replace";
  log: LogId;
  id: RecordId;
  send: boolean;
  bytes: Bytes;
}

/** Keep this in place of the vault before. */
export interface VaultWork {
  do: "vault";
  bytes: Bytes;
}

/** Give this to the server: but for `do` it is the body of /v1/backups/store. */
export interface BackupWork {
  do: "backup";
  locator: Hex32;
  proof: Hex32;
  bytes: Bytes;
}

export type SessionError =
  | PlainError
  | InputFault
  | VaultFault
  | RecordRefused
  | NotAllowed
  | Closed
  | NoPlan;

export interface PlainError {
  code:
  | "no-pack"
  | "no-entropy"
  | "locked"
  | "unlocked"
  | "loading"
  | "waiting"
  | "nothing-waits"
  | "not-safe"
  | "no-couple"
  | "not-arrived"
  | "couple"
  | "bad-invite"
  | "invite-expired"
  | "bad-words"
  | "no-such-thing"
  | "no-room";
}

export interface InputFault {
  code: "bad-request" | "bad-pack";
  input: InputProblem[];
}

/** Where and what is wrong, never what stood there. */
export interface InputProblem {
  code: InputCode;
  /** As in $.command.say[3].need */
  path: string;
  low?: number;
  high?: number;
  wanted?: string;
}

export type InputCode =
  | "too-large"
  | "syntax"
  | "number-too-big"
  | "too-deep"
  | "wrong-type"
  | "out-of-range"
  | "not-an-integer"
  | "wrong-length"
  | "text-length"
  | "wrong-format"
  | "wrong-choice"
  | "bad-id"
  | "bad-date"
  | "unknown-field"
  | "missing-field"
  | "repeated-field"
  | "repeated-id"
  | "unknown-id"
  | "retired-id";

export interface VaultFault {
  code: "vault";
  detail: "not-a-vault" | "newer-version" | "cost-out-of-range" | "no-memory" | "cannot-be-opened";
}

export interface RecordRefused {
  code: "record";
  detail: RecordFault;
  /** In the request, where it has a list of records. */
  index?: number;
}

export type RecordFault =
  | "too-short"
  | "too-long"
  | "newer-version"
  | "not-a-record"
  | "wrong-log"
  | "foreign-author"
  | "altered"
  | "repeat"
  | "fork"
  | "gap"
  | "cannot-be-opened"
  | "erased"
  | "ahead"
  | "full";

export interface NotAllowed {
  code: "not-allowed";
  detail: IdleReason;
}

export type IdleReason =
  | "not-understood"
  | "erased"
  | "not-a-member"
  | "not-ready"
  | "paused"
  | "over"
  | "never-shown"
  | "not-yours"
  | "turn-open"
  | "no-such-turn"
  | "no-such-thing"
  | "early"
  | "twice"
  | "too-soon"
  | "expired"
  | "other-pack"
  | "not-matched"
  | "ended"
  | "untimely"
  | "other-table"
  | "no-condition";

export interface Closed {
  code: "closed";
  reasons: GateReason[];
}

export type GateReason =
  | "settle-in-first"
  | "not-together"
  | "you-not-ready"
  | "partner-not-ready"
  | "resting"
  | "answer-ways-first"
  | "match-first"
  | "nothing-both-want"
  | "no-plan-yet"
  | "not-begun"
  | "over";

export interface NoPlan {
  code: "no-plan";
  detail:
  | "no-round"
  | "needs-not-shown"
  | "no-ways"
  | "dropped-and-kept"
  | "too-many-kept"
  | "too-often"
  | "not-offered"
  | "too-long"
  | "never-traded"
  | "worse-off"
  | "too-much-work";
}

// ---- What a person sees

/** The views by their names. */
export interface Views {
  way: WayView;
  mine: MineView;
  shown: ShownView;
  hear: HearView;
  round: RoundView;
  table: TableView;
  plans: PlansView;
  logs: LogsView;
  invite: InviteView;
  words: WordsView;
  export: ExportView;
  "own-plan": PlanView;
  "open-table": PlanView;
}

export type View =
  | WayView
  | MineView
  | ShownView
  | HearView
  | RoundView
  | TableView
  | PlansView
  | LogsView
  | InviteView
  | WordsView
  | ExportView
  | PlanView;

export interface WayView {
  stages: StageState[];
  together: boolean;
  partner: PartnerState | null;
}

export interface StageState {
  stage: Stage;
  open: boolean;
  /** Why it is not open. */
  reasons: GateReason[];
  done: boolean;
}

export interface PartnerState {
  /** Empty if they have not said one. */
  name: string;
  "i-am": Person;
  left: boolean;
  "i-am-ready-for": JointStage[];
  "they-are-ready-for": JointStage[];
  "i-rest": Rest | null;
  "they-rest": Rest | null;
}

/** Which of the two: as in `start`, and in pairs. */
export type Person = "first" | "second";

export interface Rest {
  pause: RecordId;
  until: Time;
}

export interface MineView {
  said: OwnBody[];
}

export interface ShownView {
  mine: Share[];
  theirs: Share[];
}

export interface Share {
  share: RecordId;
  at: Time;
  snapshot: Snapshot;
}

export interface HearView {
  turns: Turn[];
  "first-times": Said[];
  gifts: Said[];
}

export interface Turn {
  turn: RecordId;
  /** Whether I am the one who speaks. */
  mine: boolean;
  prompt?: PromptId;
  next: "say-back" | "heard" | "nothing";
  /** Whether it ended with a yes. */
  heard: boolean;
  lines: TurnLine[];
}

export type TurnLine = SpokenLine | HeardLine;

export interface SpokenLine {
  kind: "speak" | "say-back";
  mine: boolean;
  text?: string;
}

export interface HeardLine {
  kind: "heard";
  mine: boolean;
  answer: "yes" | "not-quite";
  text?: string;
}

export interface Said {
  mine: boolean;
  at: Time;
  text: string;
}

export interface RoundView {
  round: Round | null;
  /** What both want, of the newest round that came to something. */
  matched: WayId[] | null;
}

export interface Round {
  number: number;
  state: "waits-for-me" | "waits-for-partner" | "going-on" | "matched" | "expired";
  /** Whether `go-on` can do something. */
  "my-move": boolean;
  expires: Time;
  /** When I can begin the round after this one. */
  next: Time;
}

export interface TableView {
  table: Table | null;
  /** What came of the newest table that came to something. */
  met: Met | null;
}

/** A sealed table. */
export interface Table {
  number: number;
  state: "waits-for-me" | "waits-for-partner" | "going-on" | "met" | "expired";
  /** Whether `go-on-at-table` can do something. */
  "my-move": boolean;
  /** How many of its four steps both have taken. */
  steps: number;
  expires: Time;
  /** When I can begin the table after this one. */
  next: Time;
}

export interface Met {
  table: number;
  /** As a proposal has it, with the conditions that I would ask for and nobody has seen; null for an impasse. */
  plan: PlanChoice[] | null;
}

export interface PlansView {
  proposals: Proposal[];
  /** The plan that both said yes to, if one stands now. */
  standing: RecordId | null;
}

export interface Proposal {
  proposal: RecordId;
  mine: boolean;
  plan: SayProposal;
  "i-said-yes": boolean;
  "they-said-yes": boolean;
  stands: boolean;
  /** Whether both said yes to it at some time. */
  stood: boolean;
  /** Beginning and days together. */
  ends: number;
  /** Whether a yes to it still counts. */
  open: boolean;
  "days-of": DayOfWay[];
}

export interface DayOfWay {
  way: WayId;
  day: Day;
}

export interface LogsView {
  own: LogState;
  couple: LogState | null;
  /** Records in the couple's log that changed nothing. */
  idle: IdleRecord[];
  /** Records that were refused, until the one that belongs there comes. */
  faults: FaultyRecord[];
}

export interface LogState {
  log: LogId;
  person: Hex32;
  device: Hex32;
  proof: Hex64;
  /** Of the invite that this person took, until this device has arrived. */
  token: Hex32 | null;
  /** Null until this device has arrived, and can write into it. */
  author: Author | null;
  /** How many are here of each of the eight authors. */
  records: number[];
  /** How many are here and wait for others that they came after. */
  waiting: number;
}

export interface IdleRecord {
  record: RecordId;
  why: IdleReason;
}

export interface FaultyRecord {
  log: LogId;
  record: RecordFault;
}

export interface InviteView {
  /** Null unless one is open. */
  invite: OpenInvite | null;
}

export interface OpenInvite {
  log: LogId;
  secret: InviteSecret;
  expires: Time;
}

export interface WordsView {
  /** Null unless the two are together and the nonce is there. */
  words: SafetyWords | null;
}

export type SafetyWords = [Word, Word, Word, Word];

export interface ExportView {
  format: "commonground.export/1";
  pack: ItemId;
  own: ExportedOwn[];
  shared: ExportedShared[];
}

export interface ExportedOwn {
  at: Time;
  say: OwnBody;
}

export interface ExportedShared {
  at: Time;
  say: SharedBody | SayShare;
}

export interface PlanView {
  "i-am": Person;
  /** What the columns of `reasons` are about. */
  needs: NeedId[];
  ways: OfferedWay[];
  limits: PlanLimits;
  answer: PlanAnswer;
}

export interface OfferedWay {
  way: WayId;
  /** Of the first and the second; empty where there is none. */
  conditions: [string, string];
}

export interface PlanLimits {
  ways: number;
  minutes: number;
}

/** docs/formats/plan.md */
export interface PlanAnswer {
  format: "commonground.plan-answer/1";
  frontier: FrontierPlan[];
  fair: NamedPlan;
  even: NamedPlan;
  most: NamedPlan;
  balanced: NamedPlan;
  light: NamedPlan;
  middle: MiddlePlan | null;
  reasons: AllReasons;
  stats: PlanStats;
}

export interface FrontierPlan {
  gain: PointsPair;
  minutes: number;
  plan: Choice[];
}

export interface NamedPlan {
  /** In the frontier. */
  point: number;
  gain: PointsPair;
  minutes: number;
  plan: Choice[];
}

export interface MiddlePlan {
  gain: PointsPair;
  minutes: number;
  plan: Choice[];
  /** Thousandths of what fair gives; null where that is nothing. */
  share_of_fair: [number | null, number | null];
}

export interface Choice {
  way: WayId;
  times: number;
  starter: Starter;
}

export type PointsPair = [number, number];

export interface AllReasons {
  fair: PlanReasons;
  even: PlanReasons;
  most: PlanReasons;
  balanced: PlanReasons;
  light: PlanReasons;
  middle?: PlanReasons;
}

export interface PlanReasons {
  before: NeedRows;
  after: NeedRows;
  /** One for each choice. */
  shares: ShareOfPlan[];
  cost: PointsPair;
  minutes: number;
}

export interface ShareOfPlan {
  met: NeedRows;
  cost: PointsPair;
}

/** For each of the two, by need: thousandths. */
export type NeedRows = [number[], number[]];

export interface PlanStats {
  nodes: number;
  /** 0: a session has no clock. */
  milliseconds: number;
}

type ViewOf<Name> = Name extends keyof Views ? Views[Name] : never;

/** The reply to a command; undefined where it has none. */
export type ReplyOf<C extends Command> = C extends { do: "view"; view: infer Name }
  ? ViewOf<Name>
  : C["do"] extends keyof Replies
    ? Replies[C["do"]]
    : undefined;
