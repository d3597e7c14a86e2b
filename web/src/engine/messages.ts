// What the page and its workers say to each other.

export type ToSessionWorker =
  | { do: "start"; id: number; module: WebAssembly.Module; pack: string }
  | { do: "call"; id: number; request: string }
  | { do: "plan"; id: number; problem: string };

export interface ToKeyWorker {
  module: WebAssembly.Module;
  passphrase: Uint8Array;
  salt: Uint8Array;
  passes: number;
  kibibytes: number;
}

/** `answer`, or the name of what went wrong; a refused request is an answer. */
export type FromSessionWorker =
  | { id: number; answer: string }
  | { id: number; failed: string };

export type FromKeyWorker = { key: Uint8Array } | { failed: string };

/** Names only: what an error says may be somebody's. */
export function nameOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}
