// Pictures of every screen, for docs/screens. script/screens runs it; the tests do not.
import { defineConfig } from "@playwright/test";
import all from "./playwright.config.ts";

const { webServer: _, ...rest } = all;

export default defineConfig({
  ...rest,
  testDir: "e2e/screens",
  testMatch: /\.screens\.ts$/,
  outputDir: "../build/screens",
  timeout: 600_000,
  expect: { timeout: 20_000 },
});
