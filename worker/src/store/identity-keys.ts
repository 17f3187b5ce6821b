import { IdentityKey } from "@firstline/sdk/wire";
import type { StoredIdentityKey } from "../domain/directory.ts";
import { every, integer, nothing, type Query, text } from "./query.ts";

/** Every site's identity keys, the oldest first. */
export const allIdentityKeys: Query<StoredIdentityKey[]> = {
  sql: "SELECT site_id, id, name, algorithm, public_key, created_at FROM identity_keys ORDER BY created_at, id",
  values: [],
  read: every((row) => ({
    siteId: text(row, "site_id"),
    key: IdentityKey.parse({
      id: row.id,
      name: row.name,
      algorithm: row.algorithm,
      createdAt: new Date(integer(row, "created_at")).toISOString(),
      ...(row.public_key !== null && { publicKey: { kty: "OKP", crv: "Ed25519", x: row.public_key } }),
    }),
  })),
};

export const insertIdentityKey = (siteId: string, key: IdentityKey): Query<undefined> => ({
  sql: `INSERT INTO identity_keys (site_id, id, name, algorithm, public_key, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
  values: [
    siteId,
    key.id,
    key.name,
    key.algorithm,
    key.algorithm === "EdDSA" ? key.publicKey.x : null,
    Date.parse(key.createdAt),
  ],
  read: nothing,
});

export const deleteIdentityKey = (siteId: string, id: string): Query<undefined> => ({
  sql: "DELETE FROM identity_keys WHERE site_id = ?1 AND id = ?2",
  values: [siteId, id],
  read: nothing,
});
