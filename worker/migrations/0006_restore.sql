-- Coming back by mail.

-- Links that were asked for, whoever the address belongs to: nothing that a caller could notice depends on that. A row
-- ends with its link's hour.
CREATE TABLE restores (
  site_id TEXT NOT NULL,
  -- The link's token is derived from the desk's own secret and `id`, so that a mail that failed can be written again.
  token_hash TEXT NOT NULL,
  id TEXT NOT NULL,
  -- In lower case.
  email TEXT NOT NULL,
  language TEXT,
  expires_at INTEGER NOT NULL,
  -- Which request has used it, by a random name; empty: none yet. A second use is NULL here and fails its batch.
  used_by TEXT NOT NULL DEFAULT '',
  -- How often the mail was tried, and when it is to be tried again; null: not any more. A try that another runner has
  -- begun is NULL in `tries` and fails its batch.
  tries INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  PRIMARY KEY (site_id, token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX restores_by_due ON restores (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX restores_by_expiry ON restores (expires_at);

-- Mails to an address in a day (days since 1970), over the whole desk; one too many fails its batch. Addresses stand here
-- and below as keyed digests.
CREATE TABLE mail_counts (
  mailbox TEXT NOT NULL,
  day INTEGER NOT NULL,
  sent INTEGER NOT NULL CHECK (sent BETWEEN 0 AND 3),
  PRIMARY KEY (mailbox, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_counts_by_day ON mail_counts (day);

-- Addresses whose owners want no mail of this desk, for good.
CREATE TABLE mail_stops (
  address TEXT PRIMARY KEY,
  stopped_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may have written from an address: contacts that nobody was ever identified as.
CREATE INDEX contacts_by_email ON contacts (site_id, lower(email)) WHERE email IS NOT NULL AND subject IS NULL;
