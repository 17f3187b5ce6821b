import { env } from "cloudflare:test";

/**
 * Fills a desk with the tickets `from`–`to`, of one shape whatever their number: two thirds unsolved, half of them
 * unassigned, three teams, five tickets a contact, three events a ticket. Every fourth belongs to the bank, and those
 * are the oldest, so that they stand behind all of the shop's wherever both sites share a team.
 */
export async function seed(from: number, to: number): Promise<void> {
  const rows = `WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?2),
    t AS (SELECT i, i / 4 AS block, iif(i % 4 = 0, 'site_bank', 'site_shop') AS site,
      1700000000000 + (i * 7919 % 20011) * 1000 + iif(i % 4 = 0, 0, 100000000) AS at FROM n)`;
  const statements = [
    `${rows} INSERT INTO contacts (site_id, id, name, email, verified, created_at)
      SELECT site, 'con_seed' || (i / 5), 'Seed', NULL, 0, at FROM t WHERE true ON CONFLICT DO NOTHING`,
    `${rows} INSERT INTO tickets (site_id, sequence, contact_id, subject, topic, channel, status, priority, tier, team_id,
        assignee_id, created_at, updated_at, public_at, waiting_since, seq, public_seq, seen_seq, unread, active,
        sorted_at, position, secret_hash, setup_version)
      SELECT site, i, 'con_seed' || (i / 5), 'Seeded', NULL, 'web', iif(block % 3 = 0, 'solved', 'open'), 'normal', 1,
        CASE block % 5 WHEN 2 THEN 'team_front' WHEN 3 THEN 'team_bills' WHEN 4 THEN 'team_bills' ELSE 'team_deep' END,
        iif(block % 2 = 0, iif(site = 'site_bank', 'agt_bob', 'agt_ann'), NULL),
        at, at, at, iif(block % 3 = 0, NULL, at), 3, 3, 3, 0, block % 3 <> 0, at,
        iif(block % 3 = 0, 4000000000000000 - at, 1000000000000000 + at), 'none', 1 FROM t`,
    `${rows} INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, actor_id, type, data, text)
      SELECT site, i, s.value, s.value - 1, 1, at, 'system', NULL, 'routed',
        '{"tier":1,"team":"team_front","because":"Seeded"}', NULL FROM t, json_each('[1,2,3]') s`,
    `INSERT INTO counters (site_id, value) SELECT value, CAST(?2 AS INTEGER)
      FROM json_each('["site_shop","site_bank"]') WHERE ?1 > 0
      ON CONFLICT (site_id) DO UPDATE SET value = max(value, excluded.value)`,
  ];
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql).bind(from, to)));
}
