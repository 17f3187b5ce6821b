import { applyD1Migrations, env } from "cloudflare:test";
import { beforeAll } from "vitest";
import { currentDirectory } from "../src/store/directory.ts";
import { run } from "../src/store/query.ts";
import { firstSetup } from "../src/store/setup.ts";
import { forgetStandings } from "../src/store/standings.ts";
import { setup } from "./fixture.ts";

// The files share a runtime, which starts slowly; each begins with a desk where nothing has happened.
beforeAll(async () => {
  await dropAll();
  for (const { key } of (await env.FILES.list()).objects) await env.FILES.delete(key);
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  await run(env.DB, firstSetup(setup, Date.now()));
  // What still goes on for the file before must not take this set-up for its own.
  await env.DB.prepare("UPDATE desk SET version = ?").bind(Date.now()).run();
  await currentDirectory(env.DB, true);
  forgetStandings();
});

async function dropAll(): Promise<void> {
  const { results } = await env.DB.prepare(
    // A virtual table takes its own tables along, which are of another type.
    `SELECT type, name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual', 'view')
      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
  ).all<{ type: string; name: string }>();
  const drops = results.map(({ type, name }) => `DROP ${type === "view" ? "VIEW" : "TABLE"} ${name}`);
  await env.DB.batch(["PRAGMA defer_foreign_keys = on", ...drops].map((sql) => env.DB.prepare(sql)));
}
