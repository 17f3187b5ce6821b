import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { formatNumber } from "../src/domain/number.ts";
import { digest, newId, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";
import { everything } from "./database.ts";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";
import { setup } from "./fixture.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
let ada: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  ada = await consoleOf("agt_ada");
});

describe("keys and links", () => {
  test("a sign-in link is used once, runs out, and is nobody's when it is blank", async () => {
    const made = await call("POST /v1/desk/agents/:agent/links", { headers: ada, path: { agent: "agt_lea" } });
    const token = made.body.link.replace("/console/#signin=", "");
    expect(new Date(made.body.expiresAt).getTime() - Date.now()).toBeGreaterThan(71 * 3_600_000);
    const signIn = (value: string) => call("POST /v1/desk/sessions", { body: { token: value } });
    const session = await signIn(token);
    expect(session.body).toMatchObject({ agent: { id: "agt_lea" }, sites: [{ id: "site_shop" }] });
    expect((await signIn(token)).problem?.code).toBe("credentials_invalid");
    const late = randomSecret();
    await run(env.DB, { link: insertLink(await digest(late), "agt_lea", Date.now() - 1) });
    for (const wrong of [late, "", " ", await digest(token)]) {
      expect((await signIn(wrong)).problem?.code).toBe("credentials_invalid");
    }
    const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await call("GET /v1/desk/session", { headers: { cookie } })).body.agent.name).toBe("Lea Lead");
  });

  test("a link that is asked for again under its key is the same link, and another's key is refused", async () => {
    const headers = { ...ada, "idempotency-key": randomSecret() };
    const ask = (agent: string) => call("POST /v1/desk/agents/:agent/links", { headers, path: { agent } });
    const made = await ask("agt_lea");
    expect((await ask("agt_lea")).body).toEqual(made.body);
    expect((await ask("agt_ann")).problem?.code).toBe("idempotency_key_reused");
    const other = await call("POST /v1/desk/agents/:agent/links", { headers: ada, path: { agent: "agt_lea" } });
    expect(other.body.link).not.toBe(made.body.link);
  });

  test("a key works at once, shows its secret once, and ends at once", async () => {
    const made = await call("POST /v1/desk/keys", {
      headers: ada,
      body: { name: "Nightly job", scopes: ["tickets:read"], sites: ["site_shop"] },
    });
    const { key, secret } = made.body;
    const program = { authorization: `Bearer ${secret}` };
    expect((await call("GET /v1/desk/tickets", { headers: program })).status).toBe(200);
    const list = await call("GET /v1/desk/keys", { headers: ada });
    expect(list.body.items).toContainEqual(key);
    expect(list.text).not.toContain(secret);
    expect((await call("DELETE /v1/desk/keys/:key", { headers: ada, path: { key: key.id } })).status).toBe(204);
    expect((await call("GET /v1/desk/tickets", { headers: program })).problem?.code).toBe("credentials_invalid");
    expect((await call("DELETE /v1/desk/keys/:key", { headers: ada, path: { key: key.id } })).problem?.code).toBe(
      "not_found",
    );
  });

  test("a set-up with mistakes is refused with a sentence for each", async () => {
    const { body } = await call("GET /v1/desk/setup", { headers: ada });
    const headers = { ...ada, "if-match": `"${body.version}"` };
    const refused = await call("PUT /v1/desk/setup", {
      headers,
      body: { ...setup, tiers: [{ level: 2, label: "Second" }] },
    });
    expect(refused.problem?.issues).toContainEqual({
      path: "body.tiers",
      message: "There is no tier 1 to take tickets in.",
    });
    const shape = await call("PUT /v1/desk/setup", { headers, body: { ...setup, name: "" } });
    expect(shape.problem?.issues).toMatchObject([{ path: "body.name" }]);
    expect((await call("GET /v1/desk/setup", { headers: ada })).body).toEqual(body);
  });

  test("who reads a message cannot ask for its visitor's token: the key is not the message's id", async () => {
    const id = newId("msg", Date.now());
    const refused = await call("POST /v1/tickets", {
      headers: { ...page("pk_shopshop"), "idempotency-key": id },
      body: { subject: "Dark", message: { id, text: "It is." } },
    });
    expect(refused.problem?.issues).toMatchObject([{ path: "header.Idempotency-Key" }]);
  });

  test("no secret stands in any table", async () => {
    const { token, link } = await visitorWithTicket();
    const session = await consoleOf("agt_ann");
    const program = await keyFor(["tickets:read"]);
    const signIn = await call("POST /v1/desk/agents/:agent/links", { headers: ada, path: { agent: "agt_ann" } });
    const key = await call("POST /v1/desk/keys", {
      headers: ada,
      body: { name: "K", scopes: ["tickets:read"], sites: "all" },
    });
    const secrets = [
      token,
      link.split("#k=")[1],
      session.cookie?.slice(-43),
      program.authorization?.slice(-43),
      signIn.body.link.slice(-43),
      key.body.secret,
      env.FIRSTLINE_SECRET,
    ];
    const stored = await everything();
    for (const secret of secrets) {
      expect(secret?.length).toBeGreaterThanOrEqual(43);
      expect(stored).not.toContain(secret);
    }
    // The same look finds what is stored: the digest.
    expect(stored).toContain(await digest(token));
  });
});

