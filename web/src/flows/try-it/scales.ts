import type { Words } from "../../content/pack.ts";

/** How well a need is met, 0 to 4, as the pack words it. */
export function metNames({ labels }: Pick<Words, "labels">): string[] {
  return ["met-none", "met-little", "met-half", "met-mostly", "met-fully"].map((id) => labels[id]?.text ?? "");
}
