import { defineConfig } from "vitest/config";

export default defineConfig({
  // Properties are checked by counts of cases, not by time: a busy machine only takes longer.
  // The files share no state that they write: nothing needs to be kept apart.
  test: { name: "worker", include: ["src/**/*.test.ts", "docs/**/*.test.ts"], testTimeout: 60_000, isolate: false },
});
