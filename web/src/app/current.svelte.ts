// What the screens are drawn from: who is unlocked, the pack, and its words in the current language.
import type { Device } from "../device/device.ts";
import type { Side } from "../device/side.ts";
import { loadPack, loadWords, type Pack, type Words } from "../content/pack.ts";
import { language, type Language } from "../text/language.svelte.ts";

let unlocked = $state.raw<Side | undefined>();
let content = $state.raw<{ pack: Pack; words: Words } | undefined>();
let kept = $state.raw<Device | undefined>();

/** Who is unlocked. Only screens that are shown to someone unlocked may ask. */
export function side(): Side {
  if (unlocked === undefined) throw new Error("nobody is unlocked");
  return unlocked;
}
export function someone(): Side | undefined {
  return unlocked;
}
export function pack(): Pack {
  if (content === undefined) throw new Error("the pack is not loaded");
  return content.pack;
}
export function words(): Words {
  if (content === undefined) throw new Error("the pack is not loaded");
  return content.words;
}
export function hasContent(): boolean {
  return content !== undefined;
}
export function device(): Device {
  if (kept === undefined) throw new Error("the device is not open");
  return kept;
}

export function setSide(next: Side | undefined): void {
  unlocked = next;
}
/** Brings the pack, and its words in this language if it is still the current one then. */
export async function bringContent(wanted: Language): Promise<void> {
  const [{ pack }, words] = await Promise.all([loadPack(), loadWords(wanted)]);
  if (language() === wanted) content = { pack, words };
}
export function setDevice(next: Device): void {
  kept = next;
}
