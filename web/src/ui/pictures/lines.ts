// The hand that draws: soft lines through points.

export interface Point {
  readonly x: number;
  readonly y: number;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
export const at = ({ x, y }: Point): string => `${n(x)} ${n(y)}`;

/** One piece of a line, from a point to the next, as a cubic curve of SVG. */
function piece(before: Point, from: Point, to: Point, after: Point): string {
  // Catmull and Rom: at each point the line goes as from the one before to the one after.
  const one = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
  const two = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
  return `C${at(one)} ${at(two)} ${at(to)}`;
}

/**
 * A soft line through all points, cut where a group ends: the first group begins it, and each later
 * one gives a path from the last point of the group before it to its own last point.
 */
export function cutLine(groups: readonly (readonly Point[])[]): string[] {
  const points = groups.flat();
  const paths: string[] = [];
  let index = groups[0]?.length ?? 0;
  for (const group of groups.slice(1)) {
    let path = "";
    for (let i = index; i < index + group.length; ++i) {
      const from = points[i - 1];
      const to = points[i];
      if (from === undefined || to === undefined) continue;
      if (path === "") path = `M${at(from)}`;
      path += piece(points[i - 2] ?? from, from, to, points[i + 1] ?? to);
    }
    paths.push(path);
    index += group.length;
  }
  return paths;
}

/** A soft line through all points. */
export function line(points: readonly Point[]): string {
  return cutLine([points.slice(0, 1), points.slice(1)]).join("");
}

/** Slanted strokes from `from` to `to`, between two heights: what is not there yet. */
export function hatch(from: number, to: number, top: number, bottom: number, step: number): string {
  let path = "";
  for (let x = Math.ceil(from / step) * step; x <= to - step / 2; x += step) {
    path += `M${n(x)} ${n(bottom)}L${n(x + step * 0.7)} ${n(top)}`;
  }
  return path;
}
