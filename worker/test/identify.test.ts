import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { digest, newId } from "../src/secrets.ts";
import { rowCounts } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { identified, identifyWith, type Signer, signerOf, tokenOf } from "./identities.ts";
import { closeAll, hello, listen, ticketPath } from "./socket.ts";

type Headers = Readonly<Record<string, string>>;

let signer: Signer;
let ann: Headers;
beforeAll(async () => {
  signer = await signerOf("site_shop");
  ann = await consoleOf("agt_ann");
});

/** Somebody whom nobody has identified yet. */
const someone = () => newId("user", Date.now());
const address = () => `${newId("kim", Date.now()).replace("_", ".")}@Example.test`;

const numbersOf = async (headers: Headers) =>
  (await call("GET /v1/tickets", { headers })).body.items.map(({ number }) => number).sort();
const seenByAgents = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } })).body;
const submit = async (headers: Headers, more = {}) =>
  (await call("POST /v1/tickets", { headers, body: { subject: "S", message: { text: "T" }, ...more } })).body;

describe("an identity", () => {
  test("makes a contact of what the site says, and tells the visitor", async () => {
    const sub = someone();
    const claims = {
      sub,
      name: "Kim Lee",
      email: "kim@example.test",
      plan: "gold",
      language: "de",
      email_verified: true,
    };
    const { visitor, headers } = await identified(signer, claims);
    expect(visitor).toEqual({ name: "Kim Lee", email: "kim@example.test", verified: true, plan: "gold" });
    const { ticket } = await submit(headers);
    const { requester, language } = (await seenByAgents(ticket.number)).ticket;
    expect(requester).toMatchObject({ name: "Kim Lee", email: "kim@example.test", verified: true, plan: "gold" });
    expect(language).toBe("de");
  });

  test("is not overwritten by what a visitor types", async () => {
    const { headers } = await identified(signer, { sub: someone(), name: "Kim Lee", email: "kim@example.test" });
    const { ticket } = await submit(headers, { name: "The King", email: "king@example.test" });
    const { requester } = (await seenByAgents(ticket.number)).ticket;
    expect(requester).toMatchObject({ name: "Kim Lee", email: "kim@example.test" });
  });

  test("keeps what it does not say, and takes away what it says is nothing", async () => {
    const sub = someone();
    await identified(signer, { sub, name: "Kim", email: "kim@example.test", plan: "gold" });
    expect((await identified(signer, { sub })).visitor).toMatchObject({ name: "Kim", plan: "gold" });
    const { visitor } = await identified(signer, { sub, name: "Kimberly", email: null, plan: null });
    expect(visitor).toEqual({ name: "Kimberly", email: null, verified: true, plan: null });
  });

  test("is the same person on every device, and each device has a token of its own", async () => {
    const sub = someone();
    const phone = await identified(signer, { sub, jti: "1" });
    const desktop = await identified(signer, { sub, jti: "2" });
    expect(phone.token).not.toBe(desktop.token);
    const { ticket } = await submit(phone.headers);
    expect(await numbersOf(desktop.headers)).toEqual([ticket.number]);
    await call("POST /v1/visitors/forget", { headers: phone.headers });
    expect((await call("GET /v1/tickets", { headers: phone.headers })).problem?.code).toBe("credentials_invalid");
    expect(await numbersOf(desktop.headers)).toEqual([ticket.number]);
  });

  test("shown again is the same token and no second row, also with the token that it has replaced", async () => {
    const { token: before } = await visitorWithTicket();
    const token = await tokenOf(signer, { sub: someone() });
    const first = await identifyWith("pk_shopshop", token, before);
    const rows = await rowCounts();
    for (const known of [before, first.body.visitorToken, undefined]) {
      expect((await identifyWith("pk_shopshop", token, known)).body).toEqual(first.body);
    }
    expect(await rowCounts()).toEqual(rows);
    expect(await numbersOf(page("pk_shopshop", first.body.visitorToken))).toHaveLength(1);
  });

  test("of one site is nobody's on another", async () => {
    const bank = await signerOf("site_bank");
    const sub = someone();
    const { headers } = await identified(signer, { sub });
    const { ticket } = await submit(headers);
    const elsewhere = await identified(bank, { sub });
    expect(await numbersOf(elsewhere.headers)).toEqual([]);
    expect(
      (await call("GET /v1/tickets", { headers: page("pk_bankbank", headers.authorization?.slice(7)) })).problem?.code,
    ).toBe("credentials_invalid");
    const read = await call("GET /v1/tickets/:number", { headers: elsewhere.headers, path: { number: ticket.number } });
    expect(read.problem?.code).toBe("not_found");
  });

  test("runs out with its token: then nothing may be read or written, and identifying again goes on", async () => {
    const sub = someone();
    const { headers, token } = await identified(signer, { sub });
    const { ticket } = await submit(headers);
    await env.DB.prepare("UPDATE visitors SET expires_at = ?1 WHERE token_hash = ?2")
      .bind(Date.now(), await digest(token))
      .run();
    const number = ticket.number;
    const refused = [
      await call("GET /v1/tickets", { headers }),
      await call("GET /v1/tickets/:number", { headers, path: { number } }),
      await call("POST /v1/tickets", { headers, body: { subject: "S", message: { text: "T" } } }),
      await call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: { text: "T" } }),
      await call("GET /v1/visitors/data", { headers }),
    ];
    expect(refused.map(({ status, problem }) => `${status} ${problem?.code}`)).toEqual(
      Array(5).fill("401 identity_expired"),
    );
    const socket = await listen(ticketPath(number));
    socket.say(hello(token));
    expect(await socket.next()).toEqual({ type: "refused", code: "identity_expired" });
    closeAll();
    expect(await numbersOf((await identified(signer, { sub }, token)).headers)).toEqual([number]);
  });
});

