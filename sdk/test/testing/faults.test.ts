import { afterEach, beforeEach, expect, test } from "vitest";
import { createDesk } from "../../src/desk.ts";
import { createFirstline, type Firstline } from "../../src/index.ts";
import { createTestDesk, type Fault, type TestDesk } from "../../testing/index.ts";
import { errorOf } from "../error-of.ts";
import { submission } from "../examples.ts";
import { quickenTimers } from "../quick-timers.ts";

// Timers pass faster here, and a busy machine needs its time.
const patience = { timeout: 120_000, totalTimeout: 1_200_000 };

let desk: TestDesk;
let firstline: Firstline;
let restore = () => {};
beforeEach(() => {
  restore = quickenTimers(20);
  desk = createTestDesk();
  firstline = createFirstline({ ...desk.connection, ...patience, site: desk.site.key });
});
afterEach(() => restore());

const count = async () =>
  (
    await createDesk({ ...desk.connection, key: desk.key })
      .tickets.list()
      .toArray()
  ).length;
const fates = () => desk.requests.map(({ route, fault, status, code }) => [route, fault?.kind, status, code]);

test.each<[Fault, status: number | undefined, code: string | undefined]>([
  [{ kind: "lost" }, undefined, undefined],
  [{ kind: "answer_lost" }, undefined, undefined],
  [{ kind: "answer_cut" }, 201, undefined],
  [{ kind: "slow", by: "5m" }, undefined, undefined],
  [{ kind: "refused", code: "too_many_requests", retryAfter: 2 }, 429, "too_many_requests"],
  [{ kind: "refused", code: "unavailable" }, 503, "unavailable"],
  [{ kind: "page" }, 502, undefined],
])("%o is overcome, and makes no second ticket", async (fault, status, code) => {
  desk.fail(fault);
  const { ticket } = await firstline.tickets.submit(submission);
  expect(ticket.number).toBe("SHOP-10019");
  expect(fates()).toEqual([
    ["POST /v1/tickets", fault.kind, status, code],
    ["POST /v1/tickets", undefined, 201, undefined],
  ]);
  expect(await count()).toBe(1);
});

test("Retry-After is waited for", async () => {
  const waits: number[] = [];
  const { tickets } = createFirstline({
    ...desk.connection,
    ...patience,
    site: desk.site.key,
    onRetry: ({ wait }) => waits.push(wait),
  });
  desk.fail({ kind: "refused", code: "too_many_requests", retryAfter: 2 });
  await tickets.submit(submission);
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(2_000);
});

test("what is lost before it arrives was not done, what is lost on its way back was", async () => {
  const { tickets } = createFirstline({ ...desk.connection, ...patience, site: desk.site.key, retries: 0 });
  desk.fail({ kind: "lost" });
  expect((await errorOf(tickets.submit(submission))).code).toBe("network");
  expect(await count()).toBe(0);
  desk.fail({ kind: "answer_lost" });
  expect((await errorOf(tickets.submit(submission))).code).toBe("network");
  expect(await count()).toBe(1);
});

test.each<[Fault, code: string]>([
  [{ kind: "refused", code: "overloaded", retryAfter: 60 }, "overloaded"],
  [{ kind: "page", status: 200 }, "unreadable"],
  [{ kind: "page", status: 403 }, "unreadable"],
])("%o is told at once", async (fault, code) => {
  desk.fail(fault);
  expect((await errorOf(firstline.tickets.submit(submission))).code).toBe(code);
  expect(desk.requests).toHaveLength(1);
});

test("a fault is for one route if it says so, for so many requests, and after those named before it", async () => {
  desk.fail({ kind: "page" }, { route: "POST /v1/tickets", times: 2 });
  desk.fail({ kind: "lost" }, { route: "POST /v1/tickets" });
  await firstline.site();
  const patient = createFirstline({ ...desk.connection, ...patience, site: desk.site.key, retries: 3 });
  await patient.tickets.submit(submission);
  expect(desk.requests.map(({ fault }) => fault?.kind)).toEqual([undefined, "page", "page", "lost", undefined]);
});

test("a call that is stopped while the answer is slow ends at once", async () => {
  desk.fail({ kind: "slow", by: "10m" });
  const controller = new AbortController();
  const waiting = errorOf(firstline.site({ signal: controller.signal }));
  setTimeout(() => controller.abort(), 10);
  expect((await waiting).code).toBe("aborted");
});

test("the log holds what was sent, and not what an agent's hand or a fixture did", async () => {
  const { number } = await desk.createTicket();
  await desk.agent("Ann").reply(number, "Yes?");
  await firstline.tickets.submit(submission, { idempotencyKey: "a-key-of-the-page" });
  expect(desk.requests).toHaveLength(1);
  const [request] = desk.requests;
  expect(request).toMatchObject({ method: "POST", path: "/v1/tickets", body: submission, status: 201 });
  expect(request?.headers.get("idempotency-key")).toBe("a-key-of-the-page");
});

test("a request to elsewhere does not arrive, and says where the desk is", async () => {
  const lost = createFirstline({ ...desk.connection, url: "https://desk.example", site: desk.site.key });
  expect((await errorOf(lost.tickets.list().page())).message).toContain("(ENOTFOUND)");
  const refused: unknown = await desk.fetch("https://desk.example/v1/site").catch((error: unknown) => error);
  expect(String(refused)).toContain(
    "The test desk is at https://desk.test; this request went to https://desk.example.",
  );
});
