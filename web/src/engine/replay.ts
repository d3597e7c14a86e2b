// Replays what sessions were asked and answered in another build of the core: transcripts that the
// stories in tests/scenarios write. For tests; the pages do not use it.
import { Core, type CoreSession } from "./core.ts";

/** A session took the pack of this path in the repository, or was asked something. */
type Line = { session: number } & ({ pack: string } | { in: string; out: string });

export interface Difference {
  expected: string;
  got: string;
}

/** Where two long texts part. */
export function difference(expected: string, got: string): Difference | undefined {
  if (expected === got) return undefined;
  let at = 0;
  while (expected[at] === got[at]) ++at;
  const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 200);
  return { expected: around(expected), got: around(got) };
}

export interface Replayed {
  requests: number;
  /** The first answer that is another one, and to which request. */
  difference?: Difference & { request: number };
}

export async function replay(
  module: WebAssembly.Module,
  packs: (path: string) => string,
  transcript: string,
): Promise<Replayed> {
  const sessions = new Map<number, CoreSession>();
  const side = async (number: number): Promise<CoreSession> => {
    const session = sessions.get(number) ?? (await Core.start(module)).openSession();
    sessions.set(number, session);
    return session;
  };
  let requests = 0;
  for (const text of transcript.trimEnd().split("\n")) {
    const line = JSON.parse(text) as Line;
    const session = await side(line.session);
    if ("pack" in line) {
      session.takePack(packs(line.pack));
      continue;
    }
    const apart = difference(line.out, session.call(line.in));
    if (apart) return { requests, difference: { ...apart, request: requests } };
    ++requests;
  }
  return { requests };
}
