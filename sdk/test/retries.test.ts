import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDesk } from "../src/desk.ts";
import { type Answered, createFirstline, type Failed, type Try } from "../src/index.ts";
import { pauseAfter } from "../src/retry.ts";
import { Thread } from "../src/wire/index.ts";
import { type DeskServer, inTurn, problem, type Reaction, startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { answerAt, number, submission, ticketAt } from "./examples.ts";

const token = "visitor-secret-7yQ";
const key = "sk_desk-secret-9kZ";
const thread = Thread.parse({ ticket: ticketAt(1), events: [answerAt(1, 0)] });
const submitted = { ...thread, link: `/t/${number}#k=abc` };

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());

const visitor = (options = {}) => createFirstline({ url: desk.url, site: "pk_shopshop", token, ...options });

test("repeats a submission with one and the same key and body", async () => {
  desk.answer(inTurn(problem("unavailable"), "cut", { status: 201, json: submitted }));
  expect(await visitor().tickets.submit(submission)).toEqual(submitted);
  expect(desk.arrivals).toHaveLength(3);
  expect(new Set(desk.arrivals.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(new Set(desk.arrivals.map(({ text }) => text)).size).toBe(1);
});

test("gives up after three tries", async () => {
  desk.answer(() => problem("unavailable"));
  expect((await errorOf(visitor().tickets.get(number))).code).toBe("unavailable");
  expect(desk.arrivals).toHaveLength(3);
});

test("never repeats what has no key", async () => {
  desk.answer(() => "cut");
  expect((await errorOf(visitor().tickets.confirm(number))).code).toBe("network");
  expect(desk.arrivals).toHaveLength(1);
  desk.answer(() => problem("unavailable"));
  const agents = createDesk({ url: desk.url, key });
  await errorOf(agents.tickets.update({ number, seq: 1 }, { priority: "low" }));
  await errorOf(agents.keys.revoke("key_1"));
  expect(desk.arrivals).toHaveLength(2);
});

test("waits as long as Retry-After says", async () => {
  desk.answer(inTurn(problem("too_many_requests", { "Retry-After": "1" }), { status: 200, json: thread }));
  await visitor().tickets.get(number);
  const [first, second] = desk.arrivals;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
});

test("leaves a long wait to the caller", async () => {
  desk.answer(() => problem("too_many_requests", { "Retry-After": "60" }));
  expect(await errorOf(visitor().tickets.get(number))).toMatchObject({ code: "too_many_requests", retryAfter: 60 });
  expect(desk.arrivals).toHaveLength(1);
});

test("repeats a clash of two writers, but no other conflict", async () => {
  const clash = problem("version_clash");
  desk.answer(inTurn(clash, clash, clash, { status: 201, json: thread }));
  expect(await visitor().tickets.reply(number, { text: "Thanks" })).toEqual(thread);
  expect(desk.arrivals).toHaveLength(4);
  desk.answer(() => problem("ticket_closed"));
  expect((await errorOf(visitor().tickets.reply(number, { text: "Thanks" }))).code).toBe("ticket_closed");
  expect(desk.arrivals).toHaveLength(1);
});

test("an overloaded desk is left in peace", async () => {
  desk.answer(() => problem("overloaded"));
  expect(await errorOf(visitor().tickets.get(number))).toMatchObject({ code: "overloaded", status: 503 });
  expect(desk.arrivals).toHaveLength(1);
});

test.each<[string, Reaction]>([
  ["an answer cut inside its body", "cut inside the body"],
  ["an answer that a proxy cut and closed neatly", { status: 201, text: '{"ticket":', type: "application/json" }],
  ["a proxy's page in the desk's place", { status: 502, text: "<h1>Bad gateway</h1>", type: "text/html" }],
])("%s is no answer: the same key finds out", async (_, reaction) => {
  desk.answer(inTurn(reaction, { status: 201, json: submitted }));
  expect(await visitor().tickets.submit(submission)).toEqual(submitted);
  expect(new Set(desk.arrivals.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
});

test("a date in Retry-After counts from the desk's clock, not from ours", async () => {
  const date = (seconds: number) => new Date(Date.UTC(2031, 0, 1) + seconds * 1000).toUTCString();
  const later = { Date: date(0), "Retry-After": date(7) };
  desk.answer(() => problem("too_many_requests", later));
  const error = await errorOf(visitor({ retries: 0 }).tickets.get(number));
  expect(error).toMatchObject({ code: "too_many_requests", retryAfter: 7 });
  for (const nonsense of ["soon", "-3", date(-7)]) {
    desk.answer(() => problem("too_many_requests", { ...later, "Retry-After": nonsense }));
    expect((await errorOf(visitor({ retries: 0 }).tickets.get(number))).retryAfter).toBeUndefined();
  }
});

test("the number of tries is the caller's to set", async () => {
  desk.answer(() => "cut");
  await errorOf(visitor({ retries: 0 }).tickets.submit(submission));
  expect(desk.arrivals).toHaveLength(1);
  desk.answer(() => problem("version_clash"));
  await errorOf(visitor({ retries: 1 }).tickets.submit(submission));
  expect(desk.arrivals).toHaveLength(3);
});

test("a try ends with its time, and is followed by another", async () => {
  desk.answer(inTurn("silence", { status: 200, json: thread }));
  expect(await visitor({ timeout: 100 }).tickets.get(number)).toEqual(thread);
  desk.answer(() => "silence");
  const error = await errorOf(visitor({ timeout: 100, retries: 0 }).tickets.get(number));
  expect(error).toMatchObject({ code: "timeout", status: undefined });
});

test("a slow body counts as a slow answer", async () => {
  desk.answer(() => "slow body");
  expect((await errorOf(visitor({ timeout: 100, retries: 0 }).tickets.get(number))).code).toBe("timeout");
});

test("all tries together keep within the whole time", async () => {
  desk.answer(() => "silence");
  const began = performance.now();
  const error = await errorOf(visitor({ timeout: 400, totalTimeout: 700, retries: 9 }).tickets.get(number));
  expect(error.code).toBe("timeout");
  expect(performance.now() - began).toBeLessThan(1_000);
  // A pause that would outlast the time is not begun: the answer that was there is told at once.
  desk.answer(() => problem("unavailable", { "Retry-After": "2" }));
  expect((await errorOf(visitor({ totalTimeout: 1_000 }).tickets.get(number))).code).toBe("unavailable");
  expect(performance.now() - began).toBeLessThan(1_500);
});

test("a signal ends a pause between two tries, a list and every other call", async () => {
  desk.answer(() => problem("unavailable", { "Retry-After": "9" }));
  const controller = new AbortController();
  const { signal } = controller;
  const reading = errorOf(visitor().tickets.get(number, {}, { signal }));
  await vi.waitFor(() => expect(desk.arrivals).toHaveLength(1));
  controller.abort();
  expect((await reading).code).toBe("aborted");
  const { tickets, redeem, forget, site } = visitor();
  const calls = [
    tickets.submit(submission, { signal }),
    tickets.reply(number, { text: "Thanks" }, { signal }),
    tickets.list({}, { signal }).toArray(),
    tickets.confirm(number, { signal }),
    tickets.reopen(number, { signal }),
    tickets.read(number, 1, { signal }),
    redeem(number, "the-links-secret", { signal }),
    forget({ signal }),
    site({ signal }),
  ];
  for (const call of calls) expect((await errorOf(call)).code).toBe("aborted");
  expect(desk.arrivals).toHaveLength(1);
});

test("pauses double, vary by half, and begin after Retry-After", () => {
  const unavailable = { code: "unavailable", retryAfter: undefined } as const;
  for (const [tries, middle] of [
    [1, 300],
    [2, 600],
    [3, 1_200],
    [4, 2_400],
  ] as const) {
    const pauses = Array.from({ length: 500 }, () => pauseAfter(unavailable, tries, 9) ?? 0);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(middle * 0.5);
    expect(Math.max(...pauses)).toBeLessThan(middle * 1.5);
    expect(new Set(pauses).size).toBeGreaterThan(400);
    const later = Array.from({ length: 500 }, () => pauseAfter({ ...unavailable, retryAfter: 3 }, tries, 9) ?? 0);
    expect(Math.min(...later)).toBeGreaterThan(3_000);
  }
  expect(pauseAfter(unavailable, 30, 30)).toBeLessThan(15_000);
  expect(pauseAfter(unavailable, 3, 2)).toBeUndefined();
  expect(pauseAfter({ ...unavailable, retryAfter: 11 }, 1, 2)).toBeUndefined();
  expect(pauseAfter({ ...unavailable, code: "overloaded" }, 1, 2)).toBeUndefined();
});

test("hooks hear of every try, and never of a secret or a text", async () => {
  const requests: Try[] = [];
  const answers: Answered[] = [];
  const failures: Failed[] = [];
  const hooks = {
    onRequest: (request: Try) => requests.push(request),
    onResponse: (answer: Answered) => answers.push(answer),
    onRetry: (failed: Failed) => failures.push(failed),
  };
  const headers = { "Firstline-Request-Id": "req_7" };
  desk.answer(inTurn(problem("unavailable"), "cut", { status: 201, json: submitted, headers }));
  await visitor(hooks).tickets.submit(submission);
  const route = "POST /v1/tickets";
  expect(requests).toEqual([1, 2, 3].map((attempt) => ({ route, attempt })));
  expect(answers).toMatchObject([
    { route, attempt: 1, status: 503, requestId: undefined },
    { route, attempt: 3, status: 201, requestId: "req_7" },
  ]);
  expect(answers.every(({ duration }) => duration > 0 && duration < 10_000)).toBe(true);
  expect(answers.every(({ date = "" }) => Math.abs(Date.parse(date) - Date.now()) < 10_000)).toBe(true);
  expect(failures.map(({ attempt, error }) => [attempt, error.code])).toEqual([
    [1, "unavailable"],
    [2, "network"],
  ]);
  desk.answer(() => problem("unavailable"));
  const agents = createDesk({ url: desk.url, key, retries: 0, ...hooks });
  await errorOf(visitor({ ...hooks, retries: 0 }).redeem(number, "the-links-secret"));
  await errorOf(agents.tickets.note(number, { text: "Called the depot." }));
  const text = inspect([requests, answers, failures], {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    getters: true,
  });
  for (const secret of [token, key, "the-links-secret", submission.subject, "depot", number, "msg_"])
    expect(text).not.toContain(secret);
});

test("a hook that throws is reported, and the call goes on", async () => {
  const reported: unknown[] = [];
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (fault) => reported.push(fault));
  desk.answer(() => ({ status: 200, json: thread }));
  const onRequest = () => {
    throw new Error("the log is full");
  };
  expect(await visitor({ onRequest }).tickets.get(number)).toEqual(thread);
  await vi.waitFor(() => expect(reported).toHaveLength(1));
  process.removeAllListeners("uncaughtException");
  for (const other of others) process.on("uncaughtException", other);
});
