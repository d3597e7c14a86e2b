import { expect, test } from "vitest";
import { barStrokes, grade } from "./bars.ts";
import { chart, gainGrade, nearest } from "./frontier.ts";
import { cutLine, hatch, line } from "./lines.ts";
import { wayLines, wayPiece } from "./way.ts";

/** All points that a path goes through, without those that only bend it. */
function through(path: string): [number, number][] {
  const numbers = (text: string): number[] => text.trim().split(/[ ,]+/).map(Number);
  return path
    .split(/(?=[MC])/)
    .map((piece) => numbers(piece.slice(1)).slice(-2))
    .map(([x, y]) => [x ?? NaN, y ?? NaN]);
}
const start = (path: string): unknown => through(path)[0];
const end = (path: string): unknown => through(path).at(-1);

test("a line goes through each of its points", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 5 }, { x: 20, y: -5 }];
  expect(through(line(points))).toEqual([[0, 0], [10, 5], [20, -5]]);
});

test("a cut line has no gap and no corner", () => {
  const groups = [[{ x: 0, y: 0 }], [{ x: 10, y: 5 }, { x: 20, y: 3 }], [{ x: 30, y: 9 }], [{ x: 40, y: 0 }]];
  const cut = cutLine(groups);
  expect(cut).toHaveLength(3);
  cut.slice(1).forEach((path, i) => expect(start(path)).toEqual(end(cut[i] ?? "")));
  // It is the very line, cut.
  expect(line(groups.flat())).toBe(cut.map((path, i) => (i === 0 ? path : path.slice(path.indexOf("C")))).join(""));
});

test("each place is on my line while I am alone, and between both after", () => {
  const way = wayLines(11, 6);
  expect(way.me).toHaveLength(12);
  expect(way.partner).toHaveLength(12);
  way.places.forEach((place, i) => {
    const mine = through(way.me[i] ?? "").at(-1)?.[1] ?? NaN;
    const theirs = through(way.partner[i] ?? "").at(-1)?.[1] ?? NaN;
    if (i < 6) expect(Math.abs(mine - place.y)).toBeLessThan(0.1);
    else expect(Math.abs((mine + theirs) / 2 - place.y)).toBeLessThan(0.1);
    expect(place.x).toBeGreaterThan(0);
    expect(place.x).toBeLessThan(way.width);
  });
});

test("the lines change sides between two joint places", () => {
  const way = wayLines(11, 6);
  const mineIsAbove = way.places.map(
    (_, i) => (through(way.me[i] ?? "").at(-1)?.[1] ?? 0) < (through(way.partner[i] ?? "").at(-1)?.[1] ?? 0),
  );
  expect(mineIsAbove.slice(0, 6)).toEqual(Array<boolean>(6).fill(true));
  for (let i = 7; i < 11; ++i) expect(mineIsAbove[i]).toBe(!mineIsAbove[i - 1]);
});

test("neighbours on one side have room for their names", () => {
  for (const alone of [6, 11]) {
    const { places } = wayLines(11, alone);
    for (const above of [true, false]) {
      const xs = places.filter((place) => place.above === above).map((place) => place.x);
      xs.slice(1).forEach((x, i) => expect(x - (xs[i] ?? 0)).toBeGreaterThanOrEqual(176));
    }
  }
});

test("a piece of the list ends where the next begins", () => {
  for (const alone of [6, 11]) {
    for (let i = 0; i < 10; ++i) {
      const [here, next] = [wayPiece(i, 11, alone), wayPiece(i + 1, 11, alone)];
      for (const whose of ["me", "partner"] as const) {
        const from = /^M(\d+) 0/.exec(next[whose])?.[1];
        expect(here[whose]).toMatch(new RegExp(` ${from} 100$`));
      }
    }
  }
});

test("a bar shows what stays, and what comes or goes", () => {
  expect(barStrokes({ before: 250, after: 500 })).toEqual({
    stays: "M0 7L25 7",
    comes: hatch(25, 50, 2, 12, 3),
    goes: "",
  });
  expect(barStrokes({ before: 500, after: 250 })).toEqual({
    stays: "M0 7L25 7",
    comes: "",
    goes: "M25 3L50 3M25 11L50 11",
  });
  expect(barStrokes({ before: 0, after: 0 })).toEqual({ stays: "", comes: "", goes: "" });
  expect(barStrokes({ before: 0, after: 2000 }).comes).toBe(hatch(0, 100, 2, 12, 3));
});

test("a level is one of five words", () => {
  expect([-5, 0, 124, 125, 500, 874, 1000, 1200].map(grade)).toEqual([0, 0, 0, 1, 2, 3, 4, 4]);
});

test("more gain lies farther right and higher, and today is where nobody gains", () => {
  const { points, middle, today } = chart([{ mine: 0, theirs: 100 }, { mine: 50, theirs: 40 }], { mine: -10, theirs: 0 });
  expect(points[1]!.x).toBeGreaterThan(points[0]!.x);
  expect(points[1]!.y).toBeGreaterThan(points[0]!.y);
  expect(points[0]!.x).toBe(today.x);
  expect(middle!.x).toBeLessThan(today.x);
  for (const { x, y } of [...points, middle!, today]) {
    expect(Math.min(x, y, 100 - x, 100 - y)).toBeGreaterThanOrEqual(5.9);
  }
  expect(nearest(points, { x: 100, y: 100 })).toBe(1);
});

test("one plan that brings nothing is still a chart", () => {
  const { points } = chart([{ mine: 0, theirs: 0 }], undefined);
  expect(points).toEqual([{ x: 6, y: 94 }]);
});

test("a gain is a word, measured by the most there is for that person", () => {
  expect([-1, 0, 10, 30, 70, 90, 100].map((gain) => gainGrade(gain, 100))).toEqual([0, 1, 2, 3, 4, 5, 5]);
  expect(gainGrade(5, 0)).toBe(1);
});
