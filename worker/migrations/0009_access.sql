-- How agents sign in, where they are signed in, and who did what to who may do what.

-- The browser as it named itself, in short. `seen_at` is the hour in which it was last heard of.
ALTER TABLE sessions ADD COLUMN browser TEXT;
ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'link';
ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET seen_at = created_at - created_at % 3600000;
CREATE INDEX sessions_by_agent ON sessions (agent_id, created_at);
CREATE INDEX links_by_agent ON links (agent_id);

-- The public halves of agents' passkeys. `credential` is WebAuthn's own id, in base64url, as is the key (COSE).
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  credential TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  -- How often the device says that it was used: one that goes back is a copy. Many devices always say 0.
  counter INTEGER NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_agent ON passkeys (agent_id, created_at);

-- What somebody was asked who is about to sign in or to add a passkey, by its digest; taken away with the answer.
-- `subject` says for whom: an agent's id, an issuer's id with the digest of the browser's cookie, or nobody yet.
CREATE TABLE challenges (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('add passkey', 'passkey', 'oidc')),
  subject TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX challenges_by_expiry ON challenges (expires_at);

-- Client secrets, encrypted under a key derived from the desk's own secret, the issuer and the client.
CREATE TABLE oidc_secrets (
  provider TEXT PRIMARY KEY,
  sealed TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which agent an issuer's subject is, once their address has told.
CREATE TABLE oidc_subjects (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX oidc_subjects_by_agent ON oidc_subjects (agent_id);

-- Ids grow with time, so they are the order. `site_id` is null for what concerns the whole desk.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('agent', 'key', 'system')),
  actor_id TEXT,
  actor_name TEXT,
  site_id TEXT,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_actor ON audit (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_by_kind ON audit (kind, id);
