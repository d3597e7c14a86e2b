// A file for a calendar, with the days that were set and nothing of what they are for: RFC 5545.
import type { Day } from "../../engine/session_types.ts";
import { addDays } from "../plan/days.ts";

export interface DayInCalendar {
  day: Day;
  /** The same for the same thing, so that a calendar that reads it again has it once. */
  id: string;
}

const compact = (day: Day): string => day.replaceAll("-", "");
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

export function calendarFile(days: readonly DayInCalendar[], title: string, now: Date): string {
  const stamp = `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const events = days.flatMap(({ day, id }) => [
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//time//time//EN", ...events, "END:VCALENDAR"];
  return `${lines.join("\r\n")}\r\n`;
}
