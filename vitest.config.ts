import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      "*/vitest.config.ts",
      "widget/*/vitest.config.ts",
      "worker/*/vitest.config.ts",
      "examples/*/vitest.config.ts",
    ],
  },
});
