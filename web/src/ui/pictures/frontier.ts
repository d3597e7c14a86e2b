// What is possible, as a chart: one gain to the right, the other upwards.
import type { Point } from "./lines.ts";

export interface Gains {
  mine: number;
  theirs: number;
}

export interface Chart {
  points: Point[];
  middle: Point | undefined;
  /** Where neither gains anything: as today. */
  today: Point;
}

/** In a field of 100 by 100, 0 at the top; each axis goes from the least to the most there is. */
export function chart(points: readonly Gains[], middle: Gains | undefined): Chart {
  const all = [...points, ...(middle ? [middle] : []), { mine: 0, theirs: 0 }];
  const axis = (of: (gains: Gains) => number): ((gains: Gains) => number) => {
    const least = Math.min(...all.map(of));
    const span = Math.max(...all.map(of)) - least || 1;
    // A margin, so that a dot at the end is whole.
    return (gains) => 6 + (88 * (of(gains) - least)) / span;
  };
  const x = axis(({ mine }) => mine);
  const y = axis(({ theirs }) => theirs);
  const place = (gains: Gains): Point => ({ x: x(gains), y: 100 - y(gains) });
  return {
    points: points.map(place),
    middle: middle && place(middle),
    today: place({ mine: 0, theirs: 0 }),
  };
}

/** Which point is nearest to a place in the field. */
export function nearest(points: readonly Point[], to: Point): number {
  const away = points.map(({ x, y }) => Math.hypot(x - to.x, y - to.y));
  return away.indexOf(Math.min(...away));
}

/** In words of six: less than today, nothing, and four steps up to the most that there is for someone. */
export function gainGrade(gain: number, best: number): number {
  if (gain < 0) return 0;
  if (gain === 0 || best <= 0) return 1;
  const share = gain / best;
  return share < 0.25 ? 2 : share < 0.55 ? 3 : share < 0.85 ? 4 : 5;
}
