import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Refusal } from "../device/host.ts";
import { Attempt } from "./attempt.svelte.ts";
import { go, place } from "./place.svelte.ts";

const refusal: Refusal = { code: "locked" };
const well = async (): Promise<undefined> => undefined;

/** What is waited for until the test says how it went. */
function open() {
  let answer!: (error: Refusal | undefined) => void;
  const what = vi.fn(() => new Promise<Refusal | undefined>((resolve) => (answer = resolve)));
  return { what, answer: (error: Refusal | undefined) => answer(error) };
}

beforeEach(() => {
  vi.stubGlobal("history", { pushState: () => undefined });
  vi.stubGlobal("document", { querySelector: () => null });
});
afterEach(() => void vi.unstubAllGlobals());

test("it is busy until it is over, and a second press does nothing", async () => {
  const attempt = new Attempt();
  const { what, answer } = open();
  const first = attempt.make(what);
  expect(attempt.busy).toBe(true);
  expect(await attempt.make(what)).toBe(false);
  answer(undefined);
  expect(await first).toBe(true);
  expect(attempt.busy).toBe(false);
  expect(what).toHaveBeenCalledTimes(1);
});

test("what went wrong is told in words, until it is tried again", async () => {
  const attempt = new Attempt();
  expect(await attempt.make(async () => refusal)).toBe(false);
  expect(attempt.wrong).not.toBe("");
  const { what, answer } = open();
  const again = attempt.make(what);
  expect(attempt.wrong).toBe("");
  answer(undefined);
  expect(await again).toBe(true);
});

test("a bug of ours is not held back, and does not leave it busy", async () => {
  const attempt = new Attempt();
  await expect(attempt.make(() => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
  expect(attempt.busy).toBe(false);
});

test("it goes on where it went well", async () => {
  const attempt = new Attempt();
  await attempt.goOnAfter(well, () => go("closer"));
  expect(place().page).toBe("closer");
});

test("it goes on from nowhere else, and from nothing that went wrong", async () => {
  const attempt = new Attempt();
  const goOn = vi.fn();
  const { what, answer } = open();
  const left = attempt.goOnAfter(what, goOn);
  go("settings");
  answer(undefined);
  await left;
  await attempt.goOnAfter(async () => refusal, goOn);
  expect(goOn).not.toHaveBeenCalled();
});
