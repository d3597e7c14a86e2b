// What somebody came with: the secret of an invite, or the words of another device. Both stand in
// the fragment of a link, which browsers send to nobody; from there they are taken out at once. What
// the browser keeps of the link works no more once it was used.
import type { Side } from "../device/side.ts";
import type { PageName } from "./place.svelte.ts";

let secret = $state.raw<string | undefined>();
let handedOver = $state(false);
let words = $state.raw<number[] | undefined>();

/** Where that leads, if anywhere. */
export function arrival(hash: string): PageName | undefined {
  const [, kind, value] = /^#(i|w)=([\w.-]+)$/.exec(hash) ?? [];
  if (kind === "i" && value !== undefined) {
    takeInvite(value);
    return "join";
  }
  if (kind === "w" && value !== undefined) {
    words = value.split(".").map(Number);
    return "recover";
  }
  return undefined;
}

/** As it stands behind the # of a link to another device. */
export function wordsFragment(twelve: readonly number[]): string {
  return `w=${twelve.join(".")}`;
}

/** The secret of an invite that waits to be taken, also while this device is handed over. */
export function inviteInHand(): string | undefined {
  return secret;
}
/** Whether it is somebody else's, and not the one that this person made here. */
export function isInvited({ invite: { invite } }: Pick<Side, "invite">): boolean {
  return secret !== undefined && secret !== invite?.secret;
}
/** Whether it came from who was unlocked here before: then the two share this device. */
export function isInvitedHere(): boolean {
  return secret !== undefined && handedOver;
}
export function takeInvite(next: string | undefined, { here = false } = {}): void {
  secret = next;
  handedOver = here;
}
export function wordsInHand(): number[] | undefined {
  return words;
}
export function dropWords(): void {
  words = undefined;
}
