import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFirstline, isFirstlineError } from "../src/index.ts";
import { DataPage, Thread } from "../src/wire/index.ts";
import { type Arrival, type DeskServer, inTurn, problem, type Reaction, startDeskServer } from "./desk-server.ts";
import { answerAt, number, submission, ticketAt } from "./examples.ts";

const site = "pk_shopshop";
const visitor = { name: "Kim", email: null, verified: true, plan: "gold" };
const thread = Thread.parse({ ticket: ticketAt(1), events: [answerAt(1, 0)] });
const expiresAt = "2026-11-23T09:30:00.000Z";

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());

/** A desk that takes any identity; `others` answers all other calls. */
const identifies = (others: (arrival: Arrival) => Reaction) => (arrival: Arrival) =>
  arrival.path === "/v1/visitors/identify"
    ? { status: 200, json: { visitor, visitorToken: `flv_${JSON.parse(arrival.text).token}`, expiresAt }, latency: 20 }
    : others(arrival);

const sent = () =>
  desk.arrivals.map(({ method, path, headers }) => `${method} ${path} ${headers.authorization ?? ""}`.trim());
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error) => (isFirstlineError(error) ? error.code : error),
  );

describe("identify", () => {
  test("sends the anonymous token along, keeps the new one and says who it is", async () => {
    const told: unknown[] = [];
    const client = createFirstline({ url: desk.url, site, token: "flv_old", onToken: (token) => told.push(token) });
    desk.answer(identifies(() => ({ status: 200, json: thread })));
    expect(await client.identify("jwt")).toEqual(visitor);
    await client.tickets.get(number);
    expect(sent()).toEqual(["POST /v1/visitors/identify Bearer flv_old", `GET /v1/tickets/${number} Bearer flv_jwt`]);
    expect([client.token, told]).toEqual(["flv_jwt", ["flv_jwt"]]);
  });

  test("makes other calls wait, so that nothing is sent as nobody", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(identifies(() => ({ status: 201, json: { ...thread, link: "/t/1#k=1" } })));
    const identified = client.identify(() => Promise.resolve("jwt"));
    await client.tickets.submit(submission);
    await identified;
    expect(sent()).toEqual(["POST /v1/visitors/identify", "POST /v1/tickets Bearer flv_jwt"]);
  });

  test("joins what was under way as nobody", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(
      identifies(() => ({ status: 201, json: { ...thread, link: "/t/1#k=1", visitorToken: "flv_new" }, latency: 60 })),
    );
    const submitted = client.tickets.submit(submission);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await client.identify("jwt");
    await submitted;
    await client.site();
    expect(sent().slice(0, 3)).toEqual([
      "POST /v1/tickets",
      "POST /v1/visitors/identify",
      "POST /v1/visitors/identify Bearer flv_new",
    ]);
    expect(client.token).toBe("flv_jwt");
  });

  test("is renewed once for all calls when it has run out", async () => {
    const tokens = ["1", "2", "3"];
    const client = createFirstline({ url: desk.url, site });
    desk.answer(
      identifies(({ headers }) =>
        headers.authorization === "Bearer flv_1" ? problem("identity_expired") : { status: 200, json: thread },
      ),
    );
    await client.identify(() => tokens.shift() ?? "");
    await Promise.all([client.tickets.get(number), client.tickets.confirm(number), client.tickets.reopen(number)]);
    expect(tokens).toEqual(["3"]);
    expect(client.token).toBe("flv_2");
  });

  test("that cannot be renewed leaves the desk's refusal", async () => {
    const answers = identifies(() => problem("identity_expired"));
    const client = createFirstline({ url: desk.url, site });
    desk.answer(answers);
    await client.identify("jwt");
    expect(await codeOf(client.tickets.get(number))).toBe("identity_expired");
    let asked = 0;
    await client.identify(() => {
      if (asked++ > 0) throw new Error("The site has logged its user out");
      return "jwt";
    });
    expect(await codeOf(client.tickets.get(number))).toBe("identity_expired");
    expect(asked).toBe(2);
  });

  test("asks no more than once for a call that is refused again", async () => {
    let asked = 0;
    const client = createFirstline({ url: desk.url, site });
    desk.answer(identifies(() => problem("credentials_invalid")));
    await client.identify(() => String(asked++));
    expect(await codeOf(client.tickets.get(number))).toBe("credentials_invalid");
    expect(asked).toBe(2);
  });

  test("rejects with what is wrong, names the claim and holds no token", async () => {
    const client = createFirstline({ url: desk.url, site, token: "flv_old" });
    const issues = [{ path: "body.token.claims.exp", message: "The token ran out 300 seconds ago." }];
    const refusal = { type: "", title: "No.", status: 401, code: "identity_invalid", requestId: "r", issues };
    desk.answer(() => ({ status: 401, headers: { "Content-Type": "application/problem+json" }, json: refusal }));
    const error = await client.identify("eyJhbGciOi.the.token").catch((fault: unknown) => fault);
    expect(error).toMatchObject({ code: "identity_invalid", status: 401, issues });
    expect(JSON.stringify(error)).not.toContain("eyJhbGciOi");
    expect(client.token).toBe("flv_old");
    const reason = new Error("the site is down");
    expect(await codeOf(client.identify(() => Promise.reject(reason)))).toBe(reason);
  });

  test("tries again when the line is cut, for telling it twice is telling it once", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(
      inTurn("cut", problem("unavailable"), { status: 200, json: { visitor, visitorToken: "flv_1", expiresAt } }),
    );
    expect(await client.identify("jwt")).toEqual(visitor);
    expect(desk.arrivals).toHaveLength(3);
  });
});

