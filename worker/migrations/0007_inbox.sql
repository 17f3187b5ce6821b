-- The inbox: in which order lists stand, what is at risk, saved views, and search.

-- Where a ticket stands in a list by what is due next; the bands are those of `domain/schedule.ts`. Kept only to be
-- indexed, as is since when a promise of it is at risk; null: none is, or one is broken by now.
ALTER TABLE tickets ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN risk_at INTEGER;
-- Of old tickets the next instant at which something happens by itself is close enough, until the sweep, which is asked
-- to look at each of them, has worked it out.
UPDATE tickets SET position = CASE
  WHEN active = 0 THEN 4000000000000000 - updated_at
  WHEN clocks IS NOT NULL AND next_due_at IS NOT NULL THEN next_due_at
  WHEN waiting_since IS NOT NULL THEN 1000000000000000 + waiting_since
  ELSE 2000000000000000 + updated_at END;
UPDATE tickets SET next_due_at = 0 WHERE active = 1 AND clocks IS NOT NULL;
CREATE INDEX tickets_by_position ON tickets (site_id, active, position);
CREATE INDEX tickets_by_assignee_position ON tickets (site_id, assignee_id, position)
  WHERE assignee_id IS NOT NULL AND active = 1;
CREATE INDEX tickets_by_team_position ON tickets (site_id, team_id, assignee_id, position) WHERE active = 1;
CREATE INDEX tickets_unassigned_by_position ON tickets (site_id, position) WHERE assignee_id IS NULL AND active = 1;
CREATE INDEX tickets_waiting ON tickets (site_id, position) WHERE status IN ('pending', 'on_hold');
CREATE INDEX tickets_by_risk ON tickets (site_id, risk_at, position) WHERE risk_at IS NOT NULL;

-- Saved views. An empty owner: shared with everybody.
CREATE TABLE saved_views (
  owner_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- Its name, filter and order as JSON.
  view TEXT NOT NULL,
  PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- What can be searched: a document for each ticket. The full-text table needs a number of its own for it, which rises
-- with time.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  site_id TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  contact_id TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_by_ticket ON documents (site_id, ticket);
CREATE INDEX documents_by_contact ON documents (site_id, contact_id);
CREATE VIRTUAL TABLE search USING fts5 (site, subject, contact, text, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2');

-- What a document holds: the site as one word, so that a search keeps to some within the index; the subject, who asked, and the
-- newest hundred texts.
CREATE VIEW document_texts AS
  SELECT d.id, d.site_id, d.ticket, d.contact_id, replace(d.site_id, '_', '') AS site, t.subject,
    concat_ws(' ', c.name, c.email) AS contact,
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM events e
      WHERE e.site_id = d.site_id AND e.ticket = d.ticket AND text IS NOT NULL ORDER BY seq DESC LIMIT 100)) AS text
  FROM documents d
  JOIN tickets t ON t.site_id = d.site_id AND t.sequence = d.ticket
  LEFT JOIN contacts c ON c.site_id = t.site_id AND c.id = t.contact_id;

INSERT INTO documents (site_id, ticket, contact_id)
  SELECT site_id, sequence, contact_id FROM tickets ORDER BY created_at, site_id, sequence;
INSERT INTO search (rowid, site, subject, contact, text) SELECT id, site, subject, contact, text FROM document_texts;

-- Triggers, so that whatever is written, renamed or erased, by whichever path, reaches the search in the same batch.
CREATE TRIGGER tickets_searched AFTER INSERT ON tickets BEGIN
  INSERT INTO documents (site_id, ticket, contact_id) VALUES (new.site_id, new.sequence, new.contact_id);
END;
CREATE TRIGGER texts_searched AFTER INSERT ON events WHEN new.text IS NOT NULL BEGIN
  DELETE FROM search WHERE rowid IN (SELECT id FROM documents WHERE site_id = new.site_id AND ticket = new.ticket);
  INSERT INTO search (rowid, site, subject, contact, text)
    SELECT id, site, subject, contact, text FROM document_texts WHERE site_id = new.site_id AND ticket = new.ticket;
END;
CREATE TRIGGER texts_erased AFTER UPDATE OF text ON events BEGIN
  DELETE FROM search WHERE rowid IN (SELECT id FROM documents WHERE site_id = new.site_id AND ticket = new.ticket);
  INSERT INTO search (rowid, site, subject, contact, text)
    SELECT id, site, subject, contact, text FROM document_texts WHERE site_id = new.site_id AND ticket = new.ticket;
END;
CREATE TRIGGER subjects_searched AFTER UPDATE OF subject, contact_id ON tickets
WHEN new.subject IS NOT old.subject OR new.contact_id IS NOT old.contact_id BEGIN
  UPDATE documents SET contact_id = new.contact_id WHERE site_id = new.site_id AND ticket = new.sequence;
  DELETE FROM search WHERE rowid IN (SELECT id FROM documents WHERE site_id = new.site_id AND ticket = new.sequence);
  INSERT INTO search (rowid, site, subject, contact, text)
    SELECT id, site, subject, contact, text FROM document_texts WHERE site_id = new.site_id AND ticket = new.sequence;
END;
CREATE TRIGGER contacts_searched AFTER UPDATE OF name, email ON contacts
WHEN new.name IS NOT old.name OR new.email IS NOT old.email BEGIN
  DELETE FROM search WHERE rowid IN (SELECT id FROM documents WHERE site_id = new.site_id AND contact_id = new.id);
  INSERT INTO search (rowid, site, subject, contact, text)
    SELECT id, site, subject, contact, text FROM document_texts WHERE site_id = new.site_id AND contact_id = new.id;
END;
CREATE TRIGGER tickets_forgotten AFTER DELETE ON tickets BEGIN
  DELETE FROM search WHERE rowid = (SELECT id FROM documents WHERE site_id = old.site_id AND ticket = old.sequence);
  DELETE FROM documents WHERE site_id = old.site_id AND ticket = old.sequence;
END;
