import { applyD1Migrations, env } from "cloudflare:test";
import { beforeAll } from "vitest";
import { run } from "../src/store/query.ts";
import { firstSetup } from "../src/store/setup.ts";
import { setup } from "./fixture.ts";

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  await run(env.DB, firstSetup(setup, Date.now()));
});
