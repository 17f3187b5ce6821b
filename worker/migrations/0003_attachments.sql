-- Files. Their bytes lie in object storage under `site_id/id`; every object has a row here before it is written, so that
-- whatever is left behind is found again.

-- Files that no message has named. What is older than a day can no longer be named, and is removed with its object.
CREATE TABLE uploads (
  site_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- The digest of the visitor's token, or the agent's or key's id; empty for a visitor who was not known.
  uploader TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- What is told of it, as JSON; null until the object is whole.
  file TEXT,
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_age ON uploads (created_at);
CREATE INDEX uploads_by_uploader ON uploads (site_id, uploader);

-- Files that stand in a ticket. A file that is not there to be taken is NULL here and fails the message's batch, and so
-- does one that was taken before.
CREATE TABLE attachments (
  site_id TEXT NOT NULL,
  id TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  -- Whether the requester may see it: what hangs on a note is for agents alone.
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  file TEXT NOT NULL,
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;
