import { contract, type ProblemCode, type Route, type RouteName } from "@firstline/sdk/wire";
import { beforeAll, describe, expect, test } from "vitest";
import { rowCounts } from "./database.ts";
import { call, consoleOf, page, send, visitorWithTicket } from "./desk.ts";
import { freshTarget, type Sample, samples, type Target } from "./samples.ts";

const encoder = new TextEncoder();
const target = new Map<RouteName, Target>();
let visitor: Readonly<Record<string, string>>;
let admin: Readonly<Record<string, string>>;

const writing = Object.keys(contract)
  .filter((name): name is RouteName => name in contract)
  .filter((name) => !name.startsWith("GET "));

beforeAll(async () => {
  ({ headers: visitor } = await visitorWithTicket());
  admin = await consoleOf("agt_ada");
  for (const name of writing) target.set(name, await freshTarget(name, visitor));
});

const credential = (name: RouteName) => (name.includes("/v1/desk/") ? admin : visitor);

function sampleOf<Name extends RouteName>(name: Name) {
  const sample: Sample<Name> = samples[name];
  const about = target.get(name);
  if (!about) throw new Error(`${name} has no target`);
  return sample(about);
}

/** A body just over the limit, in pieces, so that no length announces it. */
const streamed = (bytes: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('{"text":"'));
      for (let left = bytes; left > 0; left -= 1024)
        controller.enqueue(new Uint8Array(Math.min(left, 1024)).fill(0x61));
      controller.close();
    },
  });

/** The same body with a text in front that no JSON writer would write. */
const withText = (text: string) => (body: object) => JSON.stringify(body).replace("{", `{"text":"${text}",`);

type Spoil = (body: object) => BodyInit;
/** Bodies that no route may take, made from one it does take, and what each is refused with. */
const spoiled: readonly [string, Spoil, ProblemCode, string?][] = [
  ["nothing", () => "", "json_malformed"],
  ["half an object", (body) => JSON.stringify(body).slice(0, -1), "json_malformed"],
  ["two values", (body) => `${JSON.stringify(body)}{}`, "json_malformed"],
  ["a trailing comma", (body) => JSON.stringify(body).replace(/}$/, ",}"), "json_malformed"],
  ["a comment", (body) => `/**/${JSON.stringify(body)}`, "json_malformed"],
  ["a byte order mark", (body) => `\ufeff${JSON.stringify(body)}`, "json_malformed"],
  ["__proto__", (body) => JSON.stringify(body).replace("{", '{"__proto__":{},'), "json_malformed"],
  ["a number without end", (body) => JSON.stringify(body).replace("{", '{"seq":1e999,'), "json_malformed"],
  ["one key twice", (body) => `{"a":1,"\\u0061":2,${JSON.stringify(body).slice(1)}`, "json_duplicate_key"],
  [
    "33 levels",
    (body) => JSON.stringify(body).replace("{", `{"deep":${"[".repeat(32)}${"]".repeat(32)},`),
    "json_too_deep",
  ],
  ["broken UTF-8", () => Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d), "text_not_utf8"],
  ["UTF-8 for half a pair", () => Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), "text_not_utf8"],
  ["UTF-16", () => Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00), "text_not_utf8"],
  ["a raw NUL", withText("a\0b"), "text_forbidden_character"],
  ["a written NUL", withText("a\\u0000b"), "text_forbidden_character"],
  ["an escape character", withText("\\u001b[31m"), "text_forbidden_character"],
  ["half a surrogate pair", withText("x\\ud800y"), "text_forbidden_character"],
  ["the other half", withText("x\\udc00y"), "text_forbidden_character"],
  ["an unknown key", (body) => JSON.stringify({ ...body, admin: true }), "invalid"],
  ["a list", (body) => JSON.stringify([body]), "invalid"],
  ["null", () => "null", "invalid"],
  ["a number", () => "1", "invalid"],
  ["an empty object", () => "{}", "invalid"],
  [
    "the wrong type in every field",
    (body) => JSON.stringify(Object.fromEntries(Object.keys(body).map((key) => [key, { $gt: "" }]))),
    "invalid",
  ],
  ["another media type", (body) => JSON.stringify(body), "media_type_unsupported", "text/plain"],
  ["a form", () => "a=1", "media_type_unsupported", "application/x-www-form-urlencoded"],
  ["another charset", (body) => JSON.stringify(body), "media_type_unsupported", "application/json; charset=utf-16"],
];

/** Whether a route takes JSON; what takes a file is tried with files. */
const takesJson = (name: RouteName) => "body" in contract[name] && contract[name].body !== "bytes";

describe.each(writing.filter(takesJson))("%s", (name) => {
  const limit = /setup|dry-run/.test(name) ? 1024 * 1024 : 128 * 1024;

  test("refuses every body that it may not take, and writes nothing", async () => {
    const { body, ...rest } = sampleOf(name);
    const { body: schema }: Route = contract[name];
    if (typeof body !== "object" || !schema || schema === "bytes") throw new Error(`${name} takes a body`);
    const before = await rowCounts();
    for (const [what, spoil, code, type = "application/json"] of spoiled) {
      // A body of which nothing is needed may be empty.
      if (spoil(body) === "{}" && schema.safeParse({}).success) continue;
      const answer = await call(name, {
        ...rest,
        raw: spoil(body),
        headers: { ...rest.headers, ...credential(name), "content-type": type },
      });
      expect([what, answer.problem?.code]).toEqual([what, code]);
    }
    const large = await call(name, {
      ...rest,
      raw: streamed(limit),
      headers: { ...rest.headers, ...credential(name) },
    });
    expect(large.problem?.code).toBe("body_too_large");
    expect(await rowCounts()).toEqual(before);
  });
});

