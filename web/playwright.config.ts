import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  outputDir: "../build/playwright",
  timeout: 120_000,
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Machines that are busy make a key of a passphrase in seconds.
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    actionTimeout: 20_000,
    baseURL: "http://127.0.0.1:8790",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "vite build --config e2e/app/vite.config.ts --logLevel warn && vite build --config e2e/vite.config.ts --logLevel warn && vite preview --config e2e/vite.config.ts",
    url: "http://127.0.0.1:8790/engine.html",
    reuseExistingServer: false,
  },
});
