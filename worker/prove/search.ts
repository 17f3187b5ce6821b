import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { migrate } from "../serve/migrate.ts";
import { searchQueryOf } from "../src/domain/search-query.ts";
import { run } from "../src/store/query.ts";
import { nothingFound, searchTickets } from "../src/store/search.ts";
import { Random } from "./random.ts";

/**
 * How long a search takes on a desk of 100,000 tickets (or as many as are named) of about a hundred words each, for
 * those who see both of its sites and for a lead who sees one; first a question that reads nothing, which is what the way
 * to the database costs by itself. Told, not asserted: figures belong to a machine.
 */
const count = Number(process.argv[2] ?? 100_000);
const everywhere = ["site_shop", "site_bank"];
const oneSite = ["site_bank"];
const rounds = 31;

const random = new Random(6);
const syllables = "ac ble con de er fa gra hi in jo ka li ment nor or par qui re ship ta un ve win xa yo zen".split(
  " ",
);
const vocabulary = Array.from({ length: 30_000 }, () =>
  Array.from({ length: random.whole(2, 4) }, () => random.pick(syllables)).join(""),
);
/** Words as people use them: the nth commonest about 1/n as often as the first. */
const words = (length: number) =>
  Array.from({ length }, () => vocabulary[Math.floor(vocabulary.length ** (random.whole(0, 1e6) / 1e6)) - 1]).join(" ");

/** Every ticket says "parcel", every 101st "refunded"; its own number stands in one only. */
const ticket = (number: number) => ({
  number,
  site: everywhere[number % 2],
  subject: words(6),
  text: `${words(80)} parcel please ${number % 101 === 0 ? "refunded" : "late"} order${number} ${words(12)}`,
});

const miniflare = new Miniflare(
  convertV4MiniflareOptions({ modules: true, script: "export default {}", d1Databases: { DB: "firstline" } }),
);
try {
  const database = await miniflare.getD1Database("DB");
  await migrate(database, join(import.meta.dirname, "../migrations"));
  const chunk = 1_000;
  for (let from = 1; from <= count; from += chunk) {
    const tickets = JSON.stringify(
      Array.from({ length: Math.min(chunk, count - from + 1) }, (_, at) => ticket(from + at)),
    );
    const rows = `WITH row AS (SELECT value ->> 'number' AS i, value ->> 'site' AS site, value ->> 'subject' AS subject,
      value ->> 'text' AS text FROM json_each(?1))`;
    const statements = [
      `${rows} INSERT INTO contacts (site_id, id, name, email, created_at)
        SELECT site, 'con_' || i, 'Person ' || i, 'p' || i || '@mail.example', i FROM row`,
      `${rows} INSERT INTO tickets (site_id, sequence, contact_id, subject, channel, status, priority, tier, team_id,
          created_at, updated_at, public_at, seq, public_seq, seen_seq, unread, active, sorted_at, secret_hash, setup_version)
        SELECT site, i, 'con_' || i, subject, 'web', 'open', 'normal', 1, 'team_front', i, i, i, 1, 1, 0, 0, 1, i, 'none', 1
        FROM row`,
      `${rows} INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, type, data, text)
        SELECT site, i, 1, 0, 1, i, 'system', 'message', '{"id":"msg_x"}', text FROM row`,
    ];
    await database.batch(statements.map((sql) => database.prepare(sql).bind(tickets)));
  }

  console.log(`${count} tickets; milliseconds a search: the median and the worst of ${rounds}`);
  for (const [name, text, sites] of [
    ["a question that reads nothing", "", everywhere],
    ["a word of one ticket", `order${count - 3}`, everywhere],
    ["a word of every 101st", "parcel refunded", everywhere],
    ["the same, on one site", "parcel refunded", oneSite],
    ["a word of every ticket", "please parcel", everywhere],
    ["the same, on one site", "please parcel", oneSite],
    ["a beginning of two letters", "pa", everywhere],
    ["a beginning of four letters", "parc", everywhere],
    ["the same, on one site", "parc", oneSite],
    ["two words, the last begun", "refunded parc", oneSite],
    ["two words, of which one is not", "elephant parcel", everywhere],
  ] as const) {
    const query = searchQueryOf(text, sites);
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      const sought = query === undefined ? nothingFound : searchTickets(query, sites, undefined, 25);
      found = (await run(database, { found: sought })).found.length;
      times.push(performance.now() - begun);
    }
    times.sort((one, other) => one - other);
    const figures = [times[(rounds - 1) / 2], times.at(-1)].map((time = 0) => time.toFixed(1).padStart(7));
    console.log(`${name.padEnd(32)} ${figures.join(" ")}  ${found} found`);
  }
} finally {
  await miniflare.dispose();
}
