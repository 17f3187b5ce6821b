import { every, first, integer, integerOrNull, nothing, type Query, type Row, text } from "./query.ts";

/** An agent's passkey. Instants in ms; the credential's id and the COSE key in base64url. */
export interface StoredPasskey {
  readonly id: string;
  readonly agentId: string;
  readonly credential: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly name: string;
  readonly createdAt: number;
  readonly usedAt: number | null;
}

const columns = "id, agent_id, credential, public_key, counter, name, created_at, used_at";

const passkeyOf = (row: Row): StoredPasskey => ({
  id: text(row, "id"),
  agentId: text(row, "agent_id"),
  credential: text(row, "credential"),
  publicKey: text(row, "public_key"),
  counter: integer(row, "counter"),
  name: text(row, "name"),
  createdAt: integer(row, "created_at"),
  usedAt: integerOrNull(row, "used_at"),
});

/** An agent's passkeys, the oldest first. */
export const passkeysOf = (agentId: string): Query<StoredPasskey[]> => ({
  sql: `SELECT ${columns} FROM passkeys WHERE agent_id = ?1 ORDER BY created_at, id`,
  values: [agentId],
  read: every(passkeyOf),
});

export const passkeyByCredential = (credential: string): Query<StoredPasskey | undefined> => ({
  sql: `SELECT ${columns} FROM passkeys WHERE credential = ?1`,
  values: [credential],
  read: first(passkeyOf),
});

/** Adds a passkey. One whose credential is known already fails its batch as a clash. */
export const insertPasskey = (passkey: StoredPasskey): Query<undefined> => ({
  sql: `INSERT INTO passkeys (${columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
  values: [
    passkey.id,
    passkey.agentId,
    passkey.credential,
    passkey.publicKey,
    passkey.counter,
    passkey.name,
    passkey.createdAt,
    passkey.usedAt,
  ],
  read: nothing,
});

/** Notes a use. If another use was noted since it was read, the whole batch fails as a clash. */
export const usePasskey = ({ id, counter }: StoredPasskey, newCounter: number, now: number): Query<undefined> => ({
  sql: "UPDATE passkeys SET counter = iif(counter = ?2, ?3, NULL), used_at = ?4 WHERE id = ?1",
  values: [id, counter, newCounter, now],
  read: nothing,
});

export const renamePasskey = (id: string, name: string): Query<undefined> => ({
  sql: "UPDATE passkeys SET name = ?2 WHERE id = ?1",
  values: [id, name],
  read: nothing,
});

export const deletePasskey = (id: string): Query<undefined> => ({
  sql: "DELETE FROM passkeys WHERE id = ?1",
  values: [id],
  read: nothing,
});
