import { afterEach, expect, test, vi } from "vitest";
import { download } from "./download.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

// The days for a calendar were gone when Safari came to take them.
test("a file is still there while somebody is asked whether they want it, and gone later", async () => {
  vi.useFakeTimers();
  const link = { href: "", download: "", click: vi.fn() };
  vi.stubGlobal("document", { createElement: () => link });
  const gone = vi.spyOn(URL, "revokeObjectURL");
  download("BEGIN:VCALENDAR", "time.ics");
  expect(link.click).toHaveBeenCalledOnce();
  expect(link.download).toBe("time.ics");
  vi.advanceTimersByTime(30_000);
  expect(gone).not.toHaveBeenCalled();
  const file = await fetch(link.href);
  expect(file.headers.get("content-type")).toBe("text/calendar");
  expect(await file.text()).toBe("BEGIN:VCALENDAR");
  vi.runAllTimers();
  expect(gone).toHaveBeenCalledExactlyOnceWith(link.href);
});