describe("what was there before", () => {
  test("anonymous tickets follow their visitor, whose old token ends", async () => {
    const before = await visitorWithTicket("pk_shopshop", { name: "K", email: "k@example.test" });
    const after = await identified(signer, { sub: someone(), name: "Kim" }, before.token);
    expect(await numbersOf(after.headers)).toEqual([before.number]);
    expect((await call("GET /v1/tickets", { headers: before.headers })).problem?.code).toBe("credentials_invalid");
    const { ticket, events } = await seenByAgents(before.number);
    expect(ticket.requester).toMatchObject({ name: "Kim", verified: true });
    expect(events[0]?.actor).toEqual({ kind: "contact", id: ticket.requester.id, name: "Kim" });
  });

  test("they follow to somebody who was identified before, too, and all that was said stays theirs", async () => {
    const sub = someone();
    const home = await identified(signer, { sub, name: "Kim" });
    const { ticket: first } = await submit(home.headers);
    const before = await visitorWithTicket();
    await call("POST /v1/tickets/:number/messages", {
      headers: before.headers,
      path: { number: before.number },
      body: { text: "And?" },
    });
    const rows = await rowCounts();
    const after = await identified(signer, { sub }, before.token);
    expect((await rowCounts()).contacts).toBe((rows.contacts ?? 0) - 1);
    expect(await numbersOf(after.headers)).toEqual([first.number, before.number].sort());
    expect(await numbersOf(home.headers)).toEqual([first.number, before.number].sort());
    const { ticket, events } = await seenByAgents(before.number);
    const authors = events.filter(({ actor }) => actor.kind === "contact").map(({ actor }) => actor);
    expect(authors.length).toBeGreaterThan(2);
    for (const author of authors) expect(author).toEqual({ kind: "contact", id: ticket.requester.id, name: "Kim" });
    const reply = await call("POST /v1/tickets/:number/messages", {
      headers: after.headers,
      path: { number: before.number },
      body: { text: "Thanks" },
    });
    expect(reply.status).toBe(201);
  });

  test("links that were opened stay open", async () => {
    const friend = await visitorWithTicket();
    const own = await visitorWithTicket();
    const [, secret = ""] = friend.link.split("#k=");
    await call("POST /v1/visitors/redeem", { headers: own.headers, body: { number: friend.number, secret } });
    const after = await identified(signer, { sub: someone() }, own.token);
    expect(await numbersOf(after.headers)).toEqual([friend.number, own.number].sort());
  });

  test("another user of the same browser sees nothing of the one before", async () => {
    const friend = await visitorWithTicket();
    const [, secret = ""] = friend.link.split("#k=");
    const anonymous = await visitorWithTicket();
    const first = await identified(signer, { sub: someone() }, anonymous.token);
    await call("POST /v1/visitors/redeem", { headers: first.headers, body: { number: friend.number, secret } });
    const second = await identified(signer, { sub: someone() }, first.token);
    expect(await numbersOf(second.headers)).toEqual([]);
    for (const number of [friend.number, anonymous.number]) {
      const read = await call("GET /v1/tickets/:number", { headers: second.headers, path: { number } });
      expect(read.problem?.code).toBe("not_found");
    }
    expect((await call("GET /v1/tickets", { headers: first.headers })).problem?.code).toBe("credentials_invalid");
    expect((await call("GET /v1/visitors/data", { headers: second.headers })).body.tickets).toEqual([]);
  });

  test("a live socket of the old token is cut at the next push", async () => {
    const { number, token } = await visitorWithTicket();
    const socket = await listen(ticketPath(number));
    socket.say(hello(token));
    expect(await socket.next()).toMatchObject({ type: "ready" });
    await identified(signer, { sub: someone() }, token);
    // An admission lasts five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    await call("POST /v1/desk/tickets/:number/reply", { headers: ann, path: { number }, body: { text: "Hello" } });
    expect(await socket.next()).toEqual({ type: "refused", code: "credentials_invalid" });
    expect(await socket.closed).toBe("1008 credentials_invalid");
  }, 15_000);
});

