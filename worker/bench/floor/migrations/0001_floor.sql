-- The least that a desk on this stack could store: a ticket, its messages, what happened.

CREATE TABLE tickets (
  number INTEGER PRIMARY KEY,
  team INTEGER NOT NULL,
  status TEXT NOT NULL,
  subject TEXT NOT NULL,
  email TEXT NOT NULL,
  created_at INTEGER NOT NULL
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
