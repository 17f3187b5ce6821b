import { every, first, integer, nothing, type Query, text } from "./query.ts";

/** An issuer's client secret, encrypted, and when (ms) it was set. */
export interface SealedSecret {
  readonly provider: string;
  readonly sealed: string;
  readonly setAt: number;
}

/** Every client secret; they are as few as issuers. */
export const allOidcSecrets: Query<SealedSecret[]> = {
  sql: "SELECT provider, sealed, set_at FROM oidc_secrets",
  values: [],
  read: every((row) => ({
    provider: text(row, "provider"),
    sealed: text(row, "sealed"),
    setAt: integer(row, "set_at"),
  })),
};

export const putOidcSecret = ({ provider, sealed, setAt }: SealedSecret): Query<undefined> => ({
  sql: `INSERT INTO oidc_secrets (provider, sealed, set_at) VALUES (?1, ?2, ?3)
    ON CONFLICT (provider) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at`,
  values: [provider, sealed, setAt],
  read: nothing,
});

export const deleteOidcSecret = (provider: string): Query<undefined> => ({
  sql: "DELETE FROM oidc_secrets WHERE provider = ?1",
  values: [provider],
  read: nothing,
});

/** Which agent an issuer's subject is, if that is known. */
export const agentOfSubject = (issuer: string, subject: string): Query<string | undefined> => ({
  sql: "SELECT agent_id FROM oidc_subjects WHERE issuer = ?1 AND subject = ?2",
  values: [issuer, subject],
  read: first((row) => text(row, "agent_id")),
});

/** Keeps which agent a subject is; what is known already stays. */
export const insertSubject = (issuer: string, subject: string, agentId: string): Query<undefined> => ({
  sql: "INSERT INTO oidc_subjects (issuer, subject, agent_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
  values: [issuer, subject, agentId],
  read: nothing,
});
