import { env } from "cloudflare:test";
import type { Body } from "@firstline/sdk/wire";
import { describe, expect, test } from "vitest";
import { everyMinute } from "../src/jobs/minute.ts";
import { run } from "../src/store/query.ts";
import { call, consoleOf, keyFor, visitorWithTicket } from "./desk.ts";
import { picture } from "./files.ts";

const site = "site_shop";
const sheet = "GET /v1/desk/sites/:site/contacts/:contact";
const ticketOf = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: await consoleOf("agt_ann"), path: { number } })).body;
const contactOf = async (number: string) => (await ticketOf(number)).ticket.requester;
const sheetOf = async (contact: string, agent = "agt_ann") =>
  call(sheet, { headers: await consoleOf(agent), path: { site, contact } });

describe("a contact's sheet", () => {
  test("tells who they are, their tickets, where they wrote, and who is alike", async () => {
    const context = { page: "https://shop.test/basket", custom: { Basket: "2 items" } };
    const { number, headers } = await visitorWithTicket("pk_shopshop", { email: "Sam@example.test", context });
    const second = await call("POST /v1/tickets", {
      headers: { ...headers, "idempotency-key": crypto.randomUUID() },
      body: { subject: "Again", message: { text: "More" } },
    });
    const other = await visitorWithTicket("pk_shopshop", { email: "sam@EXAMPLE.test" });
    const contact = await contactOf(number);
    const { body } = await sheetOf(contact.id);
    expect(body.contact).toMatchObject({
      id: contact.id,
      email: "Sam@example.test",
      emailVerified: false,
      subject: null,
    });
    expect(body.tickets.map((ticket) => ticket.number)).toEqual([second.body.ticket.number, number]);
    expect(body.more).toBe(false);
    expect(body.origins).toEqual([expect.objectContaining({ number, context })]);
    expect(body.alike.map(({ id }) => id)).toEqual([(await contactOf(other.number)).id]);
  });

  test("of another site is not there", async () => {
    const { number } = await visitorWithTicket();
    const { id } = await contactOf(number);
    expect((await sheetOf(id, "agt_bob")).problem?.code).toBe("not_found");
    const elsewhere = await call(sheet, {
      headers: await consoleOf("agt_bob"),
      path: { site: "site_bank", contact: id },
    });
    expect(elsewhere.problem?.code).toBe("not_found");
  });
});

describe("changing a contact", () => {
  test("says what is changed, and keeps the rest", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", { name: "Kim", email: "kim@example.test" });
    const { id } = await contactOf(number);
    const headers = await consoleOf("agt_ann");
    const change = (body: Body<"PATCH /v1/desk/sites/:site/contacts/:contact">) =>
      call("PATCH /v1/desk/sites/:site/contacts/:contact", { headers, path: { site, contact: id }, body });
    const kim = { id, name: "Kim", email: "kim@example.test", verified: false };
    expect((await change({ plan: "gold" })).body).toEqual({ ...kim, plan: "gold" });
    expect((await change({ name: "Kim K." })).body).toEqual({ ...kim, name: "Kim K.", plan: "gold" });
    expect((await change({ plan: null })).body).toEqual({ ...kim, name: "Kim K.", plan: null });
    expect(await contactOf(number)).toEqual({ ...kim, name: "Kim K.", plan: null });
    await change({ attributes: { Shop: "Lübeck", "Since <b>": "2020" } });
    await change({ plan: "gold" });
    expect((await sheetOf(id)).body.contact.attributes).toEqual({ Shop: "Lübeck", "Since <b>": "2020" });
    expect((await change({})).problem?.code).toBe("invalid");
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`a${index}`, "x"]));
    expect((await change({ attributes: many })).problem?.code).toBe("invalid");
  });

  test("of another site is not there, and nothing of it changes", async () => {
    const { number } = await visitorWithTicket();
    const before = await contactOf(number);
    const change = async (agent: string, where: string) =>
      call("PATCH /v1/desk/sites/:site/contacts/:contact", {
        headers: await consoleOf(agent),
        path: { site: where, contact: before.id },
        body: { name: "Mallory" },
      });
    expect((await change("agt_bob", site)).problem?.code).toBe("not_found");
    // The contact's id under a site that the agent may see.
    expect((await change("agt_bob", "site_bank")).problem?.code).toBe("not_found");
    expect(await contactOf(number)).toEqual(before);
  });
});

