import { Key, Setup } from "@firstline/sdk/wire";
import { versioned } from "../domain/contract-versions.ts";
import { type Directory, directoryOf, type StoredKey } from "../domain/directory.ts";
import { absencesAfter } from "./absences.ts";
import { insertConsents } from "./consents.ts";
import { insertContracts } from "./contracts.ts";
import { allIdentityKeys } from "./identity-keys.ts";
import { every, first, integer, nothing, type Query, run, text } from "./query.ts";
import { allWebhooks } from "./webhooks.ts";

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

/**
 * Reads the whole set-up with its keys of both kinds and its webhooks, and with the absences that have not ended by now (ms); undefined on a desk that
 * has not been set up.
 */
export async function readDirectory(database: D1Database, now: number): Promise<Directory | undefined> {
  const { found, keys, absences, identityKeys, webhooks } = await run(database, {
    found: wholeSetup,
    keys: allKeys,
    absences: absencesAfter(now),
    identityKeys: allIdentityKeys,
    webhooks: allWebhooks,
  });
  return found && directoryOf(found.version, found.setup, keys, absences, identityKeys, webhooks);
}

/** Replaces the set-up; one that no longer has the version it was read with makes the whole batch fail as a clash. */
export const replaceSetup = (setup: Setup, version: number): Query<undefined> => ({
  sql: "UPDATE desk SET setup = ?1, version = iif(version = ?2, version + 1, NULL) WHERE id = 1",
  values: [JSON.stringify(setup), version],
  read: nothing,
});

/** The first set-up of a new desk: the document, and the first versions of its contracts and consent texts. */
export function firstSetup(
  setup: Setup,
  now: number,
): Readonly<Record<"setup" | "contracts" | "consents", Query<undefined>>> {
  const versions = versioned(setup.contracts, setup.calendars, new Map());
  return {
    setup: {
      sql: "INSERT INTO desk (id, version, setup) VALUES (1, 1, ?1)",
      values: [JSON.stringify({ ...setup, contracts: versions.contracts })],
      read: nothing,
    },
    contracts: insertContracts(versions),
    consents: insertConsents(setup.sites, now),
  };
}

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
