import { describe, expect, test } from "vitest";
import { planTexts } from "../../text/plan.ts";
import { addDays, dayOf, isDay, lastDay, midnight, phaseOf, sayDay } from "./days.ts";
import { minutesInWords, minutesOf, startInWords, timesInWords } from "./in_words.ts";

describe("days", () => {
  test("are those of the calendar here", () => {
    expect(dayOf(midnight("2026-11-26"))).toBe("2026-11-26");
    expect(dayOf(midnight("2026-11-26") - 1)).toBe("2026-11-25");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(isDay("2026-02-30")).toBe(false);
    expect(isDay("2026-02-28")).toBe(true);
    expect(isDay("")).toBe(false);
  });

  // Clocks change in between: a day of 23 or 25 hours is one day.
  test.each(["Europe/Madrid", "America/New_York", "Australia/Sydney"])("of a plan are counted, not hours: %s", (zone) => {
    const before = process.env["TZ"];
    process.env["TZ"] = zone;
    try {
      for (const day of ["2026-03-01", "2026-03-20", "2026-10-20", "2026-10-28", "2026-09-28"]) {
        const plan = { begins: midnight(day), days: 14 };
        expect(lastDay(plan)).toBe(addDays(day, 13));
        expect(phaseOf(plan, midnight(day) - 1)).toBe("ahead");
        expect(phaseOf(plan, midnight(day))).toBe("going");
        expect(phaseOf(plan, midnight(addDays(day, 14)) - 1)).toBe("going");
        expect(phaseOf(plan, midnight(addDays(day, 14)))).toBe("over");
      }
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });

  test("are said with the year only where it is another one", () => {
    const now = midnight("2026-11-26");
    expect(sayDay("2026-11-27", "en", now)).toBe("Friday, November 27");
    expect(sayDay("2026-11-27", "es", now)).toBe("viernes, 27 de noviembre");
    expect(sayDay("2027-01-04", "en", now)).toContain("2027");
  });
});

test("how often, who starts and how long are said in words", () => {
  const t = planTexts.en;
  expect([1, 2, 4, 7].map((times) => timesInWords(times, t))).toEqual(
    ["once a week", "twice a week", "4 times a week", "once a day"],
  );
  const two = { iAm: "second", partner: "Ana" } as const;
  expect(startInWords("second", two, t)).toBe("you start");
  expect(startInWords("first", two, t)).toBe("Ana starts");
  expect(startInWords("either", two, t)).toBe("at a time you both set");
  expect(minutesInWords(0, t)).toBe("none of your shared time");
  expect([2, 12, 57, 58, 75, 191, 200].map((minutes) => minutesInWords(minutes, t))).toEqual([
    "about 5 minutes a week", "about 10 minutes a week", "about 55 minutes a week", "about 1 hour a week",
    "about 1 and a quarter hours a week", "about 3 and a quarter hours a week", "about 3 and a quarter hours a week",
  ]);
  const choices = [{ way: "a", times: 2, start: "first" }, { way: "b", times: 1, start: "either" }] as const;
  expect(minutesOf(choices, (way) => (way === "a" ? 10 : 30))).toBe(50);
});
