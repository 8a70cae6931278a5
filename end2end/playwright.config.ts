// Started by `cargo xtask test`, which starts the server and the sandbox and says in the environment where they are.
import { defineConfig, devices } from "@playwright/test";

const { BASE_URL = "http://127.0.0.1:3000", SANDBOX_TLS_PORT, LECTERN_SUITE = "", LECTERN_DATABASE = "", LECTERN_RESULTS, LECTERN_ARTIFACTS } = process.env;

// The page asks for the providers' real addresses. Only the browser is told that they are the sandbox's.
const providers = ["js.stripe.com", "hooks.stripe.com", "api.stripe.com", "player.vimeo.com", "www.googletagmanager.com", "www.clarity.ms"];
const sandbox = providers.map((host) => `MAP ${host}:443 127.0.0.1:${SANDBOX_TLS_PORT}`).join(",");

const onPostgres = LECTERN_DATABASE === "postgres";

export default defineConfig({
  // Every folder of tests has a shop of its own, because seats are few.
  testDir: `tests/${LECTERN_SUITE}`,
  outputDir: LECTERN_ARTIFACTS ?? "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // On a busy machine a browser sometimes stands still. Which tests needed a second try is told at the end.
  retries: 1,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: LECTERN_RESULTS ? [["list"], ["json", { outputFile: LECTERN_RESULTS }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: BASE_URL,
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        ...(SANDBOX_TLS_PORT ? [`--host-resolver-rules=${sandbox}`, "--ignore-certificate-errors"] : []),
      ],
    },
  },
  projects: [
    // How a page looks to assistive technology does not hang on the database, so one of them is enough for that.
    { name: "wasm", testIgnore: onPostgres ? "**/*axe.hydrate.spec.ts" : [], grepInvert: onPostgres ? /(is|are) accessible/ : [] },
    // Every test that is not about hydration itself must pass in a browser that runs no script. Whether it runs any is nothing
    // that the database knows.
    ...(onPostgres ? [] : [{ name: "no-js", testIgnore: "**/*.hydrate.spec.ts", use: { javaScriptEnabled: false } }]),
  ],
});
