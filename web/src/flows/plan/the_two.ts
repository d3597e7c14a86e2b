// Who the two are, to whoever reads.
import { side } from "../../app/current.svelte.ts";
import { names } from "../joint/names.ts";
import type { TheTwo } from "./in_words.ts";

export function theTwo(): TheTwo & { Partner: string } {
  return { iAm: side().way.partner?.["i-am"] ?? "first", ...names() };
}
