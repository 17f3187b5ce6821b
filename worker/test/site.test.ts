import { env } from "cloudflare:test";
import type { SiteSetup } from "@firstline/sdk/wire";
import { beforeEach, describe, expect, test } from "vitest";
import { everyMinute } from "../src/jobs/minute.ts";
import { countUsualAnswers } from "../src/jobs/usual-answers.ts";
import { type Trip, watched } from "./database.ts";
import { call, page, visitorWithTicket } from "./desk.ts";
import { day, desk, hour, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
const withShop = (change: Partial<SiteSetup>) => ({
  ...desk,
  sites: desk.sites.map((site) => (site.id === "site_shop" ? { ...site, ...change } : site)),
});
const site = (headers = {}, key = "pk_shopshop") => call("GET /v1/site", { headers: { ...page(key), ...headers } });
const runner = (now: number, database = env.DB) => ({ database, rooms: env.ROOMS, now, defer: () => {} });

beforeEach(async () => {
  setTime(morning);
  await save(desk);
  await env.DB.batch([env.DB.prepare("DELETE FROM figures"), env.DB.prepare("UPDATE tickets SET answered_at = NULL")]);
});

describe("what a page learns of its site", () => {
  test("is, without anything set up, that nothing is asked for and nothing else is there", async () => {
    const { body } = await site();
    expect(body).toMatchObject({
      identifiedOnly: false,
      consent: null,
      fallbackEmail: null,
      texts: {},
      usualAnswer: null,
    });
    expect(body.uploads).toMatchObject({ maxBytes: 200_000, maxFiles: 3 });
    expect(body.uploads.types).toContain("image/png");
    expect(body.uploads.types).not.toContain("image/svg+xml");
  });

  test("is all that its set-up says, and nothing that is the desk's own", async () => {
    const own = {
      identifiedOnly: true,
      consent: { version: "1", text: "We keep what you write." },
      fallbackEmail: "help@shop.test",
      texts: { de: { greeting: "Moin", promise: { due: "Bis {at}" } } },
    };
    await save(
      withShop({ ...own, theme: { accent: "#3355ff", scheme: "auto", side: "end", offset: "20px 1.5rem", layer: 7 } }),
    );
    const { body, text } = await site();
    expect(body).toMatchObject(own);
    expect(body.theme).toMatchObject({ offset: "20px 1.5rem", layer: 7 });
    expect(text).not.toMatch(/site_shop|origins|perAddress|ctr_|cal_/);
    const other = await site({}, "pk_bankbank");
    expect(other.body).toMatchObject({ consent: null, fallbackEmail: null, texts: {} });
  });

  test("tells whether somebody is there, and when that changes; null where nothing is promised", async () => {
    expect((await site()).body.hours).toEqual({ is: "open", until: "2026-12-22T17:00:00.000Z" });
    setTime(Date.UTC(2026, 11, 24, 18));
    expect((await site()).body.hours).toEqual({ is: "closed", opensAt: "2026-12-28T09:00:00.000Z" });
    expect((await site({}, "pk_bankbank")).body.hours).toBeNull();
  });

  test("is new for who has read it before, once anything of it has changed, and else not sent again", async () => {
    const etag = async () => (await site()).headers.get("etag") ?? "";
    const first = await etag();
    setTime(morning + hour);
    expect((await site({ "if-none-match": first })).status).toBe(304);
    setTime(morning + 8 * hour);
    const closed = await etag();
    expect(closed).not.toBe(first);
    await env.DB.prepare("INSERT INTO figures VALUES ('site_shop', 60000, 1)").run();
    const answered = await etag();
    expect(answered).not.toBe(closed);
    await save(withShop({ fallbackEmail: "help@shop.test" }));
    expect(await etag()).not.toBe(answered);
  });
});

describe("the usual answer", () => {
  const usual = async (key?: string) => (await site({}, key)).body.usualAnswer;

  /** A ticket that is answered so many milliseconds after it was opened, now. */
  async function answeredAfter(wait: number, now: number, key?: string, as = people.ada) {
    setTime(now - wait);
    const { number } = await visitorWithTicket(key, {}, { "cf-connecting-ip": `${now} ${wait}` });
    setTime(now);
    const answer = { headers: as, path: { number }, body: { text: "Hello!" } };
    expect((await call("POST /v1/desk/tickets/:number/reply", answer)).status).toBe(201);
    return number;
  }

  test("is the median of the first answers, by the wall clock, from the fifth on", async () => {
    for (const hours of [1, 40, 2, 3]) await answeredAfter(hours * hour, morning);
    await countUsualAnswers(runner(morning));
    expect(await usual()).toBeNull();
    const number = await answeredAfter(5 * hour, morning);
    // Only the first answer counts.
    setTime(morning + hour);
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: people.ada,
      path: { number },
      body: { text: "And?" },
    });
    expect(await countUsualAnswers(runner(morning + hour))).toBe(true);
    expect(await usual()).toBe(3 * hour);
    expect(await usual("pk_bankbank")).toBeNull();
  });

  test("is worked out once an hour, by the minute's job, and by no request", async () => {
    await everyMinute(runner(morning), env.FILES);
    for (const hours of [1, 2, 3, 4, 5]) await answeredAfter(hours * hour, morning);
    await everyMinute(runner(morning + hour - 60_000), env.FILES);
    expect(await usual()).toBeNull();
    await everyMinute(runner(morning + hour), env.FILES);
    expect(await usual()).toBe(3 * hour);
  });

  test("counts the last hundred answers of thirty days, and reads no more than those", async () => {
    for (let wait = 1; wait <= 5; wait++) await answeredAfter(wait * hour, morning);
    const copies = env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        INSERT INTO tickets (site_id, sequence, contact_id, subject, channel, status, priority, tier, team_id, created_at,
          updated_at, public_at, seq, public_seq, seen_seq, unread, active, sorted_at, secret_hash, setup_version, answered_at)
        SELECT 'site_shop', 500000 + i, 'con_none', 'Old', 'web', 'closed', 'low', 1, 'team_front', ?1 - i - ?2, 1, 1, 1, 1,
          1, 0, 0, 1, 'none', 1, ?1 - i FROM n`,
    );
    await copies.bind(morning - hour, 7 * hour).run();
    const trips: Trip[] = [];
    await countUsualAnswers(runner(morning, watched(env.DB, trips)));
    expect(await usual()).toBe(7 * hour);
    expect(trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(250);
    // A month later they are past.
    await countUsualAnswers(runner(morning + 30 * day + hour));
    expect(await usual()).toBeNull();
    await env.DB.prepare("DELETE FROM tickets WHERE sequence > 500000").run();
  });

  test("of a desk without sites is nothing to count", async () => {
    await save({ ...desk, sites: [] });
    expect(await countUsualAnswers(runner(morning))).toBe(true);
  });
});
