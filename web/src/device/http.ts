// What is asked of the server now and then. Bodies are replies of the core, as they are.
import type {
  BackupWork, Claim, FindBackupReply, Hex32, InvitedClaim, InviteTokenReply, SignInviteReply, SignLeaveReply,
} from "../engine/session_types.ts";
import { wireErrors, type WireErrorName, type WireFault } from "./wire.ts";

interface Place {
  author: number;
}
type Empty = Record<string, never>;

/** By its path: what is sent, and what comes back. */
export interface Requests {
  "/v1/challenge": [Empty, { challenge: Hex32 }];
  "/v1/logs/create": [Claim, Place];
  "/v1/logs/devices": [Claim, Place];
  "/v1/logs/leave": [SignLeaveReply, Empty];
  "/v1/invites/create": [SignInviteReply, Empty];
  "/v1/invites/open": [InviteTokenReply, { sealed: string; expires: number }];
  "/v1/invites/redeem": [InvitedClaim, Place];
  "/v1/backups/store": [Omit<BackupWork, "do">, Empty];
  "/v1/backups/find": [Pick<FindBackupReply, "locator">, { bytes: string }];
  "/v1/backups/delete": [FindBackupReply, Empty];
}
export type Path = keyof Requests;

/** `unreachable`: there is no way to the server, or something else answered in its place. */
export type ServerFault = WireFault | { code: "unreachable"; retryAfterMs: number };
export type Answer<P extends Path> = { reply: Requests[P][1]; error?: undefined } | { error: ServerFault };

/** What goes by itself, for the same may be asked again. */
export function isForNow({ code }: ServerFault): boolean {
  const forNow: ServerFault["code"][] = [
    "unreachable", "too-fast", "busy", "not-stored", "stopping", "too-many-connections", "challenge-expired",
  ];
  return forNow.includes(code);
}

const patienceMs = 15_000;
const names: readonly string[] = Object.values(wireErrors);

function faultOf(body: unknown): WireFault | undefined {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  const wait = "retry-after-ms" in error ? error["retry-after-ms"] : 0;
  const code = names.includes(String(error.code)) ? (error.code as WireErrorName) : "unknown";
  return { code, retryAfterMs: typeof wait === "number" ? wait : 0 };
}

export class Http {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async post<P extends Path>(path: P, body: Requests[P][0]): Promise<Answer<P>> {
    const unreachable: Answer<P> = { error: { code: "unreachable", retryAfterMs: 0 } };
    try {
      const response = await fetch(this.#origin + path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        referrerPolicy: "no-referrer",
        // What was asked while the page goes is asked all the same.
        keepalive: true,
        signal: AbortSignal.timeout(patienceMs),
      });
      const answer: unknown = await response.json();
      const error = faultOf(answer);
      if (error) return { error };
      return response.ok ? { reply: answer as Requests[P][1] } : unreachable;
    } catch {
      return unreachable;
    }
  }
}
