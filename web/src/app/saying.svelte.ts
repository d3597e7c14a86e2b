// What someone says on a screen, one thing after the other; an Attempt is what they press once.
import type { Refusal } from "../device/host.ts";
import type { OwnBody, SayBody } from "../engine/session_types.ts";
import { errorText } from "../text/errors.ts";
import { changed, find, type BodyOf, type Changes, type Kind } from "./answers.ts";
import { someone } from "./current.svelte.ts";

export class Saying {
  /** What went wrong with the last of it, in words. */
  wrong = $state("");
  /** Whether something was said on the screen that is shown: what was said elsewhere is not taken back from here. */
  saidHere = $state(false);
  private screen: string | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** Another screen is shown. */
  begin(screen: string | undefined): void {
    this.screen = screen;
    this.saidHere = false;
  }

  /**
   * Says what is made of all that stands. It is made when everything before it is kept, so that two
   * changes of the same body, close after each other, both last.
   */
  say(make: (mine: OwnBody[]) => SayBody[]): Promise<Refusal | undefined> {
    const { screen } = this;
    const next = this.last.then(async () => {
      const side = someone();
      // Locked in between: what was not said by then is not kept.
      if (side === undefined) return undefined;
      const bodies = make(side.mine);
      const error = bodies.length === 0 ? undefined : await side.say(...bodies);
      this.wrong = error === undefined ? "" : errorText(error);
      this.saidHere ||= error === undefined && bodies.length > 0 && screen === this.screen;
      return error;
    });
    this.last = next.catch(() => undefined);
    return next;
  }

  /** Changes some of what stands about something, as in `change({ kind: "picture", slot: 1 }, { text })`. */
  change<K extends Kind>(about: BodyOf<K> & { kind: K }, some: Changes<BodyOf<K>>): Promise<Refusal | undefined> {
    return this.say((mine) => [changed<BodyOf<K>>(find<K>(mine, about.kind, about) ?? about, some)]);
  }

  undo(): Promise<unknown> {
    const next = this.last.then(() => someone()?.undo());
    this.last = next.catch(() => undefined);
    return next;
  }
}
