// What the other one is called, for `fill`: {partner} within a sentence, {Partner} at its beginning.
import { side } from "../../app/current.svelte.ts";
import { inLanguage } from "../../text/language.svelte.ts";
import { jointTexts } from "../../text/joint.ts";

export function names(): { partner: string; Partner: string } {
  const name = side().way.partner?.name;
  if (name) return { partner: name, Partner: name };
  const { partner, Partner } = inLanguage(jointTexts);
  return { partner, Partner };
}