describe("what belongs to whom", () => {
  test("a list names only a site that its reader may see", async () => {
    const headers = ann;
    expect((await call("GET /v1/desk/tickets", { headers, query: { site: "site_shop" } })).status).toBe(200);
    for (const site of ["site_bank", "site_gone"]) {
      expect((await call("GET /v1/desk/tickets", { headers, query: { site } })).problem?.code).toBe("not_found");
    }
  });

  test("a ticket cannot be given to somebody who does not work for its site", async () => {
    const { number } = await visitorWithTicket();
    const assign = (agent: string) =>
      call("POST /v1/desk/tickets/:number/assign", {
        headers: { ...ann, "if-match": '"3"' },
        path: { number },
        body: { agent },
      });
    expect((await assign("agt_bob")).problem?.issues).toEqual([
      { path: "body.agent", message: "Bob Agent does not work for this site." },
    ]);
    expect((await assign("agt_gone")).problem?.code).toBe("invalid");
    expect((await assign("agt_lea")).status).toBe(200);
  });

  test("a contact of one site is nobody on the other", async () => {
    const { ticket } = await visitorWithTicket();
    const { body } = await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number: ticket.number } });
    const open = (site: string) =>
      call("POST /v1/desk/tickets", {
        headers: ada,
        body: { site, requester: { id: body.ticket.requester.id }, subject: "S", message: { text: "T" } },
      });
    expect((await open("site_shop")).status).toBe(201);
    expect((await open("site_bank")).problem?.code).toBe("not_found");
  });

  test("a number of another site, with a good check digit, is not there", async () => {
    const { headers } = await visitorWithTicket();
    const unknown = [formatNumber("BANK", 1001), formatNumber("NOPE", 1001), formatNumber("SHOP", 999_999)];
    for (const number of unknown) {
      const read = await call("GET /v1/tickets/:number", { headers, path: { number } });
      expect(read.problem?.code).toBe("not_found");
    }
  });

  test("pages of a list neither miss nor repeat a ticket, and end", async () => {
    const { headers } = await visitorWithTicket();
    for (let more = 0; more < 6; more++) {
      await call("POST /v1/tickets", { headers, body: { subject: `S ${more}`, message: { text: "T" } } });
    }
    const cursors = new Set<string>();
    const numbers = await walk(async (cursor) => {
      const { body } = await call("GET /v1/tickets", { headers, query: { limit: 3, ...cursor } });
      if (body.next !== null) cursors.add(body.next);
      return body;
    });
    expect([numbers.length, new Set(numbers).size]).toEqual([7, 7]);
    // A place in the list, and nothing of when an agent last looked at the ticket.
    for (const cursor of cursors) expect(cursor).toMatch(/^\d{4,6}$/);

    const all = await walk(async (cursor) => {
      const { body } = await call("GET /v1/desk/tickets", {
        headers: ada,
        query: { view: "open", limit: 2, ...cursor },
      });
      return body;
    });
    const { results } = await env.DB.prepare("SELECT 1 FROM tickets WHERE active = 1").all();
    expect([all.length, new Set(all).size]).toEqual([results.length, results.length]);
  });
});

interface Page {
  readonly items: readonly { readonly number: string }[];
  readonly next: string | null;
}

/** The numbers on all pages of a list. */
async function walk(read: (cursor: { readonly cursor?: string }) => Promise<Page>): Promise<string[]> {
  const numbers: string[] = [];
  for (let at: { readonly cursor?: string } = {}; ; ) {
    const { items, next } = await read(at);
    numbers.push(...items.map((ticket) => ticket.number));
    if (next === null) return numbers;
    at = { cursor: next };
  }
}
