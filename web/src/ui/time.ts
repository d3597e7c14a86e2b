// How far away something is, in words.

const minute = 60_000;
const hour = 60 * minute;

/** Midnight of the day, here. */
function day(at: number): number {
  const date = new Date(at);
  // Counted as if every day had 24 hours, so that a change of the clocks loses no day.
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / (24 * hour);
}

/** “in 3 days”, “yesterday”, “20 minutes ago”. Days change at midnight, not after 24 hours. */
export function relativeTime(at: number, now: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const days = day(at) - day(now);
  if (Math.abs(days) >= 60) return words.format(Math.round(days / 30.44), "month");
  if (Math.abs(days) >= 14) return words.format(Math.round(days / 7), "week");
  if (days !== 0 && Math.abs(at - now) >= 6 * hour) return words.format(days, "day");
  const away = at - now;
  if (Math.abs(away) >= hour) return words.format(Math.round(away / hour), "hour");
  if (Math.abs(away) >= minute) return words.format(Math.round(away / minute), "minute");
  return words.format(0, "second");
}
