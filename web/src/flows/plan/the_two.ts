// Who the two are, to whoever reads.
import type { PartnerState, WayView } from "../../engine/session_types.ts";
import type { TheTwo } from "./in_words.ts";

/** `yourPartner` stands in for a name that they have not said. */
export function theTwo({ partner }: WayView, yourPartner: string): TheTwo {
  return { iAm: partner?.["i-am"] ?? "first", partner: nameOf(partner) ?? yourPartner };
}

const nameOf = (partner: PartnerState | null): string | undefined =>
  partner === null || partner.name === "" ? undefined : partner.name;

/** As it stands where a sentence begins. */
export function capital(text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
