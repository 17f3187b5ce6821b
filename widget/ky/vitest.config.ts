import { defineConfig } from "vitest/config";
import { slimKy } from "./plugin.ts";

/** The SDK's own tests of calling, paging and watching, on ky as the panel carries it. */
export default defineConfig({
  // A test file that ends without every module of ky is no build that lost one.
  plugins: [{ ...slimKy(), buildEnd: () => {} }],
  test: {
    name: "widget-ky",
    root: `${import.meta.dirname}/../../sdk`,
    include: ["test/calls.test.ts", "test/pages.test.ts", "test/watch.test.ts"],
    testTimeout: 30_000,
    server: { deps: { inline: [/ky/] } },
  },
});
