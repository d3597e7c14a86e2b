// One thing that somebody tries by a press: whether it is going on, and what went wrong with it.
import type { Refusal } from "../device/host.ts";
import { errorText, type DeviceError } from "../text/errors.ts";
import { onlyFromHere } from "./place.svelte.ts";

export class Attempt {
  /** For a button: as long as it goes on, pressing again does nothing. */
  busy = $state(false);
  /** What went wrong with the last one, in words. */
  wrong = $state("");

  /** Whether it was done, and went well. */
  async make(what: () => Promise<Refusal | DeviceError | undefined>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = "";
    try {
      const error = await what();
      if (error !== undefined) this.wrong = errorText(error);
      return error === undefined;
    } finally {
      this.busy = false;
    }
  }

  /** The same, and goes on from it if it went well and nobody went elsewhere in the meantime. */
  async goOnAfter(what: () => Promise<Refusal | DeviceError | undefined>, goOn: () => void): Promise<void> {
    const fromHere = onlyFromHere();
    if (await this.make(what)) fromHere(goOn);
  }
}
