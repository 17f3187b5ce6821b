import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { digest, randomSecret } from "../src/secrets.ts";
import { run } from "../src/store/query.ts";
import { insertLink } from "../src/store/sessions.ts";
import { call, consoleOf, page, send, visitorWithTicket } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;

let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

describe("pages of other origins", () => {
  const preflight = async (origin: string | undefined, path = "/v1/tickets") => {
    const { headers } = await send(
      new Request(`https://desk.test${path}`, {
        method: "OPTIONS",
        headers: {
          ...(origin !== undefined && { origin }),
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type,firstline-site,idempotency-key",
        },
      }),
    );
    return headers;
  };

  test.each([
    "https://shop.test",
    "https://bank.test",
    "http://localhost:8080",
    "http://127.0.0.1",
    "http://[::1]:3000",
  ])("%s may ask first", async (origin) => {
    const headers = await preflight(origin);
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("access-control-allow-methods")).toContain("POST");
    for (const name of ["authorization", "firstline-site", "idempotency-key", "if-none-match"]) {
      expect(headers.get("access-control-allow-headers")).toContain(name);
    }
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("vary")?.toLowerCase()).toContain("origin");
  });

  test.each([
    "https://evil.test",
    "https://shop.test.evil.test",
    "https://shop.test:8443",
    "http://shop.test",
    "http://localhost.evil.test",
    "http://127.0.0.1.evil.test",
    "null",
    "loopback",
  ])("%s may not", async (origin) => {
    expect((await preflight(origin)).get("access-control-allow-origin")).toBeNull();
    const refused = await call("GET /v1/site", { headers: { ...page("pk_shopshop"), origin } });
    expect(refused.problem?.code).toBe("origin_not_allowed");
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a page of the other site is refused, and may read why", async () => {
    const refused = await call("GET /v1/site", { headers: { ...page("pk_bankbank"), origin: "https://shop.test" } });
    expect(refused.problem?.code).toBe("origin_not_allowed");
    expect(refused.headers.get("access-control-allow-origin")).toBe("https://shop.test");
    const loopback = await call("GET /v1/site", { headers: { ...page("pk_bankbank"), origin: "http://localhost" } });
    expect(loopback.problem?.code).toBe("origin_not_allowed");
  });

  test("answers, refusals and what is not there carry the page's origin", async () => {
    const origin = { origin: "https://shop.test" };
    const answers = [
      await call("GET /v1/site", { headers: { ...page("pk_shopshop"), ...origin } }),
      await call("GET /v1/tickets", { headers: { ...page("pk_shopshop"), ...origin } }),
      await call("POST /v1/tickets", { headers: { ...page("pk_shopshop"), ...origin }, raw: "{" }),
      await send(new Request("https://desk.test/v1/nothing", { headers: origin })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 400, 404]);
    for (const { headers } of answers) {
      expect(headers.get("access-control-allow-origin")).toBe("https://shop.test");
      expect(headers.get("access-control-expose-headers")).toContain("firstline-request-id");
      expect(headers.get("access-control-expose-headers")).toContain("retry-after");
    }
  });

  test("a request without an origin, or from the desk's own pages, needs no list", async () => {
    expect((await call("GET /v1/site", { headers: page("pk_bankbank") })).status).toBe(200);
    const own = await call("GET /v1/site", { headers: { ...page("pk_bankbank"), origin: "https://desk.test" } });
    expect(own.status).toBe(200);
  });

  test("nothing of the desk is for another origin", async () => {
    for (const origin of ["https://shop.test", "http://localhost:8080"]) {
      expect((await preflight(origin, "/v1/desk/tickets")).get("access-control-allow-origin")).toBeNull();
      const read = await call("GET /v1/desk/tickets", { headers: { cookie: ann.cookie ?? "", origin } });
      expect(read.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("headers", () => {
  test("every answer may not be sniffed, cached by others or told where it came from", async () => {
    const { number, headers } = await visitorWithTicket();
    const answers = [
      await call("GET /v1/site", { headers: page("pk_shopshop") }),
      await call("GET /v1/tickets/:number", { headers, path: { number } }),
      await call("GET /v1/tickets", { headers }),
      await call("GET /v1/tickets", {}),
      await call("GET /v1/desk/session", { headers: ann }),
    ];
    for (const answer of answers) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("cache-control")).toMatch(/^(no-store|private, no-cache)$/);
      expect(answer.headers.get("firstline-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
    const refused = answers[3];
    expect(refused?.problem?.requestId).toBe(refused?.headers.get("firstline-request-id"));
    expect(refused?.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("the console's cookie is the host's alone, and out of reach of scripts and other sites", async () => {
    const token = randomSecret();
    await run(env.DB, { link: insertLink(await digest(token), "agt_ann", Date.now() + 1_000) });
    const { headers } = await call("POST /v1/desk/sessions", { body: { token } });
    expect(headers.get("set-cookie")).toMatch(
      /^__Host-firstline=fls_agt_ann_[\w-]{43}; Path=\/; Max-Age=1209600; Secure; HttpOnly; SameSite=Strict$/,
    );
    const out = await call("DELETE /v1/desk/session", { headers: await consoleOf("agt_ann") });
    expect(out.headers.get("set-cookie")).toContain("__Host-firstline=; Path=/; Max-Age=0;");
  });
});
