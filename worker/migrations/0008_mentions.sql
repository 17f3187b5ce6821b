-- Notes that call an agent. An agent's own come from one index, the unread first.
CREATE TABLE mentions (
  site_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  -- The event of the note.
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
  PRIMARY KEY (site_id, agent_id, ticket, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_agent ON mentions (agent_id, site_id, read, at DESC, ticket);
