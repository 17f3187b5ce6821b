-- What the widget tells and asks around a ticket: how long an answer takes, who has seen it, what was accepted, what comes after.

-- When somebody first answered it, for how long an answer usually takes.
ALTER TABLE tickets ADD COLUMN answered_at INTEGER;
UPDATE tickets SET answered_at = (SELECT min(at) FROM events e WHERE e.site_id = tickets.site_id
  AND e.ticket = tickets.sequence AND e.type = 'message' AND e.actor_kind IN ('agent', 'key'));
CREATE INDEX tickets_by_answer ON tickets (site_id, answered_at, created_at) WHERE answered_at IS NOT NULL;

ALTER TABLE tickets ADD COLUMN closed_at INTEGER;
UPDATE tickets SET closed_at = (SELECT max(at) FROM events e WHERE e.site_id = tickets.site_id
  AND e.ticket = tickets.sequence AND e.type = 'status' AND e.data ->> 'to' = 'closed') WHERE status = 'closed';

-- The sequence of the site's ticket that it goes on from.
ALTER TABLE tickets ADD COLUMN follow_up_of INTEGER;
CREATE INDEX tickets_by_origin ON tickets (site_id, follow_up_of, sorted_at) WHERE follow_up_of IS NOT NULL;

-- The comment is a text that somebody wrote: it goes where they are forgotten.
ALTER TABLE tickets ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE tickets ADD COLUMN rating_comment TEXT;

-- Up to which event an agent has seen it, and when; no event tells of it.
ALTER TABLE tickets ADD COLUMN support_seq INTEGER;
ALTER TABLE tickets ADD COLUMN support_seen_at INTEGER;

-- Every version of every site's consent text, for good: what was accepted can be read for as long as there is a desk.
CREATE TABLE consents (
  site_id TEXT NOT NULL,
  version TEXT NOT NULL,
  text TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (site_id, version)
) STRICT, WITHOUT ROWID;

-- What is worked out now and then, so that no request has to.
CREATE TABLE figures (
  site_id TEXT PRIMARY KEY,
  -- The median first answer in milliseconds; null with too few.
  usual_answer INTEGER,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_age ON figures (counted_at);