describe("notes about a contact", () => {
  test("are written once, read by agents, and removed", async () => {
    const { number, headers: visitor } = await visitorWithTicket();
    const { id } = await contactOf(number);
    const headers = { ...(await consoleOf("agt_ann")), "idempotency-key": crypto.randomUUID() };
    const note = () =>
      call("POST /v1/desk/sites/:site/contacts/:contact/notes", {
        headers,
        path: { site, contact: id },
        body: { text: "Calls in the evening" },
      });
    const first = await note();
    expect((await note()).body).toEqual(first.body);
    expect((await sheetOf(id)).body.notes).toEqual([first.body]);
    const own = await call("GET /v1/visitors/data", { headers: visitor });
    expect(own.text).not.toContain("evening");
    const remove = () =>
      call("DELETE /v1/desk/sites/:site/contacts/:contact/notes/:note", {
        headers,
        path: { site, contact: id, note: first.body.id },
      });
    expect((await remove()).status).toBe(204);
    expect((await remove()).problem?.code).toBe("not_found");
    expect((await sheetOf(id)).body.notes).toEqual([]);
  });

  test("are no key's to write", async () => {
    const { number } = await visitorWithTicket();
    const answer = await call("POST /v1/desk/sites/:site/contacts/:contact/notes", {
      headers: { ...(await keyFor(["tickets:write"])), "idempotency-key": crypto.randomUUID() },
      path: { site, contact: (await contactOf(number)).id },
      body: { text: "Beep" },
    });
    expect(answer.problem?.code).toBe("forbidden");
  });
});

describe("joining two contacts", () => {
  const merge = async (from: string, into: string, agent = "agt_ann") =>
    call("POST /v1/desk/sites/:site/contacts/:contact/merge", {
      headers: await consoleOf(agent),
      path: { site, contact: from },
      body: { into },
    });

  test("moves tickets and notes, and shows nobody more than before", async () => {
    const one = await visitorWithTicket("pk_shopshop", { name: "Kim" });
    const other = await visitorWithTicket("pk_shopshop", { name: "Kim K." });
    const [from, to] = [await contactOf(one.number), await contactOf(other.number)];
    const merged = await merge(from.id, to.id);
    expect(merged.body.id).toBe(to.id);
    const thread = await ticketOf(one.number);
    expect(thread.ticket.requester.id).toBe(to.id);
    expect(thread.events[0]?.actor).toEqual({ kind: "contact", id: to.id, name: "Kim K." });
    expect((await sheetOf(to.id)).body.tickets).toHaveLength(2);
    expect((await sheetOf(from.id)).body.contact.mergedInto).toBe(to.id);
    // Each browser sees its own ticket and not the other's.
    const read = async (headers: Readonly<Record<string, string>>, number: string) =>
      (await call("GET /v1/tickets/:number", { headers, path: { number } })).problem?.code ?? "ok";
    expect(await read(one.headers, one.number)).toBe("ok");
    expect(await read(one.headers, other.number)).toBe("not_found");
    expect(await read(other.headers, other.number)).toBe("ok");
    const listed = await call("GET /v1/tickets", { headers: one.headers });
    expect(listed.body.items.map((ticket) => ticket.number)).toEqual([one.number]);
  });

  test("is refused with itself, nobody, somebody joined, and of another site", async () => {
    const [one, other, third] = [await visitorWithTicket(), await visitorWithTicket(), await visitorWithTicket()];
    const ids = await Promise.all([one, other, third].map(async ({ number }) => (await contactOf(number)).id));
    const [a = "", b = "", c = ""] = ids;
    expect((await merge(a, a)).problem?.issues?.[0]?.path).toBe("body.into");
    expect((await merge(a, "con_nobody")).problem?.issues?.[0]?.path).toBe("body.into");
    await merge(a, b);
    expect((await merge(c, a)).problem?.issues?.[0]?.path).toBe("body.into");
    expect((await merge(c, b, "agt_bob")).problem?.code).toBe("not_found");
    const bank = await visitorWithTicket("pk_bankbank");
    const admin = await consoleOf("agt_ada");
    const { body } = await call("GET /v1/desk/tickets/:number", { headers: admin, path: { number: bank.number } });
    expect((await merge(c, body.ticket.requester.id, "agt_ada")).problem?.code).toBe("invalid");
  });
});

