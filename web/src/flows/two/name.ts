// What the partner calls someone here: said into the log of the two, where it can be said anew at any time.
import { find } from "../../app/answers.ts";
import type { Side } from "../../device/side.ts";

export const longestName = 60;

/** What was written before the private questions came in between. Goes with the side. */
const written = new WeakMap<Side, string>();

export function keepWritten(side: Side, name: string): void {
  written.set(side, name);
}

/** To begin with, where none was said yet. */
export function firstName(side: Side): string {
  return written.get(side) ?? find(side.mine, "about-me")?.name ?? "";
}

/** The last one that was said. It stands in no view of its own; what one said is all in the export. */
export async function saidName(side: Side): Promise<string | undefined> {
  const answer = await side.ask({ do: "view", view: "export" });
  if (answer.error !== undefined) return undefined;
  return answer.reply.shared.flatMap(({ say }) => (say.kind === "name" ? [say.name] : [])).at(-1);
}
