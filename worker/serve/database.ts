import type { Miniflare } from "miniflare";

/** The desk's database, as the runner reaches it from outside the worker. */
export type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;
