import { env } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { everyMinute } from "../src/jobs/minute.ts";
import { sweepUploads } from "../src/jobs/sweep-uploads.ts";
import { randomSecret } from "../src/secrets.ts";
import { type Fault, rowCounts, watched } from "./database.ts";
import { call, consoleOf, page, type TestFile, visitorWithTicket } from "./desk.ts";
import { picture, textFile, textOfSize } from "./files.ts";

type Headers = Readonly<Record<string, string>>;

const stranger = page("pk_shopshop");
const lost = "Network connection lost.";
const hour = 3_600_000;

const upload = (headers: Headers, more: { database?: D1Database; files?: R2Bucket; file?: TestFile } = {}) =>
  call("POST /v1/uploads", { file: picture, ...more, headers });

const keyed = (): Headers => ({ ...stranger, "idempotency-key": randomSecret() });

// The set-up is read once; the trips that are counted come after that.
beforeAll(async () => void (await visitorWithTicket()));

/** What the object storage holds. */
const objects = async () => (await env.FILES.list()).objects.map(({ key }) => key).sort();

/** What there is a note of, in a ticket or on its way. */
async function noted(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT site_id || '/' || id AS key FROM uploads UNION ALL SELECT site_id || '/' || id FROM attachments",
  ).all<{ key: string }>();
  return results.map(({ key }) => key);
}

const expectNoStray = async () => expect(await noted()).toEqual(expect.arrayContaining(await objects()));

/** A storage in which some calls fail: before anything of it is done, or when all is done. */
const failing = (method: "put" | "get" | "delete", when: "before" | "after"): R2Bucket =>
  new Proxy(env.FILES, {
    get(bucket, name) {
      if (name === method) {
        return async (...args: never[]) => {
          if (when === "after") await Reflect.apply(bucket[method], bucket, args);
          throw new Error("R2 is not there: site_shop/secret");
        };
      }
      const value = Reflect.get(bucket, name);
      return typeof value === "function" ? value.bind(bucket) : value;
    },
  });

describe("the database fails", () => {
  test("on any trip, before or after: what is acknowledged is there, once, and no object is without a note", async () => {
    for (const when of ["before", "after"] as const) {
      for (let failingTrip = 1, tried = 1; tried >= failingTrip; failingTrip++) {
        const headers = keyed();
        const database = watched(env.DB, [], (trip): Fault | undefined => {
          tried = trip;
          return trip === failingTrip ? { message: lost, when } : undefined;
        });
        const answer = await upload(headers, { database });
        expect([when, failingTrip, answer.status]).toEqual([when, failingTrip, 201]);
        expect((await upload(headers)).text).toBe(answer.text);
        await expectNoStray();
        const message = { text: "T", attachments: [{ id: answer.body.id }] };
        const ticket = await call("POST /v1/tickets", { headers: stranger, body: { subject: "S", message } });
        expect(ticket.status).toBe(201);
      }
    }
  });

  test("for good: 503, nothing is acknowledged, and the same key goes on later", async () => {
    for (const when of ["before", "after"] as const) {
      for (const from of [1, 2, 3, 4]) {
        const headers = keyed();
        const database = watched(env.DB, [], (trip) => (trip >= from ? { message: lost, when } : undefined));
        const answer = await upload(headers, { database });
        if (answer.status !== 201) expect(answer.problem?.code).toBe("unavailable");
        const again = await upload(headers);
        expect(again.status).toBe(201);
        if (answer.status === 201) expect(again.text).toBe(answer.text);
        await expectNoStray();
      }
    }
  });

  test("while a message takes its files: all of it is written or nothing, and the same key finds out", async () => {
    const { headers, number } = await visitorWithTicket();
    for (const when of ["before", "after"] as const) {
      for (const failingTrip of [1, 2, 3]) {
        const { body: file } = await upload(headers);
        const before = await rowCounts();
        const send = (database: D1Database) =>
          call("POST /v1/tickets/:number/messages", {
            headers: { ...headers, "idempotency-key": file.id.slice(4) },
            path: { number },
            body: { text: "Here.", attachments: [{ id: file.id }] },
            database,
          });
        const answer = await send(
          watched(env.DB, [], (trip) => (trip >= failingTrip ? { message: lost, when } : undefined)),
        );
        if (answer.status === 201) expect(failingTrip).toBe(3);
        expect((await send(env.DB)).status).toBe(201);
        const after = await rowCounts();
        expect(after.attachments).toBe((before.attachments ?? 0) + 1);
        expect(after.uploads).toBe((before.uploads ?? 0) - 1);
        expect(after.events).toBe((before.events ?? 0) + 1);
      }
    }
  });
});