const everything = async (): Promise<string> => {
  const tables = [
    "contacts",
    "contact_notes",
    "tickets",
    "events",
    "attachments",
    "idempotency",
    "uploads",
    "grants",
    "webhook_deliveries",
  ];
  const rows = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`).all()));
  return JSON.stringify(rows.map(({ results }) => results));
};

describe("what is kept of a contact", () => {
  test("is read page by page, notes included, by leads", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", { name: "Kim" });
    const { id } = await contactOf(number);
    const { seq } = (await ticketOf(number)).ticket;
    const sequence = Number(number.slice("SHOP-".length, -1));
    const note = JSON.stringify({ id: "msg_note" });
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO events (site_id, ticket, seq, prev, public, at, actor_kind, actor_id, type, data, text)
          SELECT ?1, ?2, ?3 + value, ?3, 0, 0, 'agent', 'agt_ann', 'note', ?4, 'Note ' || value FROM json_each(?5)`,
      ).bind(site, sequence, seq, note, JSON.stringify(Array.from({ length: 120 }, (_, index) => index + 1))),
      env.DB.prepare("UPDATE tickets SET seq = ?3 + 120 WHERE site_id = ?1 AND sequence = ?2").bind(
        site,
        sequence,
        seq,
      ),
    ]);
    const lead = await consoleOf("agt_lea");
    const page = (cursor?: string) =>
      call("GET /v1/desk/sites/:site/contacts/:contact/data", {
        headers: lead,
        path: { site, contact: id },
        query: cursor === undefined ? {} : { cursor },
      });
    const first = await page();
    const second = await page(first.body.next ?? "");
    expect(second.body.next).toBeNull();
    const events = [first, second].flatMap(({ body }) => body.tickets.flatMap((ticket) => ticket.events));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter(({ type }) => type === "note")).toHaveLength(120);
    const denied = await call("GET /v1/desk/sites/:site/contacts/:contact/data", {
      headers: await consoleOf("agt_ann"),
      path: { site, contact: id },
    });
    expect(denied.problem?.code).toBe("forbidden");
  });
});

