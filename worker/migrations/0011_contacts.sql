-- What agents know of a contact, and how one is joined with another or forgotten.

-- Facts that agents write down, by name, as JSON.
ALTER TABLE contacts ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
-- The contact that an agent has joined this one with: its tickets went there. Its browsers stay this one's.
ALTER TABLE contacts ADD COLUMN merged_into TEXT;
-- When they were forgotten; nothing of them is here from then on.
ALTER TABLE contacts ADD COLUMN erased_at INTEGER;
CREATE INDEX contacts_by_address ON contacts (site_id, lower(email)) WHERE email IS NOT NULL;

CREATE TABLE contact_notes (
  site_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (site_id, contact_id, id)
) STRICT, WITHOUT ROWID;

-- Contacts whose tickets are being emptied. A row goes with its last ticket.
CREATE TABLE erasures (
  site_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, contact_id)
) STRICT, WITHOUT ROWID;

-- A ticket's files, for when they are to go.
CREATE INDEX attachments_by_ticket ON attachments (site_id, ticket);