describe("an address", () => {
  const byPhone = async (email: string) =>
    (
      await call("POST /v1/desk/tickets", {
        headers: ann,
        body: { site: "site_shop", requester: { email }, subject: "By phone", message: { text: "They called." } },
      })
    ).body.ticket;

  test("that the site has proven joins what agents opened for it, before and after", async () => {
    const email = address();
    const before = await byPhone(email);
    const { headers } = await identified(signer, { sub: someone(), name: "Kim", email, email_verified: true });
    expect(await numbersOf(headers)).toEqual([before.number]);
    const after = await byPhone(email.toLowerCase());
    expect(await numbersOf(headers)).toEqual([before.number, after.number].sort());
    expect(after.requester.name).toBe("Kim");
  });

  test.each([
    ["says nothing of it", undefined],
    ["says it is not proven", false],
  ])("joins nothing while the site %s", async (_name, email_verified) => {
    const email = address();
    const before = await byPhone(email);
    const { headers } = await identified(signer, { sub: someone(), email, email_verified });
    expect(await numbersOf(headers)).toEqual([]);
    expect((await byPhone(email)).requester.id).toBe(before.requester.id);
  });

  test("that somebody merely typed joins nothing, and gives them nothing", async () => {
    const email = address();
    const stranger = await visitorWithTicket("pk_shopshop", { email });
    const { headers } = await identified(signer, { sub: someone(), email, email_verified: true });
    const { ticket } = await submit(headers);
    expect(await numbersOf(headers)).toEqual([ticket.number]);
    expect(await numbersOf(stranger.headers)).toEqual([stranger.number]);
  });

  test("of two users does not make one of them", async () => {
    const email = address();
    const first = await identified(signer, { sub: someone(), email, email_verified: true });
    const { ticket } = await submit(first.headers);
    const second = await identified(signer, { sub: someone(), email, email_verified: true });
    expect(await numbersOf(second.headers)).toEqual([]);
    expect(await numbersOf(first.headers)).toEqual([ticket.number]);
    expect((await byPhone(email)).requester.id).toBe((await seenByAgents(ticket.number)).ticket.requester.id);
  });
});
