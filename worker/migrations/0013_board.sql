-- The lead's board: how many tickets who has, and what each day came to. Triggers, so that whatever changes a ticket, by
-- whichever path, is counted in the same batch, and so that nothing that is read grows with the tickets.

-- Tickets that are not solved, by team and agent; an empty holder: nobody has them.
CREATE TABLE open_counts (
  site_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  holder_id TEXT NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (site_id, team_id, holder_id)
) STRICT, WITHOUT ROWID;
INSERT INTO open_counts (site_id, team_id, holder_id, open)
  SELECT site_id, team_id, coalesce(assignee_id, ''), count(*) FROM tickets WHERE active = 1 GROUP BY 1, 2, 3;

CREATE TRIGGER tickets_counted_in AFTER INSERT ON tickets WHEN new.active = 1 BEGIN
  INSERT INTO open_counts VALUES (new.site_id, new.team_id, coalesce(new.assignee_id, ''), 1)
    ON CONFLICT DO UPDATE SET open = open + 1;
END;
CREATE TRIGGER tickets_counted_over AFTER UPDATE OF active, team_id, assignee_id ON tickets
WHEN (new.active, new.team_id, new.assignee_id) IS NOT (old.active, old.team_id, old.assignee_id) BEGIN
  UPDATE open_counts SET open = open - 1 WHERE old.active = 1
    AND site_id = old.site_id AND team_id = old.team_id AND holder_id = coalesce(old.assignee_id, '');
  INSERT INTO open_counts SELECT new.site_id, new.team_id, coalesce(new.assignee_id, ''), 1 WHERE new.active = 1
    ON CONFLICT DO UPDATE SET open = open + 1;
END;
CREATE TRIGGER tickets_counted_out AFTER DELETE ON tickets WHEN old.active = 1 BEGIN
  UPDATE open_counts SET open = open - 1
    WHERE site_id = old.site_id AND team_id = old.team_id AND holder_id = coalesce(old.assignee_id, '');
END;

-- Whether the first answer was in time: 1 or 0; null while that is open, and where none was promised. Kept to be counted.
ALTER TABLE tickets ADD COLUMN answer_kept INTEGER CHECK (answer_kept IN (0, 1));
UPDATE tickets SET answer_kept = CASE
  WHEN EXISTS (SELECT 1 FROM events e WHERE e.site_id = tickets.site_id AND e.ticket = tickets.sequence
    AND e.type = 'clock' AND e.data ->> 'metric' = 'first_response' AND e.data ->> 'alarm' = 'breached') THEN 0
  WHEN answered_at IS NOT NULL THEN 1 END
WHERE clocks IS NOT NULL;

-- What a day (days since 1970, in UTC) of a site came to.
CREATE TABLE daily_figures (
  site_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  opened INTEGER NOT NULL DEFAULT 0,
  solved INTEGER NOT NULL DEFAULT 0,
  -- First answers in time and late.
  kept INTEGER NOT NULL DEFAULT 0,
  missed INTEGER NOT NULL DEFAULT 0,
  ratings INTEGER NOT NULL DEFAULT 0,
  -- The sum of the scores.
  rated INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site_id, day)
) STRICT, WITHOUT ROWID;
INSERT INTO daily_figures (site_id, day, opened, solved, kept, missed, ratings, rated)
  SELECT site_id, day, sum(opened), sum(solved), sum(kept), sum(missed), sum(ratings), sum(rated) FROM (
    SELECT site_id, created_at / 86400000 AS day, 1 AS opened, 0 AS solved, 0 AS kept, 0 AS missed, 0 AS ratings,
      0 AS rated FROM tickets
    UNION ALL
    SELECT site_id, solved_at / 86400000, 0, 1, 0, 0, rating IS NOT NULL, coalesce(rating, 0) FROM tickets
      WHERE solved_at IS NOT NULL
    UNION ALL
    SELECT site_id, coalesce(answered_at, created_at) / 86400000, 0, 0, answer_kept = 1, answer_kept = 0, 0, 0
      FROM tickets WHERE answer_kept IS NOT NULL)
  GROUP BY site_id, day;

-- A ticket that is brought in whole is counted as if it had gone its way here.
CREATE TRIGGER tickets_opened AFTER INSERT ON tickets BEGIN
  INSERT INTO daily_figures (site_id, day, opened) VALUES (new.site_id, new.created_at / 86400000, 1)
    ON CONFLICT DO UPDATE SET opened = opened + 1;
  INSERT INTO daily_figures (site_id, day, kept, missed)
    SELECT new.site_id, coalesce(new.answered_at, new.updated_at) / 86400000, new.answer_kept = 1, new.answer_kept = 0
    WHERE new.answer_kept IS NOT NULL
    ON CONFLICT DO UPDATE SET kept = kept + excluded.kept, missed = missed + excluded.missed;
  INSERT INTO daily_figures (site_id, day, solved, ratings, rated)
    SELECT new.site_id, new.solved_at / 86400000, 1, new.rating IS NOT NULL, coalesce(new.rating, 0)
    WHERE new.solved_at IS NOT NULL
    ON CONFLICT DO UPDATE SET solved = solved + 1, ratings = ratings + excluded.ratings, rated = rated + excluded.rated;
END;
CREATE TRIGGER tickets_solved AFTER UPDATE OF solved_at ON tickets
WHEN new.solved_at IS NOT NULL AND new.solved_at IS NOT old.solved_at BEGIN
  INSERT INTO daily_figures (site_id, day, solved) VALUES (new.site_id, new.solved_at / 86400000, 1)
    ON CONFLICT DO UPDATE SET solved = solved + 1;
END;
CREATE TRIGGER tickets_answered AFTER UPDATE OF answer_kept ON tickets WHEN new.answer_kept IS NOT old.answer_kept BEGIN
  INSERT INTO daily_figures (site_id, day, kept, missed)
    VALUES (new.site_id, new.updated_at / 86400000, (new.answer_kept IS 1) - (old.answer_kept IS 1),
      (new.answer_kept IS 0) - (old.answer_kept IS 0))
    ON CONFLICT DO UPDATE SET kept = kept + excluded.kept, missed = missed + excluded.missed;
END;
CREATE TRIGGER tickets_rated AFTER UPDATE OF rating ON tickets
WHEN new.rating IS NOT NULL AND new.rating IS NOT old.rating BEGIN
  INSERT INTO daily_figures (site_id, day, ratings, rated)
    VALUES (new.site_id, new.updated_at / 86400000, old.rating IS NULL, new.rating - coalesce(old.rating, 0))
    ON CONFLICT DO UPDATE SET ratings = ratings + excluded.ratings, rated = rated + excluded.rated;
END;

-- What two handovers did not settle.
CREATE INDEX tickets_by_bounces ON tickets (site_id, position) WHERE active = 1 AND details ->> '$.way.bounces' >= 3;
