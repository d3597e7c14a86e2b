import { describe, expect, it } from "vitest";
import { inviteLink, secretIn } from "./invite_link.ts";

const secret = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

describe("the link of an invite", () => {
  it("has the secret behind the #, and nowhere else", () => {
    const link = new URL(inviteLink(secret, "https://ground.example"));
    expect(link.hash).toBe(`#i=${secret}`);
    expect(link.href.replace(link.hash, "")).toBe("https://ground.example/");
  });

  it("is found in what was pasted", () => {
    for (const pasted of [
      inviteLink(secret, "https://ground.example"),
      `  Have a look, when you like: https://ground.example/#i=${secret}\n`,
      `i=${secret}`,
      secret,
      `https://ground.example/%23i=${secret}`,
      `https://ground.example/#i=${secret.slice(0, 20)}\r\n  ${secret.slice(20)}`,
    ]) {
      expect(secretIn(pasted), pasted).toBe(secret);
    }
  });

  it("is not guessed from half of one, or from another", () => {
    for (const pasted of ["", "https://ground.example/", `#i=${secret.slice(1)}`, `#i=${secret}x`, `#w=1.2.3`]) {
      expect(secretIn(pasted), pasted).toBeUndefined();
    }
  });
});
