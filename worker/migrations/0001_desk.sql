-- The desk's own data: its set-up and who may sign in.

-- One row. `version` stands before `setup`, so that reading it never touches the document's pages.
CREATE TABLE desk (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  setup TEXT NOT NULL
) STRICT;

-- Secret keys. Read with the set-up; a change moves `desk.version`.
CREATE TABLE keys (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  sites TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One-time sign-in links.
CREATE TABLE links (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_expiry ON links (expires_at);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A site's data. `site_id` leads every key.

CREATE TABLE counters (
  site_id TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contacts (
  site_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT,
  email TEXT,
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
  -- Made by the desk for this address, so that a second call from the same person finds the same contact.
  desk_email TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contacts_by_desk_email ON contacts (site_id, desk_email) WHERE desk_email IS NOT NULL;

CREATE TABLE visitors (
  site_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, token_hash)
) STRICT, WITHOUT ROWID;

-- Tickets a visitor opened with a secret link.
CREATE TABLE grants (
  site_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  PRIMARY KEY (site_id, token_hash, ticket)
) STRICT, WITHOUT ROWID;

-- What a ticket's events add up to. Instants are milliseconds since 1970.
CREATE TABLE tickets (
  site_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  contact_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  topic TEXT,
  channel TEXT NOT NULL,
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  tier INTEGER NOT NULL,
  team_id TEXT NOT NULL,
  assignee_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  public_at INTEGER NOT NULL,
  waiting_since INTEGER,
  seq INTEGER NOT NULL,
  public_seq INTEGER NOT NULL,
  seen_seq INTEGER NOT NULL,
  unread INTEGER NOT NULL CHECK (unread >= 0),
  -- Copies kept only to be indexed: is it unsolved, and where it stands in a list.
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  sorted_at INTEGER NOT NULL,
  secret_hash TEXT NOT NULL,
  -- The version of the set-up that it was opened under; a version that has moved is NULL here and fails the batch.
  setup_version INTEGER NOT NULL,
  -- When a requester's socket last joined the ticket's room; null: never.
  watched_at INTEGER,
  PRIMARY KEY (site_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_by_site ON tickets (site_id, active, sorted_at);
CREATE INDEX tickets_by_contact ON tickets (site_id, contact_id);
CREATE INDEX tickets_by_team ON tickets (site_id, team_id, assignee_id, sorted_at) WHERE active = 1;
CREATE INDEX tickets_by_assignee ON tickets (site_id, assignee_id, sorted_at)
  WHERE assignee_id IS NOT NULL AND active = 1;

-- The spine: the primary key is the optimistic lock, the timeline and the resync cursor.
-- `prev` is the number of the last public event before this one.
CREATE TABLE events (
  site_id TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  prev INTEGER NOT NULL,
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  -- A message's or note's text, apart from the data so that it can be erased and searched.
  text TEXT,
  PRIMARY KEY (site_id, ticket, seq)
) STRICT, WITHOUT ROWID;

-- The first answer to every create. Its rows are wide, so they lie in a table of their own behind a narrow index.
CREATE TABLE idempotency (
  site_id TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (site_id, key_hash)
) STRICT;

-- How often something happened in an hour (hours since 1970), and how often it may: one use too many fails its batch.
CREATE TABLE budgets (
  hour INTEGER NOT NULL,
  site_id TEXT NOT NULL,
  name TEXT NOT NULL,
  used INTEGER NOT NULL,
  most INTEGER NOT NULL,
  PRIMARY KEY (site_id, name, hour),
  CHECK (used <= most)
) STRICT, WITHOUT ROWID;
CREATE INDEX budgets_by_hour ON budgets (hour);
