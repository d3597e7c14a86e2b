// Who put off the twelve words when they began is reminded once, on the way. It is kept nowhere: after that
// they are under Words and devices, where they always were.
import { side } from "../../app/current.svelte.ts";

let person = $state<string>();

export function putOffWords(): void {
  person = side().person;
}
export function hasPutOffWords(): boolean {
  return person === side().person;
}
export function letWordsBe(): void {
  person = undefined;
}