const bodiless = writing.filter((name) => !("body" in contract[name]));

test.each(bodiless)("%s takes no body", async (name) => {
  const before = await rowCounts();
  const sample = sampleOf(name);
  const answer = await call(name, { ...sample, raw: "{}", headers: { ...sample.headers, ...credential(name) } });
  expect(answer.problem).toMatchObject({ code: "invalid", issues: [{ path: "body" }] });
  expect(await rowCounts()).toEqual(before);
});

const creating = writing.filter((name) => {
  const route: Route = contract[name];
  return route.idempotent;
});

test.each(creating)("%s refuses an idempotency key of another shape", async (name) => {
  const before = await rowCounts();
  for (const key of ["", "short", "x".repeat(129), "sixteen characters", "a/b+c=aaaaaaaaaaaa"]) {
    const sample = sampleOf(name);
    const answer = await call(name, {
      ...sample,
      headers: { ...sample.headers, ...credential(name), "idempotency-key": key },
    });
    expect(answer.problem).toMatchObject({ code: "invalid", issues: [{ path: "header.Idempotency-Key" }] });
  }
  expect(await rowCounts()).toEqual(before);
});

describe("what stands in the address", () => {
  const get = async (path: string, headers: Readonly<Record<string, string>> = visitor) => {
    const response = await send(new Request(`https://desk.test${path}`, { headers }));
    const { code } = await response.json<{ code?: string }>();
    return code ?? response.status;
  };

  test.each([
    ["a query name twice", "/v1/tickets?limit=1&limit=2", "invalid"],
    ["an unknown query name", "/v1/tickets?sort=sql", "invalid"],
    ["a query where none is taken", "/v1/site?limit=1", "invalid"],
    ["no number for a limit", "/v1/tickets?limit=many", "invalid"],
    ["a limit of nothing", "/v1/tickets?limit=0", "invalid"],
    ["a limit below nothing", "/v1/tickets?limit=-1", "invalid"],
    ["a limit over the most", "/v1/tickets?limit=101", "invalid"],
    ["a huge limit", "/v1/tickets?limit=1e9", "invalid"],
    ["half a ticket", "/v1/tickets?limit=1.5", "invalid"],
    ["an empty limit", "/v1/tickets?limit=", "invalid"],
    ["a cursor that is none", "/v1/tickets?cursor=garbage", "invalid"],
    ["a cursor with more behind it", "/v1/tickets?cursor=1.site_shop.2%20OR%201", "invalid"],
    ["an overlong cursor", `/v1/tickets?cursor=${"1".repeat(201)}`, "invalid"],
    ["a NUL in the query", "/v1/tickets?cursor=%00", "text_forbidden_character"],
    ["a NUL in a query's name", "/v1/tickets?a%00=1", "text_forbidden_character"],
    ["a negative sequence", "/v1/tickets/SHOP-10019?after=-1", "invalid"],
    ["a sequence past whole numbers", "/v1/tickets/SHOP-10019?after=1e300", "invalid"],
    ["a NUL in the path", "/v1/tickets/%00", "text_forbidden_character"],
    ["a NUL behind a number", "/v1/tickets/SHOP-10019%00", "text_forbidden_character"],
    ["a number in small letters", "/v1/tickets/shop-10019", "invalid"],
    ["a number with a quote", "/v1/tickets/SHOP-10019'--", "invalid"],
    ["an escaped slash", "/v1/tickets/SHOP-10019%2Fmessages", "invalid"],
    ["bytes that are no text", "/v1/tickets/%FF%FE", "invalid"],
    ["a percent sign by itself", "/v1/tickets/%", "invalid"],
    ["doubled slashes", "//v1//site", "not_found"],
    ["doubled slashes within", "/v1//site", "not_found"],
    ["a slash at the end", "/v1/site/", "not_found"],
    ["other letters", "/V1/site", "not_found"],
    ["another version", "/v2/site", "not_found"],
    ["no such route", "/v1/nothing", "not_found"],
    ["no such route of the desk", "/v1/desk/nothing", "not_found"],
    ["an unknown view", "/v1/desk/tickets?view=all", "invalid"],
    ["a site of another shape", "/v1/desk/tickets?site=shop'", "invalid"],
  ])("%s", async (_name, path, code) => {
    expect(await get(path, path.includes("/desk/") ? admin : visitor)).toBe(code);
  });

  test("a method that a route does not have", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await send(new Request("https://desk.test/v1/tickets", { method, headers: visitor }));
      expect(response.status).toBeLessThan(500);
      if (method !== "OPTIONS") expect(response.status).toBe(404);
    }
  });

  test("dots in the path go nowhere else", async () => {
    const { number } = await visitorWithTicket();
    expect(await get(`/v1/tickets/../desk/tickets/${number}`)).toBe("credentials_invalid");
    expect(await get(`/v1/tickets/%2e%2e/desk/tickets/${number}`)).toBe("credentials_invalid");
    expect(await get(`/v1/tickets/..%2fdesk%2ftickets%2f${number}`)).toBe("invalid");
  });

  test.each(["page('')", "agt_ann'--", "a".repeat(40)])("an id that is none: %s", async (id) => {
    const link = await call("POST /v1/desk/agents/:agent/links", { headers: admin, path: { agent: id } });
    const key = await call("DELETE /v1/desk/keys/:key", { headers: admin, path: { key: id } });
    expect([link.problem?.code, key.problem?.code]).toEqual(["invalid", "invalid"]);
  });

  test("a page without anything says what is missing", async () => {
    expect(await get("/v1/site", {})).toBe("credentials_missing");
    expect(await get("/v1/site", page("pk_shopshop"))).toBe(200);
  });
});
