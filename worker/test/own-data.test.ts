import type { AnswerBody } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { call, consoleOf, visitorWithTicket } from "./desk.ts";
import { identified, signerOf } from "./identities.ts";

type Headers = Readonly<Record<string, string>>;
type Page = AnswerBody<"GET /v1/visitors/data">;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

const reply = (headers: Headers, number: string, text: string) =>
  call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: { text } });

async function pagesOf(headers: Headers): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body, status } = await call("GET /v1/visitors/data", {
      headers,
      query: cursor === undefined ? {} : { cursor },
    });
    expect(status).toBe(200);
    pages.push(body);
    if (body.next === null) return pages;
    cursor = body.next;
  }
}

/** Tickets with all their events, put together from the pages. */
function whole(pages: readonly Page[]): Map<string, number[]> {
  const tickets = new Map<string, number[]>();
  for (const { ticket, events } of pages.flatMap((page) => page.tickets)) {
    tickets.set(ticket.number, [...(tickets.get(ticket.number) ?? []), ...events.map(({ seq }) => seq)]);
  }
  return tickets;
}

describe("a person's own data", () => {
  test("is who they are, and their tickets as they may see them", async () => {
    const signer = await signerOf("site_shop");
    const claims = { sub: "user-data", name: "Kim", email: "kim@example.test", plan: "gold", language: "de" };
    const { headers } = await identified(signer, claims);
    const { body } = await call("POST /v1/tickets", {
      headers,
      body: { subject: "Dark", message: { text: "It is." } },
    });
    const { number } = body.ticket;
    await call("POST /v1/desk/tickets/:number/note", {
      headers: ann,
      path: { number },
      body: { text: "A secret note" },
    });
    await call("POST /v1/desk/tickets/:number/reply", {
      headers: ann,
      path: { number },
      body: { text: "Let us see." },
    });
    const { person, tickets, next } = (await call("GET /v1/visitors/data", { headers })).body;
    expect(person).toMatchObject({
      subject: "user-data",
      name: "Kim",
      email: "kim@example.test",
      verified: true,
      plan: "gold",
      language: "de",
    });
    expect(person.wroteAt).not.toBeNull();
    expect(next).toBeNull();
    const read = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(tickets).toEqual([{ ...read.body, fields: {} }]);
    expect(JSON.stringify(tickets)).not.toContain("secret note");
  });

  test("comes page by page, nothing missing and nothing twice, however long a ticket is", async () => {
    const { headers, number } = await visitorWithTicket();
    for (let more = 0; more < 60; more++) await reply(headers, number, `Message ${more}`);
    for (let more = 0; more < 12; more++) {
      await call("POST /v1/tickets", { headers, body: { subject: `S ${more}`, message: { text: "T" } } });
    }
    const pages = await pagesOf(headers);
    expect(pages.length).toBeGreaterThan(3);
    for (const { tickets } of pages) {
      expect(tickets.length).toBeLessThanOrEqual(10);
      for (const { events } of tickets) expect(events.length).toBeLessThanOrEqual(25);
    }
    const tickets = whole(pages);
    expect(tickets.size).toBe(13);
    for (const [each, seqs] of tickets) {
      const { body } = await call("GET /v1/tickets/:number", { headers, path: { number: each } });
      expect(seqs).toEqual(body.events.map(({ seq }) => seq));
    }
  }, 30_000);

  test("has what a link has opened, without what its requester filled in, and nothing else of others", async () => {
    const friend = await visitorWithTicket();
    await visitorWithTicket();
    const own = await visitorWithTicket();
    const [, secret = ""] = friend.link.split("#k=");
    await call("POST /v1/visitors/redeem", { headers: own.headers, body: { number: friend.number, secret } });
    const [page] = await pagesOf(own.headers);
    const seen = page?.tickets.map(({ ticket, fields }) => [ticket.number, fields !== undefined]) ?? [];
    expect(new Map(seen.map(([number, filled]) => [number, filled]))).toEqual(
      new Map([
        [own.number, true],
        [friend.number, false],
      ]),
    );
  });

  test.each(["", "1", "1.2.3", "x.1", "-1.0", "1.9999999999999999"])(
    "a cursor of another list is none: “%s”",
    async (cursor) => {
      const { headers } = await visitorWithTicket();
      const { problem } = await call("GET /v1/visitors/data", { headers, query: { cursor } });
      expect(problem?.issues?.map(({ path }) => path)).toEqual(["query.cursor"]);
    },
  );
});
