import type { Pack, Way } from "./pack.ts";

/** As in `wayOf(pack(), "five-minutes-held").minutes`. A way that is not in the pack is a bug of ours, and loud. */
export function wayOf({ ways }: Pick<Pack, "ways">, way: string): Way {
  const found = ways.find(({ id }) => id === way);
  if (found === undefined) throw new RangeError(`no way ${way}`);
  return found;
}