describe("the object storage is down", () => {
  test.each(["before", "after"] as const)("an upload is 503 (%s), keeps nothing, and goes on later", async (when) => {
    const headers = keyed();
    const answer = await upload(headers, { files: failing("put", when) });
    expect(answer.problem?.code).toBe("unavailable");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.text).not.toContain("secret");
    expect((await upload(headers)).status).toBe(201);
    // What was stored before the storage failed to say so is found by its note.
    await expectNoStray();
  });

  test("a large file does not wait for a storage that has stopped reading", async () => {
    const answer = await upload(stranger, { files: failing("put", "before"), file: textOfSize(200_000) });
    expect(answer.problem?.code).toBe("unavailable");
  });

  test("texts go on: a ticket is opened, read and answered, and names what was uploaded before", async () => {
    const { body: file } = await upload(stranger);
    const files = new Proxy(env.FILES, {
      get: () => () => {
        throw new Error("R2 is not there");
      },
    });
    const message = { text: "T", attachments: [{ id: file.id }] };
    const opened = await call("POST /v1/tickets", { headers: stranger, body: { subject: "S", message }, files });
    expect(opened.status).toBe(201);
    const path = { number: opened.body.ticket.number };
    const headers = page("pk_shopshop", opened.body.visitorToken);
    expect((await call("GET /v1/tickets/:number", { headers, path, files })).status).toBe(200);
    const ann = await consoleOf("agt_ann");
    const answer = { headers: ann, path, body: { text: "Yes." }, files };
    expect((await call("POST /v1/desk/tickets/:number/reply", answer)).status).toBe(201);
    const attachment = { attachment: file.id };
    const download = await call("GET /v1/attachments/:attachment", {
      headers,
      path: attachment,
      files: failing("get", "before"),
    });
    expect(download.problem?.code).toBe("unavailable");
    expect((await call("GET /v1/attachments/:attachment", { headers, path: attachment })).status).toBe(200);
  });
});

describe("what no message names", () => {
  // In the middle of an hour, so that no test sees two.
  const now = Math.floor(Date.now() / hour) * hour + hour / 2;
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => void vi.useRealTimers());

  const reply = (who: { headers: Headers; number: string }, id: string) =>
    call("POST /v1/tickets/:number/messages", {
      headers: who.headers,
      path: { number: who.number },
      body: { text: "Here.", attachments: [{ id }] },
    });

  test("can be named for a day, then not, and an hour later it is gone with its bytes", async () => {
    await sweepUploads(env.DB, env.FILES, now + 1_000 * hour);
    const visitor = await visitorWithTicket();
    const [taken, inTime, late] = [
      (await upload(visitor.headers)).body.id,
      (await upload(visitor.headers)).body.id,
      (await upload(visitor.headers)).body.id,
    ];
    // One that broke off, and left its note.
    await upload(visitor.headers, {
      database: watched(env.DB, [], (trip) => (trip > 2 ? { message: lost, when: "before" } : undefined)),
    });
    expect((await reply(visitor, taken)).status).toBe(201);
    vi.setSystemTime(now + 24 * hour - 1);
    expect((await reply(visitor, inTime)).status).toBe(201);
    vi.setSystemTime(now + 24 * hour);
    expect((await reply(visitor, late)).problem?.code).toBe("invalid");

    expect(await sweepUploads(env.DB, env.FILES, now + 25 * hour)).toBe(0);
    expect(await sweepUploads(env.DB, env.FILES, now + 25 * hour + 1)).toBe(2);
    expect((await rowCounts()).uploads).toBe(0);
    const left = await objects();
    expect(left).toContain(`site_shop/${taken}`);
    expect(left).toContain(`site_shop/${inTime}`);
    expect(left).not.toContain(`site_shop/${late}`);
    await expectNoStray();
  });

  test("is found again by the next run if one breaks off, and the minute's other work goes on", async () => {
    await upload(stranger, { file: textFile("Left behind") });
    const before = await rowCounts();
    const later = now + 30 * hour;
    await expect(sweepUploads(env.DB, failing("delete", "before"), later)).rejects.toThrow();
    await expect(sweepUploads(env.DB, failing("delete", "after"), later)).rejects.toThrow();
    const desk = { database: env.DB, rooms: undefined, now: later, defer: () => {} };
    await expect(everyMinute(desk, failing("delete", "before"))).rejects.toThrow();
    expect((await rowCounts()).uploads).toBe(before.uploads);
    await everyMinute(desk, env.FILES);
    expect((await rowCounts()).uploads).toBe(0);
    await expectNoStray();
  });

  test("a run is short: at most two thousand, the oldest first", async () => {
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2003)
        INSERT INTO uploads (site_id, id, uploader, created_at) SELECT 'site_shop', 'att_' || i, '', i FROM n`,
    ).run();
    expect(await sweepUploads(env.DB, env.FILES, now)).toBe(2_000);
    const { results } = await env.DB.prepare("SELECT id FROM uploads WHERE created_at < 10000 ORDER BY id").all();
    expect(results.map(({ id }) => id)).toEqual(["att_2001", "att_2002", "att_2003"]);
    expect(await sweepUploads(env.DB, env.FILES, now)).toBe(3);
  }, 60_000);
});
