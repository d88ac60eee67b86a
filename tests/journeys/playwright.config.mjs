// Journeys through the built page in a real browser. `cargo xtask test journeys` builds the page,
// finds the browser, and hands both over in environment variables.
import { defineConfig } from "@playwright/test";

const flags = process.env.BOARDWALK_BROWSER_FLAGS ?? "--no-sandbox --disable-gpu";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "../../test-results",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A board in software erases and writes as slowly as a real one.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    headless: true,
    // What a worker keeps, a journey can't change on its way: those about the copy allow it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.BOARDWALK_BROWSER ?? "/usr/bin/chromium",
      args: flags.split(" "),
    },
  },
});