describe("forgetting a contact", () => {
  const erase = async (contact: string) =>
    call("POST /v1/desk/sites/:site/contacts/:contact/erase", {
      headers: await consoleOf("agt_lea"),
      path: { site, contact },
    });

  test("leaves no word and no file of theirs anywhere, and closes their tickets", async () => {
    const secret = "Zanzibar7";
    const page = { "firstline-site": "pk_shopshop" };
    const file = await call("POST /v1/uploads", { headers: page, file: { ...picture, name: `${secret}.png` } });
    const key = { "idempotency-key": crypto.randomUUID() };
    const submission = {
      subject: secret,
      message: { text: secret, attachments: [{ id: file.body.id }] },
      name: secret,
      email: `${secret}@example.test`,
      context: { page: `https://shop.test/${secret}` },
    };
    const { number, headers } = await visitorWithTicket("pk_shopshop", submission, key);
    const { id } = await contactOf(number);
    const agent = await consoleOf("agt_ann");
    const fresh = () => ({ ...agent, "idempotency-key": crypto.randomUUID() });
    await call("POST /v1/desk/tickets/:number/note", { headers: fresh(), path: { number }, body: { text: secret } });
    await call("POST /v1/desk/tickets/:number/reply", { headers: fresh(), path: { number }, body: { text: secret } });
    const { ticket } = await ticketOf(number);
    await call("POST /v1/desk/tickets/:number/escalate", {
      headers: { ...agent, "if-match": `"${ticket.seq}"` },
      path: { number },
      body: {
        handover: { summary: secret, tried: [secret], missing: secret, impact: secret, publicReason: secret },
      },
    });
    await call("POST /v1/desk/sites/:site/contacts/:contact/notes", {
      headers: fresh(),
      path: { site, contact: id },
      body: { text: secret },
    });
    await call("PATCH /v1/desk/sites/:site/contacts/:contact", {
      headers: agent,
      path: { site, contact: id },
      body: { attributes: { [secret]: secret } },
    });
    expect(await everything()).toContain(secret);

    expect((await erase(id)).body).toEqual({ tickets: 1, goesOn: false });
    expect(await everything()).not.toContain(secret);
    const { body } = await call("GET /v1/desk/audit", {
      headers: await consoleOf("agt_ada"),
      query: { kind: "contact_erased" },
    });
    expect(body.items[0]).toMatchObject({ actor: { id: "agt_lea" }, deed: { site, contact: id } });
    const after = await ticketOf(number);
    expect(after.ticket).toMatchObject({ subject: "", status: "closed", requester: { name: null, email: null } });
    expect(after.events.at(-1)?.type).toBe("erased");
    // Their browser is unknown, and so is the key of their first request.
    expect((await call("GET /v1/tickets/:number", { headers, path: { number } })).problem?.code).toBe(
      "credentials_invalid",
    );
    const again = await call("POST /v1/tickets", { headers: { ...page, ...key }, body: submission });
    expect(again.problem?.code).toBe("idempotency_key_reused");
    // The bytes go with the next sweep.
    await everyMinute({ database: env.DB, rooms: env.ROOMS, now: Date.now(), defer: () => {} }, env.FILES);
    expect(await env.FILES.head(`${site}/${file.body.id}`)).toBeNull();
  });

  test("goes on behind a request that broke off", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", { subject: "Nairobi9" });
    const { id } = await contactOf(number);
    await run(env.DB, {
      erasure: {
        sql: "INSERT INTO erasures (site_id, contact_id, started_at) VALUES (?1, ?2, 0)",
        values: [site, id],
        read: () => undefined,
      },
    });
    await everyMinute({ database: env.DB, rooms: env.ROOMS, now: Date.now(), defer: () => {} }, env.FILES);
    const { ticket, events } = await ticketOf(number);
    expect(ticket).toMatchObject({ subject: "", status: "closed" });
    expect(JSON.stringify(events)).not.toContain("turn on");
    const { results } = await env.DB.prepare("SELECT * FROM erasures").all();
    expect(results).toEqual([]);
  });

  test("is a lead's to do, on their own site", async () => {
    const { number } = await visitorWithTicket();
    const { id } = await contactOf(number);
    const as = async (agent: string) =>
      call("POST /v1/desk/sites/:site/contacts/:contact/erase", {
        headers: await consoleOf(agent),
        path: { site, contact: id },
      });
    expect((await as("agt_ann")).problem?.code).toBe("forbidden");
    const elsewhere = await call("POST /v1/desk/sites/:site/contacts/:contact/erase", {
      headers: await consoleOf("agt_lea"),
      path: { site: "site_bank", contact: id },
    });
    expect(elsewhere.problem?.code).toBe("not_found");
    expect((await ticketOf(number)).ticket.subject).not.toBe("");
  });
});
