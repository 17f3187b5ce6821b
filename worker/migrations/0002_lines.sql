-- Lines of support: rules in place of default teams, contracts, clocks, absences, and how the agents stand.

-- Where tickets went by a topic's team or a site's default team, rules send them now: topics first, then sites, and the
-- first site's team for whatever may come.
UPDATE desk SET version = version + 1, setup = json_set(setup,
  '$.rules', (
    SELECT json_group_array(json(rule)) FROM (
      SELECT json_object('id', 'rul_t' || s.key || 'x' || t.key, 'name', substr(t.value ->> 'label', 1, 80),
        'when', json_object('type', 'all', 'of', json_array(
          json_object('type', 'site', 'is', json_array(s.value ->> 'id')),
          json_object('type', 'topic', 'is', json_array(t.value ->> 'id')))),
        'outcome', json_object('team', t.value ->> 'team')) AS rule
      FROM json_each(setup, '$.sites') AS s, json_each(s.value, '$.topics') AS t WHERE t.value ->> 'team' IS NOT NULL
      UNION ALL
      SELECT json_object('id', 'rul_s' || s.key, 'name', s.value ->> 'name',
        'when', json_object('type', 'site', 'is', json_array(s.value ->> 'id')),
        'outcome', json_object('team', s.value ->> 'defaultTeam'))
      FROM json_each(setup, '$.sites') AS s
      UNION ALL
      SELECT json_object('id', 'rul_default', 'name', 'Everything else', 'when', json_object('type', 'always'),
        'outcome', json_object('tier', 1)))),
  '$.sites', (
    SELECT json_group_array(json_set(json_remove(s.value, '$.defaultTeam'), '$.topics', (
      SELECT json_group_array(json_remove(t.value, '$.team')) FROM json_each(s.value, '$.topics') AS t)))
    FROM json_each(setup, '$.sites') AS s));

-- Every version of every contract, with the calendar that it counted in: a ticket keeps the one that it began under.
CREATE TABLE contracts (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- A contract and its calendar as JSON; the same text is the same version.
  terms TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

-- Read with the set-up; a change moves `desk.version`. The reason is read by leads alone.
CREATE TABLE absences (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  stand_in TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX absences_by_end ON absences (ends_at);

-- How agents stand: their tickets that are not solved, and what their consoles say. One ticket too many for somebody
-- whom the desk chose fails its batch, so that it is decided anew.
CREATE TABLE standings (
  agent_id TEXT PRIMARY KEY,
  open INTEGER NOT NULL DEFAULT 0,
  most INTEGER NOT NULL DEFAULT 0,
  last_assigned_at INTEGER,
  presence TEXT,
  -- Since when they are what `presence` says, and when their console was last heard of.
  present_since INTEGER,
  heard_at INTEGER,
  CHECK (open >= 0 AND open <= most)
) STRICT, WITHOUT ROWID;

ALTER TABLE contacts ADD COLUMN plan TEXT;
-- When they last wrote anything.
ALTER TABLE contacts ADD COLUMN wrote_at INTEGER;

ALTER TABLE tickets ADD COLUMN language TEXT;
ALTER TABLE tickets ADD COLUMN solved_at INTEGER;
-- What only agents and decisions look at: tags, needs, the way through the tiers, why nobody has it; as JSON.
ALTER TABLE tickets ADD COLUMN details TEXT NOT NULL DEFAULT
  '{"tags":[],"needs":{"skills":[],"certificates":[],"language":null},"way":{"senders":[],"bounces":0,"reopenings":0},"unplaced":null}';
-- The clocks as JSON; null without a contract.
ALTER TABLE tickets ADD COLUMN clocks TEXT;
-- When it is to be woken: the least of all clocks, retries and closings. Kept only to be swept by.
ALTER TABLE tickets ADD COLUMN next_due_at INTEGER;
UPDATE tickets SET solved_at = updated_at WHERE status IN ('solved', 'closed');
UPDATE tickets SET next_due_at = public_at + 604800000 WHERE status = 'solved';
CREATE INDEX tickets_by_due ON tickets (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX tickets_unassigned ON tickets (site_id, sorted_at) WHERE assignee_id IS NULL AND active = 1;

INSERT INTO standings (agent_id, open, most, last_assigned_at)
  SELECT assignee_id, count(*), 1000000, NULL FROM tickets
  WHERE assignee_id IS NOT NULL AND active = 1 GROUP BY assignee_id;

-- What leads should know before it hurts. `name` says what an alarm is about, so that it is raised once.
CREATE TABLE alarms (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  raised_at INTEGER NOT NULL,
  -- When it is over by itself.
  ends_at INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alarms_by_end ON alarms (ends_at);

-- Jobs that run once a day: the last day (days since 1970) for which each did.
CREATE TABLE jobs (
  name TEXT PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
