import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { randomSecret } from "../src/secrets.ts";
import { everything } from "./database.ts";
import { call, consoleOf } from "./desk.ts";
import { type Oddities, standInIssuer } from "./issuer.ts";

let issuer: Awaited<ReturnType<typeof standInIssuer>>;
let ada: Readonly<Record<string, string>>;
beforeAll(async () => {
  issuer = await standInIssuer();
  ada = await consoleOf("agt_ada");
});
beforeEach(async () => {
  issuer.be({});
  await env.DB.prepare("DELETE FROM oidc_subjects").run();
});

const provider = "oidc_id";

/** Somebody goes to the issuer and agrees: what their browser then has. */
async function agreed() {
  const { body, headers } = await call("POST /v1/desk/sign-in/oidc", { body: { provider } });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  return { address: new URL(body.url), cookie, oidc: issuer.agree(body.url) };
}

const finish = ({ cookie, oidc }: Pick<Awaited<ReturnType<typeof agreed>>, "cookie" | "oidc">) =>
  call("POST /v1/desk/sessions", { headers: { cookie }, body: { oidc } });

const arrive = async (oddities: Oddities) => {
  const browser = await agreed();
  issuer.be(oddities);
  return finish(browser);
};

test("the issuer is asked for a code, bound to this sign-in, in the fragment", async () => {
  const { address, cookie } = await agreed();
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    response_type: "code",
    response_mode: "fragment",
    client_id: "firstline",
    redirect_uri: "https://desk.test/console/",
    scope: "openid email",
    code_challenge_method: "S256",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(cookie).toMatch(/^__Host-firstline-oidc=[\w-]{43}$/);
});

test("an issuer that cannot answer in the fragment is asked for a query", async () => {
  issuer.be({ metadata: { response_modes_supported: ["query"] } });
  expect((await agreed()).address.searchParams.has("response_mode")).toBe(false);
});

test("an agent is found by a verified address, and then by the issuer's own id", async () => {
  const first = await finish(await agreed());
  expect(first.body.agent.id).toBe("agt_ann");
  const again = await arrive({ claims: { email: "new@desk.test", email_verified: false } });
  expect(again.body.agent.id).toBe("agt_ann");
  const other = await arrive({ claims: { sub: "user-2", email: "LEA@desk.test" } });
  expect(other.body.agent.id).toBe("agt_lea");
});

test.each<[string, Record<string, unknown>]>([
  ["nobody here", { sub: "s1", email: "who@desk.test" }],
  ["an address that nobody has verified", { sub: "s2", email_verified: false }],
  ["an address without a word of that", { sub: "s3", email_verified: undefined }],
  ["a word of that which is no yes", { sub: "s4", email_verified: "true" }],
  ["no address", { sub: "s5", email: undefined }],
])("%s is refused plainly", async (_, claims) => {
  expect((await arrive({ claims })).problem?.code).toBe("agent_unknown");
});

describe("nobody is signed in", () => {
  test.each<[string, Oddities]>([
    ["by a token for another client", { claims: { aud: "another" } }],
    ["by a token of another issuer", { claims: { iss: "https://other.test" } }],
    ["by a token that has run out", { claims: { iat: 1_700_000_000, exp: 1_700_000_300 } }],
    ["by a token of another sign-in", { claims: { nonce: randomSecret() } }],
    ["by a token without a nonce", { claims: { nonce: undefined } }],
    ["by a token for several, that does not say for whom", { claims: { aud: ["firstline", "another"] } }],
    ["by a token that is signed with another key", { signed: "with another key" }],
    ["by a token that is signed with the client's secret", { signed: "with the secret" }],
    ["by a token that nobody signed", { signed: "not" }],
    ["by an answer without a token", { answers: (path) => tokens(path, { access_token: "x", token_type: "Bearer" }) }],
    ["by an issuer that takes the code for none", { answers: (path) => tokens(path, { error: "invalid_grant" }, 400) }],
  ])("%s", async (_, oddities) => {
    expect((await arrive(oddities)).problem?.code).toBe("credentials_invalid");
  });

  test("by a return that was used before", async () => {
    const browser = await agreed();
    expect((await finish(browser)).status).toBe(201);
    expect((await finish(browser)).problem?.code).toBe("credentials_invalid");
  });

  test("in another browser than the one that asked, and the return is gone with that", async () => {
    const [one, other] = [await agreed(), await agreed()];
    expect((await finish({ ...one, cookie: other.cookie })).problem?.code).toBe("credentials_invalid");
    expect((await finish({ ...other, cookie: "" })).problem?.code).toBe("credentials_invalid");
    expect((await finish(one)).problem?.code).toBe("credentials_invalid");
  });

  test("with a state that the desk never gave", async () => {
    const { cookie, oidc } = await agreed();
    const invented = { ...oidc, state: randomSecret() };
    expect((await finish({ cookie, oidc: invented })).problem?.code).toBe("credentials_invalid");
  });

  test("when another issuer answers, or one that should name itself does not", async () => {
    const { cookie, oidc } = await agreed();
    const mixed = await finish({ cookie, oidc: { ...oidc, iss: "https://other.test" } });
    expect(mixed.problem?.code).toBe("credentials_invalid");
    const silent = await agreed();
    const { iss: _iss, ...unnamed } = silent.oidc;
    expect(
      (await call("POST /v1/desk/sessions", { headers: { cookie: silent.cookie }, body: { oidc: unnamed } })).problem
        ?.code,
    ).toBe("credentials_invalid");
  });

  test("with another sign-in's code", async () => {
    const [one, other] = [await agreed(), await agreed()];
    const oidc = { ...one.oidc, code: other.oidc.code };
    expect((await finish({ cookie: one.cookie, oidc })).problem?.code).toBe("credentials_invalid");
  });

  test("after ten minutes", async () => {
    const browser = await agreed();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
    expect((await finish(browser)).problem?.code).toBe("credentials_invalid");
    vi.useRealTimers();
  });
});

