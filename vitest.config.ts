import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      "*/vitest.config.ts",
      "widget/*/vitest.config.ts",
      "worker/*/vitest.config.ts",
      "examples/*/vitest.config.ts",
    ],
    // Many files start a server, a runtime or a browser; more at once than cores would only make them wait.
    maxWorkers: 2,
  },
});
