import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Database, every, nothing, type Query, run, text } from "../src/store/query.ts";

/**
 * Applies the numbered SQL files that the database has not seen, each as one batch, in order. Keeps the same table as
 * wrangler, so that either may go on where the other stopped.
 */
export async function migrate(database: Database, folder: string): Promise<void> {
  const { applied } = await run(database, {
    table: write(`CREATE TABLE IF NOT EXISTS d1_migrations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT UNIQUE,
      applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
    )`),
    applied: { sql: "SELECT name FROM d1_migrations", values: [], read: every((row) => text(row, "name")) },
  });
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  for (const name of files.sort()) {
    if (applied.includes(name)) continue;
    const statements = splitStatements(readFileSync(join(folder, name), "utf8"));
    await run(database, {
      ...Object.fromEntries(statements.map((statement, index) => [index, write(statement)])),
      applied: write("INSERT INTO d1_migrations (name) VALUES (?)", name),
    });
  }
}

const write = (sql: string, ...values: string[]): Query<undefined> => ({ sql, values, read: nothing });

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
