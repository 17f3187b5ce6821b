-- The least that a desk on this stack could store: a ticket with what a list shows of it, its messages, what happened.

CREATE TABLE tickets (
  number INTEGER PRIMARY KEY,
  team INTEGER NOT NULL,
  tier INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL,
  priority TEXT NOT NULL DEFAULT 'normal',
  channel TEXT NOT NULL DEFAULT 'web',
  assignee TEXT,
  subject TEXT NOT NULL,
  name TEXT,
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER,
  waiting_since INTEGER
) STRICT;
CREATE INDEX tickets_by_team ON tickets (team, status, number);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
