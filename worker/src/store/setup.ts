import { Key, Setup } from "@firstline/sdk/wire";
import { type Directory, directoryOf, type StoredKey } from "../domain/directory.ts";
import { every, first, integer, nothing, type Query, run, text } from "./query.ts";

/** The set-up with its version; undefined on a desk that has none. */
export const wholeSetup: Query<{ version: number; setup: Setup } | undefined> = {
  sql: "SELECT version, setup FROM desk WHERE id = 1",
  values: [],
  read: first((row) => ({ version: integer(row, "version"), setup: Setup.parse(JSON.parse(text(row, "setup"))) })),
};

const allKeys: Query<StoredKey[]> = {
  sql: "SELECT id, secret_hash, name, scopes, sites, created_at FROM keys ORDER BY created_at, id",
  values: [],
  read: every((row) => ({
    id: text(row, "id"),
    secretHash: text(row, "secret_hash"),
    name: text(row, "name"),
    scopes: Key.shape.scopes.parse(JSON.parse(text(row, "scopes"))),
    sites: Key.shape.sites.parse(JSON.parse(text(row, "sites"))),
    createdAt: integer(row, "created_at"),
  })),
};

/** Reads the whole set-up with its keys; undefined on a desk that has not been set up. */
export async function readDirectory(database: D1Database): Promise<Directory | undefined> {
  const { found, keys } = await run(database, { found: wholeSetup, keys: allKeys });
  return found && directoryOf(found.version, found.setup, keys);
}

/** Replaces the set-up if it still has the version it was read with. Reads the new version, or undefined if it moved. */
export const replaceSetup = (setup: Setup, version: number): Query<number | undefined> => ({
  sql: "UPDATE desk SET setup = ?1, version = version + 1 WHERE id = 1 AND version = ?2 RETURNING version",
  values: [JSON.stringify(setup), version],
  read: first((row) => integer(row, "version")),
});

/** The first set-up of a new desk. */
export const insertSetup = (setup: Setup, version: number): Query<undefined> => ({
  sql: "INSERT INTO desk (id, version, setup) VALUES (1, ?1, ?2)",
  values: [version, JSON.stringify(setup)],
  read: nothing,
});

/** Lets every isolate know that the keys have changed. */
export const moveVersion: Query<undefined> = {
  sql: "UPDATE desk SET version = version + 1 WHERE id = 1",
  values: [],
  read: nothing,
};

export const insertKey = (key: StoredKey): Query<undefined> => ({
  sql: "INSERT INTO keys (id, secret_hash, name, scopes, sites, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  values: [key.id, key.secretHash, key.name, JSON.stringify(key.scopes), JSON.stringify(key.sites), key.createdAt],
  read: nothing,
});

export const deleteKey = (id: string): Query<undefined> => ({
  sql: "DELETE FROM keys WHERE id = ?1",
  values: [id],
  read: nothing,
});
