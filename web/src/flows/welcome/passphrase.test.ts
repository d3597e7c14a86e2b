import { describe, expect, it } from "vitest";
import { passphraseFault } from "./passphrase.ts";

describe("a new passphrase", () => {
  it("is short below eight characters, whatever they are made of", () => {
    expect(passphraseFault("seven77")).toBe("short");
    expect(passphraseFault("       x      ")).toBe("short");
    // Seven letters, each of two code points.
    expect(passphraseFault("e\u0301".repeat(7))).toBe("short");
    expect(passphraseFault("\u{1F33F}".repeat(7))).toBe("short");
  });

  it("asks for no kind of character", () => {
    expect(passphraseFault("rain sofa lamp nine")).toBeUndefined();
    expect(passphraseFault("aaaaaaaa")).toBeUndefined();
  });

  it("is the same twice, unless it could be seen", () => {
    expect(passphraseFault("rain sofa lamp", "rain sofa lamp ")).toBe("different");
    expect(passphraseFault("rain sofa lamp", "rain sofa lamp")).toBeUndefined();
  });
});
