import { describe, expect, it } from "vitest";
import type { PlainError } from "../engine/session_types.ts";
import { appTexts } from "./app.ts";
import { errorText, errorTexts, gateText } from "./errors.ts";

const t = errorTexts.en;

describe("an error in words", () => {
  it("comes from where its code and detail are worded", () => {
    expect(errorText({ code: "no-room" })).toBe(t.plain["no-room"]);
    expect(errorText({ code: "vault", detail: "no-memory" })).toBe(t.vault["no-memory"]);
    expect(errorText({ code: "not-allowed", detail: "paused" })).toBe(t.allowed.paused);
    expect(errorText({ code: "no-plan", detail: "no-ways" })).toBe(t.plan["no-ways"]);
    expect(errorText("invite-used")).toBe(t.device["invite-used"]);
  });

  it("is the same of a browser that keeps nothing as at the beginning", () => {
    expect(errorText({ code: "not-kept", full: true })).toBe(appTexts.en.full);
    expect(errorText({ code: "not-kept", full: false })).toBe(appTexts.en.blocked);
  });

  it("gives all reasons for which a step is closed", () => {
    const text = errorText({ code: "closed", reasons: ["you-not-ready", "resting"] });
    expect(text).toBe(`${gateText("you-not-ready")} ${gateText("resting")}`);
  });

  it("names no fault of a record that helps nobody", () => {
    expect(errorText({ code: "record", detail: "fork" })).toBe(t.record);
    expect(errorText({ code: "record", detail: "ahead" })).toBe(t.records.ahead);
  });

  it("says the same of all that only a bug leads to", () => {
    const bugs: PlainError["code"][] = ["no-pack", "no-entropy", "unlocked", "loading", "nothing-waits"];
    for (const code of bugs) expect(errorText({ code })).toBe(t.ours);
    expect(errorText({ code: "bad-request", input: [{ code: "syntax", path: "$.secret" }] })).toBe(t.ours);
  });
});
