import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDesk } from "../src/desk.ts";
import { createFirstline, FirstlineError, isFirstlineError } from "../src/index.ts";
import { Problem, type ProblemCode, problems, Thread } from "../src/wire/index.ts";
import { type DeskServer, problem, startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { answerAt, deskTicketAt, number, submission, ticketAt } from "./examples.ts";

const site = "pk_shopshop";
const token = "visitor-secret-7yQ";
const key = "sk_desk-secret-9kZ";
const thread = Thread.parse({ ticket: ticketAt(1), events: [answerAt(1, 0)] });
const submitted = { ...thread, link: `/t/${number}#k=abc` };
const changed = { ticket: deskTicketAt(4), events: [] };

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());

const visitor = (known: string | undefined = token) => createFirstline({ url: desk.url, site, token: known });

describe("what is sent", () => {
  test("a visitor's call carries the site's key, the token and nothing of a body it does not have", async () => {
    desk.answer(() => ({ status: 200, json: thread }));
    await visitor().tickets.confirm(number);
    const [arrival] = desk.arrivals;
    expect(arrival).toMatchObject({ method: "POST", path: `/v1/tickets/${number}/confirm`, text: "" });
    expect(arrival?.headers).toMatchObject({ "firstline-site": site, authorization: `Bearer ${token}` });
    expect(arrival?.headers["content-type"]).toBeUndefined();
    expect(arrival?.headers["idempotency-key"]).toBeUndefined();
  });

  test("an unknown visitor sends no Authorization header", async () => {
    desk.answer(() => ({ status: 201, json: submitted }));
    await createFirstline({ url: desk.url, site }).tickets.submit(submission);
    expect(desk.arrivals[0]?.headers.authorization).toBeUndefined();
    expect(desk.arrivals[0]?.headers["content-type"]).toBe("application/json");
    expect(desk.arrivals[0]?.text).toBe(JSON.stringify(submission));
  });

  test("a rating says its score, and its comment if there is one", async () => {
    desk.answer(() => ({ status: 200, json: thread }));
    await visitor().tickets.rate(number, { score: 5 });
    await visitor().tickets.rate(number, { score: 1, comment: "No." });
    expect(desk.arrivals.map(({ method, path, text }) => [method, path, text])).toEqual([
      ["POST", `/v1/tickets/${number}/rating`, '{"score":5}'],
      ["POST", `/v1/tickets/${number}/rating`, '{"score":1,"comment":"No."}'],
    ]);
  });

  test("a base URL may end in a path and a slash", async () => {
    desk.answer(() => ({ status: 200, json: thread }));
    await createFirstline({ url: `${desk.url}/help/`, site, token }).tickets.get(number, { after: 3 });
    expect(desk.arrivals[0]).toMatchObject({ path: `/help/v1/tickets/${number}` });
    expect(desk.arrivals[0]?.query.toString()).toBe("after=3");
  });

  test("a number cannot leave its place in the path", async () => {
    desk.answer(() => ({ status: 200, json: thread }));
    await visitor().tickets.get("../desk/keys?x=1#y");
    expect(desk.arrivals[0]?.path).toBe("/v1/tickets/..%2Fdesk%2Fkeys%3Fx%3D1%23y");
  });

  test("a path may name two things", async () => {
    desk.answer(() => ({ status: 204 }));
    await createDesk({ url: desk.url, key }).identityKeys.revoke("site_shop", "idk_1");
    expect(desk.arrivals[0]?.path).toBe("/v1/desk/sites/site_shop/identity-keys/idk_1");
  });

  test("updates say which version they change", async () => {
    const agents = createDesk({ url: desk.url, key });
    desk.answer(() => ({ status: 200, json: changed }));
    await agents.tickets.update({ number, seq: 3 }, { priority: "high" });
    await agents.tickets.assign({ number, seq: 4 }, null);
    await agents.tickets.solve({ number, seq: 5 });
    expect(desk.arrivals.map(({ method, headers, text }) => [method, headers["if-match"], text])).toEqual([
      ["PATCH", '"3"', '{"priority":"high"}'],
      ["POST", '"4"', '{"agent":null}'],
      ["POST", '"5"', "{}"],
    ]);
    expect(desk.arrivals.every(({ headers }) => headers.authorization === `Bearer ${key}`)).toBe(true);
    expect(desk.arrivals.some(({ headers }) => "firstline-site" in headers)).toBe(false);
  });

  test("a message's id is its idempotency key, made here unless given", async () => {
    desk.answer(() => ({ status: 201, json: thread }));
    await visitor().tickets.reply(number, { text: "Thanks" });
    await visitor().tickets.reply(number, { id: "msg_mine", text: "Thanks" });
    await visitor().tickets.reply(
      number,
      { text: "Thanks" },
      { idempotencyKey: "my-own-key-of-16+", signal: undefined },
    );
    const [made, given, own] = desk.arrivals.map(({ headers, text }) => [
      headers["idempotency-key"],
      JSON.parse(text).id,
    ]);
    expect(made?.[0]).toMatch(/^msg_[0-9A-Za-z]{22}$/);
    expect(made?.[0]).toBe(made?.[1]);
    expect(given).toEqual(["msg_mine", "msg_mine"]);
    expect(own?.[0]).toBe("my-own-key-of-16+");
  });

  test("a submission's key is a secret of its own, not the message's id that others read", async () => {
    desk.answer(() => ({ status: 201, json: submitted }));
    await visitor().tickets.submit({ ...submission, message: { id: "msg_mine", text: "Text" } });
    expect(desk.arrivals[0]?.headers["idempotency-key"]).toMatch(/^msg_[0-9A-Za-z]{22}$/);
  });

  test("an option that is named but undefined does not take the key away", async () => {
    desk.answer(() => ({ status: 201, json: submitted }));
    await visitor().tickets.submit(submission, { idempotencyKey: undefined });
    expect(desk.arrivals[0]?.headers["idempotency-key"]).toMatch(/^[A-Za-z0-9_-]{16,128}$/);
  });
});

