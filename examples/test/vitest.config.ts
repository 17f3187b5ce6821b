import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "journeys",
    include: ["**/*.test.ts"],
    globalSetup: "build.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
