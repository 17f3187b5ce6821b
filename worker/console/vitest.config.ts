import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "console",
    globalSetup: ["test/build-once.ts"],
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    isolate: false,
    expect: { poll: { timeout: 5_000 } },
    hookTimeout: 120_000,
  },
});
