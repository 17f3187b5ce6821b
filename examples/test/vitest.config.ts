import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "journeys",
    include: ["**/*.test.ts"],
    globalSetup: "build.ts",
    testTimeout: 60_000,
    isolate: false,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 5_000 } },
  },
});
