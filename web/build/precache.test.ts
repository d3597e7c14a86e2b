import { describe, expect, test } from "vitest";
import { precacheOf, type BuiltFile } from "./precache.ts";

const built: BuiltFile[] = [
  { name: "index.html", content: "<!doctype html>" },
  { name: "assets/core-1.wasm", content: Uint8Array.of(0, 97, 115, 109) },
  { name: "kitchen.html", content: "cups" },
  { name: "sw.js", content: "" },
];
const changed = (name: string): BuiltFile[] =>
  built.map((file) => (file.name === name ? { ...file, content: "other" } : file));

describe("what is kept on the device", () => {
  test("is every file, as it is asked for, but the worker itself", () => {
    expect(precacheOf(built).files).toEqual(["/", "/assets/core-1.wasm", "/kitchen.html"]);
  });

  test("has one name whatever the order", () => {
    expect(precacheOf([...built].reverse())).toEqual(precacheOf(built));
  });

  test.each(["index.html", "assets/core-1.wasm", "kitchen.html"])("has another name with another %s", (name) => {
    expect(precacheOf(changed(name)).version).not.toBe(precacheOf(built).version);
  });

  test("has the same name with another worker", () => {
    expect(precacheOf(changed("sw.js")).version).toBe(precacheOf(built).version);
  });
});
