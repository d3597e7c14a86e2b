import { expect, test } from "vitest";
import { calendarFile } from "./calendar.ts";

const now = new Date("2026-11-26T08:05:09.123Z");

test("a calendar file has the days, and a title that tells nothing", () => {
  const file = calendarFile([{ day: "2026-11-30", id: "ab0" }, { day: "2026-12-31", id: "ab1" }], "Time, together", now);
  const lines = file.split("\r\n");
  expect(lines.at(0)).toBe("BEGIN:VCALENDAR");
  expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
  expect(file.match(/BEGIN:VEVENT/g)?.length).toBe(2);
  expect(lines).toContain("DTSTAMP:20261126T080509Z");
  expect(lines).toContain("DTSTART;VALUE=DATE:20261231");
  expect(lines).toContain("DTEND;VALUE=DATE:20270101");
  expect(lines).toContain("SUMMARY:Time\\, together");
  expect(lines.every((line) => line.length <= 75)).toBe(true);
});