const tokens = (path: string, body: object, status = 200) =>
  path === "/token" ? Response.json(body, { status }) : undefined;

describe("an issuer that does not answer as it should", () => {
  test.each<[string, Oddities["answers"]]>([
    ["is away", () => new Response("", { status: 502 })],
    ["sends elsewhere", () => new Response(null, { status: 302, headers: { location: "https://169.254.169.254/" } })],
    ["says too much", () => new Response(" ".repeat(300_000), { headers: { "content-type": "application/json" } })],
    ["says that it is another", () => Response.json({ issuer: "https://other.test" })],
  ])("%s: that is said, and nothing else is dialled", async (_, answers) => {
    const before = issuer.dialled.length;
    issuer.be(answers ? { answers } : {});
    const started = await call("POST /v1/desk/sign-in/oidc", { body: { provider } });
    expect(started.problem?.code).toBe("issuer_unreachable");
    expect(issuer.dialled.slice(before).map(({ path }) => path)).toEqual(["/.well-known/openid-configuration"]);
  });

  test("is not followed into the desk's own network", async () => {
    const browser = await agreed();
    issuer.be({ metadata: { token_endpoint: "https://169.254.169.254/token" } });
    const before = issuer.dialled.length;
    expect((await finish(browser)).problem?.code).toBe("issuer_unreachable");
    expect(issuer.dialled.slice(before).map(({ path }) => path)).toEqual(["/.well-known/openid-configuration"]);
  });
});

describe("the client's secret", () => {
  const path = { provider };
  const authorization = async () => {
    const before = issuer.dialled.length;
    expect((await finish(await agreed())).status).toBe(201);
    return issuer.dialled
      .slice(before)
      .find((one) => one.path === "/token")
      ?.headers.get("authorization");
  };

  test("is shown to the issuer, stands nowhere in the database and is never told again", async () => {
    expect(await authorization()).toBeNull();
    const secret = `hush-${randomSecret()}`;
    await call("PUT /v1/desk/oidc/:provider/secret", { headers: ada, path, body: { secret } });
    expect(decodeURIComponent(atob((await authorization())?.replace("Basic ", "") ?? ""))).toContain(secret);
    expect(await everything()).not.toContain(secret);
    const list = await call("GET /v1/desk/oidc", { headers: ada });
    expect(list.body.items).toMatchObject([{ id: provider, redirectUri: "https://desk.test/console/" }]);
    expect(list.body.items[0]?.secretSetAt).not.toBeNull();
    expect(list.text).not.toContain(secret);
    await call("DELETE /v1/desk/oidc/:provider/secret", { headers: ada, path });
    expect(await authorization()).toBeNull();
  });

  test("fits the issuer that it was set for: whoever points the provider elsewhere does not send it there", async () => {
    await call("PUT /v1/desk/oidc/:provider/secret", { headers: ada, path, body: { secret: "hush" } });
    const { body, headers } = await call("GET /v1/desk/setup", { headers: ada });
    const put = (issuer: string, etag: string | null) =>
      call("PUT /v1/desk/setup", {
        headers: { ...ada, "if-match": etag ?? "" },
        body: { ...body.setup, signIn: { oidc: [{ id: provider, name: "Identity", issuer, clientId: "firstline" }] } },
      });
    const moved = await put("https://elsewhere.test", headers.get("etag"));
    expect(moved.status).toBe(200);
    const list = await call("GET /v1/desk/oidc", { headers: ada });
    expect(list.body.items).toMatchObject([{ issuer: "https://elsewhere.test", secretSetAt: null }]);
    await put("https://id.test", moved.headers.get("etag"));
  });
});