describe("the visitor token", () => {
  test("is taken over from an answer, told, and forgotten with the computer", async () => {
    const told: (string | undefined)[] = [];
    const client = createFirstline({ url: desk.url, site, onToken: (next) => told.push(next) });
    desk.answer(() => ({ status: 201, json: { ...submitted, visitorToken: token } }));
    await client.tickets.submit(submission);
    expect(client.token).toBe(token);
    desk.answer(() => ({ status: 204 }));
    await client.forget();
    expect(desk.arrivals[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(client.token).toBeUndefined();
    expect(told).toEqual([token, undefined]);
  });

  test("comes with a redeemed link, and is not handed on with the thread", async () => {
    const client = createFirstline({ url: desk.url, site });
    desk.answer(() => ({ status: 200, json: { ...thread, visitorToken: token } }));
    expect(await client.redeem(number, "the-secret")).toEqual(thread);
    expect(client.token).toBe(token);
  });

  test("stays when the desk refuses it, so that the page can say so", async () => {
    const told: unknown[] = [];
    const client = createFirstline({ url: desk.url, site, token, onToken: (next) => told.push(next) });
    desk.answer(() => problem("credentials_invalid"));
    expect(await errorOf(client.tickets.get(number))).toMatchObject({ code: "credentials_invalid", status: 401 });
    expect(client.token).toBe(token);
    expect(told).toEqual([]);
  });

  test("is forgotten here when the desk does not know it any more, but not while the desk is away", async () => {
    const client = createFirstline({ url: desk.url, site, token });
    desk.answer(() => problem("unavailable"));
    expect((await errorOf(client.forget())).code).toBe("unavailable");
    expect(client.token).toBe(token);
    desk.answer(() => problem("credentials_invalid"));
    await client.forget();
    expect(client.token).toBeUndefined();
  });
});

describe("errors", () => {
  test.each(Object.keys(problems).map((name) => Problem.shape.code.parse(name)))(
    "%s comes as its code",
    async (code: ProblemCode) => {
      desk.answer(() => problem(code));
      const error = await errorOf(visitor().tickets.confirm(number));
      const { status, title } = problems[code];
      expect(error).toBeInstanceOf(FirstlineError);
      expect(error).toMatchObject({
        name: "FirstlineError",
        code,
        status,
        message: title,
        requestId: "req_1",
        issues: [],
      });
    },
  );

  test("name the fields that are wrong", async () => {
    const issues = [{ path: "message.text", message: "too short" }];
    desk.answer(() => ({
      status: 422,
      headers: { "Content-Type": "application/problem+json" },
      json: { type: "", title: "Some fields are not right.", status: 422, code: "invalid", requestId: "req_2", issues },
    }));
    const error = await errorOf(visitor().tickets.submit(submission));
    expect(error.issues).toEqual(issues);
    expect(error.message).toBe("Some fields are not right. message.text: too short");
  });

  test.each([
    ["a proxy's page", { status: 403, text: "<h1>no</h1>", type: "text/html" }],
    ["a redirect", { status: 301, headers: { Location: "/elsewhere" } }],
    ["somebody else's JSON", { status: 400, json: { error: "no" } }],
    ["a page where JSON was due", { status: 200, text: "<h1>Log in to the café's network</h1>", type: "text/html" }],
    ["an empty answer", { status: 200 }],
  ] as const)("%s is unreadable", async (_, reaction) => {
    desk.answer(() => reaction);
    expect((await errorOf(visitor().tickets.confirm(number))).code).toBe("unreadable");
  });

  test("an answer cut short, or a desk that is not there, is a network error", async () => {
    desk.answer(() => "cut inside the body");
    expect((await errorOf(visitor().tickets.confirm(number))).code).toBe("network");
    const nowhere = createFirstline({ url: "http://127.0.0.1:9", site, token });
    expect(await errorOf(nowhere.tickets.confirm(number))).toMatchObject({ code: "network", status: undefined });
  });

  test("a stopped call says so, before and on the way", async () => {
    desk.answer(() => "silence");
    const signal = AbortSignal.abort();
    expect((await errorOf(visitor().tickets.submit(submission, { signal }))).code).toBe("aborted");
    const controller = new AbortController();
    const call = errorOf(visitor().tickets.submit(submission, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 50);
    expect((await call).code).toBe("aborted");
  });

  test("hold no secret, however deep one looks", async () => {
    const secret = "the-links-secret";
    for (const reaction of [problem("forbidden"), "cut", "cut inside the body", { status: 200 }] as const) {
      desk.answer(() => reaction);
      const shown = await Promise.all([
        errorOf(visitor().redeem(number, secret)),
        errorOf(visitor().tickets.confirm(number)),
        errorOf(createDesk({ url: desk.url, key }).tickets.claim(number)),
      ]);
      const text = inspect(shown, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
      for (const value of [secret, token, key]) expect(text).not.toContain(value);
    }
  });

  test("are known across frames by their name, and one from another by its code", () => {
    const error = runInNewContext('Object.assign(new Error("no"), { name: "FirstlineError", code: "not_found" })');
    expect(error).not.toBeInstanceOf(Error);
    expect(isFirstlineError(error)).toBe(true);
    expect(isFirstlineError(error, "forbidden", "not_found")).toBe(true);
    expect(isFirstlineError(error, "forbidden")).toBe(false);
    for (const other of [new Error("no"), undefined, null, "FirstlineError"])
      expect(isFirstlineError(other)).toBe(false);
  });
});

test("a call of no content resolves with nothing", async () => {
  desk.answer(() => ({ status: 204 }));
  const agents = createDesk({ url: desk.url });
  expect(await agents.session.signOut()).toBeUndefined();
  expect(await agents.keys.revoke("key_1")).toBeUndefined();
  expect(desk.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "DELETE /v1/desk/session",
    "DELETE /v1/desk/keys/key_1",
  ]);
});
