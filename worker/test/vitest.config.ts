import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
// Miniflare would ask Cloudflare where this machine is.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

/** The whole desk inside workerd, with its real database and rooms. */
export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      main: "./entry.ts",
      miniflare: {
        compatibilityDate: "2026-11-01",
        d1Databases: ["DB"],
        r2Buckets: ["FILES"],
        durableObjects: { ROOMS: { className: "Room", useSQLite: true } },
        email: { send_email: [{ name: "MAIL" }] },
        ratelimits: { SIEVE: { namespace_id: "1", simple: { limit: 100_000, period: 60 } } },
        bindings: {
          FIRSTLINE_SECRET: "a-secret-for-tests-that-is-long-enough-to-be-one",
          ADDRESS_HEADER: "CF-Connecting-IP",
          MIGRATIONS: await readD1Migrations(`${root}/../migrations`),
        },
      },
    })),
  ],
  test: { name: "worker-workerd", include: ["*.test.ts"], isolate: false, setupFiles: ["./prepare.ts"], root },
});
