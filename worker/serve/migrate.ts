import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "./database.ts";

/**
 * Applies the numbered SQL files that the database has not seen, each as one batch, in order. Keeps the same table as
 * wrangler, so that either may go on where the other stopped.
 */
export async function migrate(database: Database, folder: string): Promise<void> {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT,
         name TEXT UNIQUE,
         applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
       )`,
    )
    .run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  for (const name of files.sort()) {
    if (applied.has(name)) continue;
    const statements = splitStatements(readFileSync(join(folder, name), "utf8"));
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}

/** Splits SQL at its semicolons: not within quotes or comments, nor within a trigger's BEGIN … END. */
export function splitStatements(sql: string): string[] {
  const parts = sql.matchAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|[^\w\s]|\s+/g);
  const statements: string[] = [];
  let statement = "";
  let isTrigger = false;
  let depth = 0;
  for (const [part] of parts) {
    if (part.startsWith("--") || part.startsWith("/*")) continue;
    const word = part.toUpperCase();
    if (word === "TRIGGER" && /^\s*CREATE\s+(TEMP\w*\s+)?$/i.test(statement)) isTrigger = true;
    if (isTrigger && (word === "BEGIN" || word === "CASE")) depth += 1;
    if (isTrigger && word === "END") depth -= 1;
    if (part === ";" && depth === 0) {
      if (statement.trim() !== "") statements.push(statement.trim());
      statement = "";
      isTrigger = false;
    } else statement += part;
  }
  if (statement.trim() !== "") statements.push(statement.trim());
  return statements;
}
