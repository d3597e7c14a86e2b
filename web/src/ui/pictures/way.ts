// Where the two lines of the way go: each by itself through the stages that one does alone, then
// around each other through those that two go together.
import { cutLine, type Point } from "./lines.ts";

export interface WayLines {
  /** Of the picture: places lie between 0 and these. */
  width: number;
  height: number;
  places: readonly (Point & { above: boolean })[];
  /** One path to each place, and a last one going on. */
  me: readonly string[];
  partner: readonly string[];
}

const height = 480;
/** How far apart places are, and how much farther the first joint one. */
const apart = 88;
const gap = 176;
/** By how much the lines part around a joint place. */
const part = 21;

/** `alone` is how many of the places come before the joint ones. */
export function wayLines(count: number, alone: number): WayLines {
  const x = (i: number): number => apart * (i + 0.5) + (i >= alone ? gap - apart : 0);
  const width = x(count - 1) + apart / 2;
  // Where there is no second line, the one takes the middle.
  const high = alone === count ? 250 : 190;
  const centre = (i: number): number => 272 + 5 * Math.sin(i * 1.7);
  const places = Array.from({ length: count }, (_, i) =>
    i < alone
      ? { x: x(i), y: high + ((alone - i) % 2 === 0 ? 20 : -9) - 3 * i, above: (alone - 1 - i) % 2 === 0 }
      : { x: x(i), y: centre(i), above: (i - alone) % 2 === 0 },
  );
  // Which is above at a joint place: they change sides between two of them.
  const side = (i: number): number => ((i - alone) % 2 === 0 ? 1 : -1);
  const cross = (i: number): Point => ({ x: (x(i - 1) + x(i)) / 2, y: (centre(i - 1) + centre(i)) / 2 });

  const mine: Point[][] = [[{ x: 0, y: (places[0]?.y ?? 0) + 16 }]];
  const theirs: Point[][] = [[{ x: 0, y: 432 }]];
  places.forEach((place, i) => {
    if (i < alone) {
      mine.push([place]);
      theirs.push([{ x: place.x + apart * 0.3, y: 424 + [6, -13, 3, 14, -4][i % 5]! + 2 * i }]);
    } else {
      const before: Point = i === alone ? { x: x(i) - apart * 0.62, y: centre(i) + 4 } : cross(i);
      mine.push([before, { x: place.x, y: place.y + side(i) * part }]);
      theirs.push([before, { x: place.x, y: place.y - side(i) * part }]);
    }
  });
  const last = places.at(-1)?.y ?? 0;
  mine.push([{ x: width, y: last + 4 }]);
  theirs.push([{ x: width, y: last - 6 }]);
  return { width, height, places, me: cutLine(mine), partner: cutLine(theirs) };
}

/** A piece of the way as a list: from one place down to the next, in a field of 72 by 100. */
export function wayPiece(index: number, count: number, alone: number): { me: string; partner: string } {
  const place = (i: number): { me: number; partner: number } => {
    if (i < alone) return { me: 22, partner: 60 };
    return (i - alone) % 2 === 0 ? { me: 51, partner: 25 } : { me: 25, partner: 51 };
  };
  const from = place(index);
  const to = place(index + 1);
  const bow = index % 2 === 0 ? 7 : -6;
  if (index === count - 1) {
    return { me: `M${from.me} 0C${from.me} 40 34 60 35 100`, partner: `M${from.partner} 0C${from.partner} 40 42 60 41 100` };
  }
  const swung = (a: number, b: number, by: number): string =>
    a === b ? `M${a} 0C${a} 22 ${a + by} 28 ${a + by} 50S${a} 78 ${a} 100` : `M${a} 0C${a} 46 ${b} 54 ${b} 100`;
  return { me: swung(from.me, to.me, bow), partner: swung(from.partner, to.partner, -bow * 0.8) };
}
