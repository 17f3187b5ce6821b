import { createServer } from "node:net";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDesk } from "../src/desk.ts";
import { createFirstline, type ErrorCode } from "../src/index.ts";
import { type DeskServer, problem, type Reaction, startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { number } from "./examples.ts";

const secret = "sk_9kZ-the-secret";

let desk: DeskServer;
let closedPort = 0;
beforeAll(async () => {
  desk = await startDeskServer();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  closedPort = typeof address === "object" && address ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
});
afterAll(() => desk.stop());

/** What goes wrong, the code it comes as, and the words of the message that say what to do. */
type Case = readonly [trouble: string, reaction: Reaction, code: ErrorCode, status: number, advice: string];

const page = (status: number): Reaction => ({ status, text: "<html>Sign in</html>", type: "text/html" });

test.each<Case>([
  ["a wrong or revoked key", problem("credentials_invalid"), "credentials_invalid", 401, "Check it"],
  ["no key", problem("credentials_missing"), "credentials_missing", 401, "send a credential"],
  ["a page that is not on the site's list", problem("origin_not_allowed"), "origin_not_allowed", 403, "Add it"],
  ["a version that is gone", problem("version_mismatch"), "version_mismatch", 412, "Read it again"],
  ["a desk that is overloaded", problem("overloaded"), "overloaded", 503, "Wait a minute"],
  ["a café's network", page(200), "unreadable", 200, "Check the desk's url"],
  ["the address of another site", page(404), "unreadable", 404, "Check the desk's url"],
  ["an access proxy", page(403), "unreadable", 403, "what stands in between"],
  ["a proxy without its desk", page(502), "unavailable", 502, "what stands in between"],
  ["a proxy that counts", page(429), "too_many_requests", 429, "what stands in between"],
  ["http where https is due", { status: 308, headers: { Location: "https://desk.example" } }, "unreadable", 308, "url"],
  ["another program's JSON", { status: 401, json: { error: "no" } }, "unreadable", 401, "Check the desk's url"],
])("%s", async (_, reaction, code, status, advice) => {
  desk.answer(() => reaction);
  const error = await errorOf(createDesk({ url: desk.url, key: secret }).tickets.claim(number));
  expect(error).toMatchObject({ name: "FirstlineError", code, status });
  expect(error.message).toContain(advice);
});

test("half an answer of what is not repeated says that it was cut", async () => {
  desk.answer(() => ({ status: 200, text: '{"ticket":', type: "application/json" }));
  const error = await errorOf(createDesk({ url: desk.url, key: secret }).tickets.claim(number));
  expect(error).toMatchObject({ code: "network", status: 200 });
  expect(error.message).toContain("cut short");
});

test("an address where nobody listens names the reason and what to check", async () => {
  const error = await errorOf(createDesk({ url: `http://127.0.0.1:${closedPort}` }).tickets.claim(number));
  expect(error).toMatchObject({ code: "network", status: undefined });
  expect(error.message).toContain("(ECONNREFUSED). Check the network, the desk's url");
});

test.each([
  ["desk.example"],
  ["/"],
  [""],
  ["ftp://desk.example"],
  ["https://"],
  ["https://desk.example?x=1"],
  ["https://desk.example#x"],
  [`https://ada:${secret}@desk.example`],
  ["https://desk example"],
])("the url %j is refused before anything is sent", async (url) => {
  const error = await errorOf(createFirstline({ url, site: "pk_shopshop" }).site());
  expect(error.code).toBe("misconfigured");
  expect(error.message).toContain("such as https://desk.example");
  expect(inspect(error)).not.toContain(secret);
});

test.each([`${secret}\n`, `“${secret}”`, `${secret}\0`])("the key %j is refused without being quoted", async (key) => {
  desk.answer(() => problem("internal"));
  const error = await errorOf(createDesk({ url: desk.url, key }).setup.get());
  expect(error.code).toBe("misconfigured");
  expect(error.message).toContain("Copy it again");
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
  expect(desk.arrivals).toHaveLength(0);
});

test("a fetch of the caller's own that quotes the request is not believed", async () => {
  const quoting: typeof fetch = async (input, init) => {
    const { headers } = new Request(input, init);
    throw new TypeError(`failed with ${headers.get("authorization")}`, { cause: { code: secret, headers } });
  };
  const error = await errorOf(createDesk({ url: desk.url, key: secret, fetch: quoting }).tickets.claim(number));
  expect(error.code).toBe("network");
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(secret);
});

test("a watch of a client that cannot call says so and ends", async () => {
  const client = createFirstline({ url: "desk.example", site: "pk_shopshop", token: "visitor-token" });
  const error = await new Promise((resolve) => {
    client.tickets.watch(number, { after: 0, onChange: () => {}, onError: resolve });
  });
  expect(error).toMatchObject({ code: "misconfigured" });
});
