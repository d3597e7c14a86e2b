import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isThere, lockWhenIdle } from "./idle.ts";

const minute = 60_000;
let page: EventTarget & { visibilityState: string };
let lock: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  const here = Object.assign(new EventTarget(), { setTimeout, clearTimeout });
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("window", here);
  vi.stubGlobal("document", page);
  lock = vi.fn();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const touch = (sign: string): boolean => window.dispatchEvent(new Event(sign));

test("locks after five minutes in which nothing was touched, and not before", () => {
  lockWhenIdle(lock);
  vi.advanceTimersByTime(5 * minute - 1);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test.each(["pointerdown", "keydown", "input", "wheel"])("counts from the last %s", (sign) => {
  lockWhenIdle(lock);
  vi.advanceTimersByTime(4 * minute);
  touch(sign);
  vi.advanceTimersByTime(5 * minute - 1);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test("goes by the clock when a device slept and is looked at again", () => {
  lockWhenIdle(lock);
  vi.setSystemTime(Date.now() + 6 * minute);
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(lock).not.toHaveBeenCalled();
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(lock).toHaveBeenCalledTimes(1);
});

test("waits for half an hour where somebody is there who touches nothing, and no longer", () => {
  lockWhenIdle(lock);
  const leave = isThere();
  vi.advanceTimersByTime(30 * minute - 1);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
  leave();
});

test("counts five minutes from when nothing says any more that somebody is there", () => {
  lockWhenIdle(lock);
  const [turn, timer] = [isThere(), isThere()];
  vi.advanceTimersByTime(20 * minute);
  turn();
  vi.advanceTimersByTime(6 * minute);
  timer();
  vi.advanceTimersByTime(5 * minute - 1);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test("is not held off by what ends after half an hour, when a device slept", () => {
  lockWhenIdle(lock);
  const leave = isThere();
  vi.setSystemTime(Date.now() + 31 * minute);
  leave();
  expect(lock).toHaveBeenCalledTimes(1);
});

test("watches nothing any more once it was stopped", () => {
  const stop = lockWhenIdle(lock);
  stop();
  isThere()();
  vi.advanceTimersByTime(10 * minute);
  page.dispatchEvent(new Event("visibilitychange"));
  expect(lock).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
