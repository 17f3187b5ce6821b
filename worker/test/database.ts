import { env } from "cloudflare:test";

/** A statement as it went to the database. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** One trip to the database: the statements it carried and how many rows they read. */
export interface Trip {
  readonly statements: readonly Statement[];
  readonly rowsRead: number;
}

/** What goes wrong on a trip: the message of the error, and whether the batch had been committed by then. */
export interface Fault {
  readonly message: string;
  readonly when: "before" | "after";
}

const inner = Symbol("the statement behind the note-taker");

/** A database that notes every trip, and fails on those (counted from 1) for which `faultOn` names a fault. */
export function watched(
  database: D1Database,
  trips: Trip[],
  faultOn: (trip: number) => Fault | undefined = () => undefined,
): D1Database {
  let count = 0;
  const noted = new WeakMap<object, Statement>();
  const note = (statement: D1PreparedStatement, sql: string, values: readonly unknown[]): D1PreparedStatement => {
    noted.set(statement, { sql, values });
    return new Proxy(statement, {
      get(target, name) {
        if (name === inner) return target;
        if (name === "bind") return (...bound: unknown[]) => note(target.bind(...bound), sql, bound);
        // Everything goes in batches; a statement sent by itself would pass unseen.
        throw new Error(`A statement's ${String(name)} was used outside a batch`);
      },
    });
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => note(target.prepare(sql), sql, []);
      if (name === "batch") {
        return async (statements: (D1PreparedStatement & { [inner]: D1PreparedStatement })[]) => {
          const raw = statements.map((statement) => statement[inner]);
          const fault = faultOn(++count);
          if (fault?.when === "before") throw new Error(`D1_ERROR: ${fault.message}`);
          const results = await target.batch(raw);
          trips.push({
            statements: raw.map((statement) => noted.get(statement) ?? { sql: "", values: [] }),
            rowsRead: results.reduce((sum, result) => sum + result.meta.rows_read, 0),
          });
          if (fault) throw new Error(`D1_ERROR: ${fault.message}`);
          return results;
        };
      }
      throw new Error(`The database's ${String(name)} was used; a batch is the only way in`);
    },
  });
}

/** The desk's own tables. */
async function tables(): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all<{
    name: string;
  }>();
  return results.map((table) => table.name).filter((name) => !/^(_cf|sqlite|d1|search)_/.test(name));
}

/** Takes everything away but what one table holds. */
export async function emptyAllBut(kept: string): Promise<void> {
  const names = (await tables()).filter((name) => name !== kept);
  await env.DB.batch(names.map((name) => env.DB.prepare(`DELETE FROM ${name}`)));
}

/** How many rows each table holds. */
export async function rowCounts(): Promise<Record<string, number>> {
  const names = await tables();
  const counts = await env.DB.batch<{ rows: number }>(
    names.map((name) => env.DB.prepare(`SELECT count(*) AS rows FROM ${name}`)),
  );
  return Object.fromEntries(names.map((name, index) => [name, counts[index]?.results[0]?.rows ?? -1]));
}

/** Every row of every table, for what may never stand in one. */
export async function everything(): Promise<string> {
  const contents = await env.DB.batch((await tables()).map((name) => env.DB.prepare(`SELECT * FROM ${name}`)));
  return JSON.stringify(contents.map((content) => content.results));
}
