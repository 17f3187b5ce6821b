/** A row as D1 gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** A statement and how its rows are read. Queries are values, so that a request can send all of them in one batch. */
export interface Query<Result> {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
  readonly read: (rows: readonly Row[]) => Result;
}

/** Queries under the names their results will have. */
export type Queries = Readonly<Record<string, Query<unknown>>>;

/** What a set of queries answers with, under the same names. */
export type Results<Set extends Queries> = {
  readonly [Name in keyof Set]: Set[Name] extends Query<infer Result> ? Result : never;
};

/** Whoever sends a batch to D1 from where D1 itself cannot be called, and answers with each statement's rows. */
export interface Sender {
  send(statements: readonly Pick<Query<unknown>, "sql" | "values">[]): Promise<readonly { readonly results: Row[] }[]>;
}

/** Where queries run. */
export type Database = D1Database | Sender;

/** Runs queries in one batch, which is one transaction and one round trip. */
export async function run<Set extends Queries>(database: Database, queries: Set): Promise<Results<Set>> {
  const [results] = await runBoth(database, queries, {});
  return results;
}

/** Runs two sets of queries in one batch and keeps their results apart. */
export async function runBoth<One extends Queries, Other extends Queries>(
  database: Database,
  one: One,
  other: Other,
): Promise<[Results<One>, Results<Other>]> {
  const all = [...Object.values(one), ...Object.values(other)];
  const answers =
    "send" in database
      ? await database.send(all)
      : await database.batch<Row>(all.map(({ sql, values }) => database.prepare(sql).bind(...values)));
  const results = all.map((query, index) => query.read(answers[index]?.results ?? []));
  const named = <Set extends Queries>(set: Set, from: number) =>
    // Each result stands under the name of the query that read it, which is what the type says.
    Object.fromEntries(Object.keys(set).map((name, index) => [name, results[from + index]])) as Results<Set>;
  return [named(one, 0), named(other, Object.keys(one).length)];
}

/** The first row, or undefined. */
export const first =
  <Result>(read: (row: Row) => Result) =>
  (rows: readonly Row[]): Result | undefined =>
    rows[0] && read(rows[0]);

/** Every row. */
export const every =
  <Result>(read: (row: Row) => Result) =>
  (rows: readonly Row[]): Result[] =>
    rows.map(read);

/**
 * The same query with its rows as one JSON text. D1 hands over every cell by itself, and hundreds of them are most of what
 * a list costs; `columns` are those of the query, in any order.
 */
export const packed = <Result>(columns: readonly string[], { sql, values, read }: Query<Result>): Query<Result> => ({
  sql: `SELECT json_group_array(json_array(${columns.join(", ")})) AS packed FROM (${sql})`,
  values,
  read: ([row]) => {
    const cells: unknown = row && JSON.parse(text(row, "packed"));
    if (!Array.isArray(cells)) throw new TypeError("The rows are not packed");
    return read(cells.map((cell) => unpacked(columns, cell)));
  },
});

function unpacked(columns: readonly string[], cells: unknown): Row {
  if (!Array.isArray(cells)) throw new TypeError("A row is not packed");
  const row: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    row[column] = cells[index];
  });
  return row;
}

/** Nothing: the statement writes. */
export const nothing = (): undefined => undefined;

/** Column readers: a row is checked where it enters the program. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`Column ${column} is not text`);
  return value;
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new TypeError(`Column ${column} is not an integer`);
  return value;
}

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

export const integerOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : integer(row, column);

/** A text column that holds one of a closed set of words. */
export function word<const Word extends string>(row: Row, column: string, words: readonly Word[]): Word {
  const value = row[column];
  const known = words.find((candidate) => candidate === value);
  if (known === undefined) throw new TypeError(`Column ${column} holds an unknown word`);
  return known;
}