describe("logout", () => {
  test("ends the token and renews nothing any more", async () => {
    let asked = 0;
    const told: unknown[] = [];
    const client = createFirstline({ url: desk.url, site, onToken: (token) => told.push(token) });
    desk.answer(identifies(({ path }) => (path.endsWith("forget") ? { status: 204 } : problem("credentials_missing"))));
    await client.identify(() => String(asked++));
    await client.logout();
    expect(sent().at(-1)).toBe("POST /v1/visitors/forget Bearer flv_0");
    expect(await codeOf(client.tickets.get(number))).toBe("credentials_missing");
    expect([asked, told]).toEqual([1, ["flv_0", undefined]]);
  });

  test("wins over an identity that is still on its way, and so does another identity", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(identifies(() => ({ status: 204 })));
    const late = client.identify("late");
    await client.logout();
    await late;
    expect(client.token).toBeUndefined();
    const first = client.identify(async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return "first";
    });
    await client.identify("second");
    await first;
    expect(client.token).toBe("flv_second");
  });

  test("is done also when the identity has run out meanwhile, but not while the desk is away", async () => {
    const client = createFirstline({ url: desk.url, site, token: "flv_old" });
    desk.answer(() => problem("unavailable"));
    expect(await codeOf(client.logout())).toBe("unavailable");
    desk.answer(() => problem("identity_expired"));
    await client.logout();
    expect(client.token).toBeUndefined();
  });
});

test("own data is put together from its pages, long tickets too", async () => {
  const person = { ...visitor, subject: "user-1", language: null, createdAt: expiresAt, wroteAt: null };
  const page = (tickets: readonly [number: string, ...seqs: number[]][], next: string | null): Reaction => ({
    status: 200,
    json: DataPage.parse({
      person,
      next,
      tickets: tickets.map(([each, ...seqs]) => ({
        ticket: { ...ticketAt(9), number: each },
        events: seqs.map((seq) => answerAt(seq, seq - 1)),
      })),
    }),
  });
  const client = createFirstline({ url: desk.url, site, token: "flv_old" });
  desk.answer(
    inTurn(
      page(
        [
          ["SHOP-30", 1],
          ["SHOP-20", 1, 2],
        ],
        "20.2",
      ),
      page(
        [
          ["SHOP-20", 3],
          ["SHOP-10", 1],
        ],
        "10.1",
      ),
      page([["SHOP-10", 2]], null),
    ),
  );
  const data = await client.exportData();
  expect(data.person).toEqual(person);
  expect(data.tickets.map(({ ticket, events }) => [ticket.number, ...events.map(({ seq }) => seq)])).toEqual([
    ["SHOP-30", 1],
    ["SHOP-20", 1, 2, 3],
    ["SHOP-10", 1, 2],
  ]);
  expect(desk.arrivals.map(({ query }) => query.get("cursor"))).toEqual([null, "20.2", "10.1"]);
});
