-- Webhooks: where the desk tells what happens, and what it has told.

-- Read with the set-up; a change moves `desk.version`.
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  -- "all" or a list of ids, as JSON.
  sites TEXT NOT NULL,
  types TEXT NOT NULL,
  -- Why and since when it is off; null: it is on.
  off_because TEXT CHECK (off_because IN ('admin', 'gone', 'failed')),
  off_since INTEGER CHECK ((off_since IS NULL) = (off_because IS NULL)),
  -- The secret is not kept: it is derived from the desk's own secret, the id and this number. Two who rotate it at once
  -- are NULL here, and the second fails.
  secret_number INTEGER NOT NULL DEFAULT 1,
  -- Until when the secret before it signs too.
  previous_until INTEGER,
  -- Since when nothing was taken; null: the last delivery was.
  failing_since INTEGER,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages on their way to a webhook, and those of the past month. Rows are wide, so they lie behind narrow indexes.
CREATE TABLE webhook_deliveries (
  -- `desk` for a ping, which is about no site.
  site_id TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  -- The message's id, which grows with time.
  id TEXT NOT NULL,
  ticket INTEGER,
  type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed')),
  -- How often it was tried since it was made or replayed, and when it is tried again; null: not any more.
  tries INTEGER NOT NULL,
  due_at INTEGER,
  -- What became of the last tries, as JSON, oldest first.
  attempts TEXT NOT NULL DEFAULT '[]',
  -- The message as JSON. A new ticket's number is not known when it is written, so it is put in when it is sent.
  body TEXT NOT NULL,
  PRIMARY KEY (site_id, webhook_id, id)
) STRICT;
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_by_status ON webhook_deliveries (webhook_id, status, id);
CREATE INDEX webhook_deliveries_by_due ON webhook_deliveries (webhook_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (created_at);
