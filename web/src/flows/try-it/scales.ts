import type { Words } from "../../content/pack.ts";
import { met } from "../../content/words_for.ts";

/** How well a need is met, 0 to 4, as the pack words it. */
export function metNames({ labels }: Pick<Words, "labels">): string[] {
  return met.map((id) => labels[id]?.text ?? "");
}
