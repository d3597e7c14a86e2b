import { expect, test } from "vitest";
import { relativeTime } from "./time.ts";

const now = new Date(2026, 10, 26, 9, 30).getTime();
const at = (days: number, hours: number): number => new Date(2026, 10, 26 + days, 9 + hours, 30).getTime();

test("times are said as people say them", () => {
  expect(relativeTime(now, now, "en")).toBe("now");
  expect(relativeTime(now - 20 * 60_000, now, "en")).toBe("20 minutes ago");
  expect(relativeTime(at(0, 3), now, "en")).toBe("in 3 hours");
  // Last night is yesterday, although it is less than 24 hours ago.
  expect(relativeTime(at(-1, 12), now, "en")).toBe("yesterday");
  expect(relativeTime(at(1, 0), now, "es")).toBe("mañana");
  expect(relativeTime(at(13, 0), now, "en")).toBe("in 13 days");
  expect(relativeTime(at(21, 0), now, "en")).toBe("in 3 weeks");
  expect(relativeTime(at(-92, 0), now, "en")).toBe("3 months ago");
});
