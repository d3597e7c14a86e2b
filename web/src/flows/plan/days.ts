// Days of the calendar, where this device is. A plan goes by days, not by hours.
import type { Day, Time } from "../../engine/session_types.ts";

const two = (number: number): string => String(number).padStart(2, "0");

function dayOfDate(date: Date): Day {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function dayOf(at: Time): Day {
  return dayOfDate(new Date(at));
}

function dateOf(day: Day, more = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + more);
}

/** When the day begins here. */
export function midnight(day: Day): Time {
  return dateOf(day).getTime();
}

export function addDays(day: Day, days: number): Day {
  return dayOfDate(dateOf(day, days));
}

/** The last of so many days; not so many times 24 hours, because clocks are changed. */
export function lastDay(plan: { begins: Time; days: number }): Day {
  return addDays(dayOf(plan.begins), plan.days - 1);
}

/** “Thursday, 26 November”, with the year where it is not this one. */
export function sayDay(day: Day, locale: string, now: Time = Date.now()): string {
  const sameYear = day.slice(0, 4) === dayOf(now).slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" as const }),
  }).format(dateOf(day));
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfDate(dateOf(text)) === text;
}

/** Where a plan is on a day. */
export function phaseOf(plan: { begins: Time; days: number }, now: Time): "ahead" | "going" | "over" {
  const today = dayOf(now);
  if (today < dayOf(plan.begins)) return "ahead";
  return today <= lastDay(plan) ? "going" : "over";
}
