// The loop of the two, of what they showed each other: what one feels and does, what the other then
// feels and does, and where else it turns up.
import type { Seat, Share, ShownView } from "../../engine/session_types.ts";

export interface Half {
  seat: Seat;
  /** The strongest first. */
  feelings: string[];
  moves: string[];
  /** Where else it turns up. */
  areas: string[];
}

export interface LoopOfTwo {
  mine?: Half;
  theirs?: Half;
}

/** Where the other stands. */
export const across: Record<Seat, Seat> = {
  asking: "asked",
  asked: "asking",
  refusing: "refused",
  refused: "refusing",
};

const most = 3;

function halfOf(shares: readonly Share[], seat: Seat): Half | undefined {
  const shown = shares.map(({ snapshot }) => snapshot);
  const feelings = shown
    .flatMap((body) => (body.kind === "feeling" && body.seat === seat ? [body] : []))
    .sort((a, b) => (b.strength ?? 0) - (a.strength ?? 0))
    .map(({ feeling }) => feeling);
  const moves = shown.flatMap((body) => (body.kind === "move" && body.seat === seat ? [body.move] : []));
  if (feelings.length + moves.length === 0) return undefined;
  const areas = shown.flatMap((body) => (body.kind === "area" ? [body.area] : []));
  return { seat, feelings: feelings.slice(0, most), moves: moves.slice(0, most), areas };
}

/** From where I stand in it. Empty if neither showed anything of it. */
export function loopFrom(seat: Seat, shown: ShownView): LoopOfTwo {
  const [mine, theirs] = [halfOf(shown.mine, seat), halfOf(shown.theirs, across[seat])];
  return { ...(mine && { mine }), ...(theirs && { theirs }) };
}

const weight = (half: Half | undefined): number => (half ? half.feelings.length + half.moves.length : 0);

/** The seats from which there is something to see: whole loops first, then those with more in them. */
export function seatsWithLoop(shown: ShownView): Seat[] {
  return (Object.keys(across) as Seat[])
    .map((seat) => ({ seat, loop: loopFrom(seat, shown) }))
    .filter(({ loop }) => loop.mine ?? loop.theirs)
    .sort((a, b) => rank(b.loop) - rank(a.loop))
    .map(({ seat }) => seat);
}

function rank({ mine, theirs }: LoopOfTwo): number {
  return (mine && theirs ? 100 : 0) + weight(mine) + weight(theirs);
}
