import { expect, test } from "vitest";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";

test("a ticket from submission to closing", async () => {
  const { headers, number, ticket, link } = await visitorWithTicket("pk_shopshop", {
    topic: "top_login",
    email: "kim@example.test",
  });
  expect(number).toMatch(/^SHOP-\d+$/);
  expect(link).toMatch(new RegExp(`^/t/${number}#k=[A-Za-z0-9_-]{43}$`));
  expect(ticket).toMatchObject({ status: "new", unread: 0, tier: { level: 1, label: "First line" }, assignee: null });

  const agent = await consoleOf("agt_ann");
  const list = await call("GET /v1/desk/tickets", { headers: agent, query: { view: "team" } });
  expect(list.body.items.map((item) => item.number)).toContain(number);

  const claimed = await call("POST /v1/desk/tickets/:number/claim", { headers: agent, path: { number } });
  expect(claimed.body.ticket).toMatchObject({ status: "open", assignee: { name: "Ann Agent" } });
  await call("POST /v1/desk/tickets/:number/note", { headers: agent, path: { number }, body: { text: "Old bulb?" } });
  const answered = await call("POST /v1/desk/tickets/:number/reply", {
    headers: agent,
    path: { number },
    body: { text: "Is it plugged in?", status: "pending" },
  });
  expect(answered.body.ticket).toMatchObject({ status: "pending", waitingSince: null });

  const seen = await call("GET /v1/tickets/:number", { headers, path: { number } });
  expect(seen.body.ticket).toMatchObject({ status: "pending", unread: 1, assignee: { name: "Ann Agent" } });
  expect(seen.text).not.toContain("Old bulb");
  let last = 0;
  for (const event of seen.body.events) {
    expect(event.prev).toBe(last);
    last = event.seq;
  }
  expect(last).toBe(seen.body.ticket.seq);

  const read = await call("POST /v1/tickets/:number/read", { headers, path: { number }, body: { seq: last } });
  expect(read.body).toEqual({ unread: 0 });
  const replied = await call("POST /v1/tickets/:number/messages", {
    headers,
    path: { number },
    body: { text: "It was not!" },
  });
  expect(replied.body.ticket.status).toBe("open");

  const thread = await call("GET /v1/desk/tickets/:number", { headers: agent, path: { number } });
  expect(thread.body.events.map((event) => event.seq)).toEqual(thread.body.events.map((_, index) => index + 1));
  const solved = await call("POST /v1/desk/tickets/:number/solve", {
    headers: { ...agent, "if-match": thread.headers.get("etag") ?? "" },
    path: { number },
    body: {},
  });
  expect(solved.body.ticket.status).toBe("solved");
  const closed = await call("POST /v1/tickets/:number/confirm", { headers, path: { number } });
  expect(closed.body.ticket.status).toBe("closed");
  const late = await call("POST /v1/tickets/:number/messages", {
    headers,
    path: { number },
    body: { text: "One more" },
  });
  expect(late.problem?.code).toBe("ticket_closed");

  const mine = await call("GET /v1/tickets", { headers });
  expect(mine.body.items).toHaveLength(1);
});

test("the secret link opens the ticket elsewhere", async () => {
  const { number, link } = await visitorWithTicket();
  const secret = link.split("#k=")[1] ?? "";
  const redeemed = await call("POST /v1/visitors/redeem", { headers: page("pk_shopshop"), body: { number, secret } });
  const headers = page("pk_shopshop", redeemed.body.visitorToken);
  expect((await call("GET /v1/tickets/:number", { headers, path: { number } })).status).toBe(200);
  expect((await call("GET /v1/tickets", { headers })).body.items.map((item) => item.number)).toEqual([number]);
  expect((await call("POST /v1/visitors/forget", { headers })).status).toBe(204);
  expect((await call("GET /v1/tickets", { headers })).problem?.code).toBe("credentials_invalid");
});
