import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Authenticator, createAuthenticator, type Slips } from "./authenticator.ts";
import { call, consoleOf } from "./desk.ts";

type Headers = Readonly<Record<string, string>>;
let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

const creation = async (headers: Headers = ann) => (await call("POST /v1/desk/passkeys/options", { headers })).body;
const request = async () => (await call("POST /v1/desk/sign-in/passkeys")).body;
const add = async (device: Authenticator, slips: Slips = {}, headers: Headers = ann) =>
  call("POST /v1/desk/passkeys", {
    headers,
    body: { name: "Laptop", credential: await device.create(await creation(headers), slips) },
  });
const signIn = async (device: Authenticator, slips: Slips = {}) =>
  call("POST /v1/desk/sessions", { body: { passkey: await device.get(await request(), slips) } });

test("a passkey is added, signs in without a name, is renamed, and removed for good", async () => {
  const device = await createAuthenticator();
  const added = await add(device);
  expect(added.body).toMatchObject({ name: "Laptop", usedAt: null });
  const { id: passkey } = added.body;
  const signedIn = await signIn(device);
  expect(signedIn.status).toBe(201);
  expect(signedIn.body.agent.id).toBe("agt_ann");
  expect(signedIn.headers.get("set-cookie")).toMatch(
    /^__Host-firstline=fls_agt_ann_[\w-]{43}; Path=\/; Max-Age=1209600; Secure; HttpOnly; SameSite=Strict$/,
  );
  await call("PATCH /v1/desk/passkeys/:passkey", { headers: ann, path: { passkey }, body: { name: "Old one" } });
  const { body } = await call("GET /v1/desk/passkeys", { headers: ann });
  expect(body.items.find(({ id }) => id === passkey)).toMatchObject({ name: "Old one", usedAt: expect.any(String) });
  expect((await call("DELETE /v1/desk/passkeys/:passkey", { headers: ann, path: { passkey } })).status).toBe(204);
  expect((await signIn(device)).problem?.code).toBe("credentials_invalid");
});

test("the same request adds it once", async () => {
  const device = await createAuthenticator();
  const headers = { ...ann, "idempotency-key": "a-passkey-added-once" };
  const body = { name: "Once", credential: await device.create(await creation()) };
  const first = await call("POST /v1/desk/passkeys", { headers, body });
  expect(first.status).toBe(201);
  expect((await call("POST /v1/desk/passkeys", { headers, body })).body).toEqual(first.body);
});

describe("no passkey is added", () => {
  test.each<[string, Slips]>([
    ["for another page", { origin: "https://desk.evil.test" }],
    ["for another site", { rpId: "evil.test" }],
    ["by a device that does not ask who holds it", { verifies: false }],
    ["with a challenge that the desk never gave", { challenge: "AAAA" }],
    ["with what signs in", { type: "webauthn.get" }],
  ])("%s", async (_, slips) => {
    const refused = await add(await createAuthenticator(), slips);
    expect(refused.problem?.issues?.[0]?.path).toBe("body.credential");
  });

  test("with a colleague's challenge, or with one a second time", async () => {
    const [device, options] = [await createAuthenticator(), await creation()];
    const body = { name: "Laptop", credential: await device.create(options) };
    const lea = await consoleOf("agt_lea");
    expect((await call("POST /v1/desk/passkeys", { headers: lea, body })).problem?.code).toBe("invalid");
    expect((await call("POST /v1/desk/passkeys", { headers: ann, body })).problem?.code).toBe("invalid");
  });

  test("twice, also not by somebody else", async () => {
    const device = await createAuthenticator();
    expect((await add(device)).status).toBe(201);
    expect((await add(device, {}, await consoleOf("agt_lea"))).problem?.code).toBe("version_clash");
  });
});

describe("nobody is signed in", () => {
  test.each<[string, Slips]>([
    ["on another page", { origin: "https://desk.evil.test" }],
    ["for another site", { rpId: "evil.test" }],
    ["by a device that does not ask who holds it", { verifies: false }],
    ["with a challenge that the desk never gave", { challenge: "AAAA" }],
    ["by a copy whose count went back", { counter: 1 }],
    ["with another agent's handle", { userHandle: "YWd0X2FkYQ" }],
    ["with what makes a passkey", { type: "webauthn.create" }],
  ])("%s", async (_, slips) => {
    const device = await createAuthenticator();
    await add(device);
    expect((await signIn(device, { counter: 5 })).status).toBe(201);
    expect((await signIn(device, { counter: 6, ...slips })).problem?.code).toBe("credentials_invalid");
    expect((await signIn(device, { counter: 7 })).status).toBe(201);
  });

  test("with an answer that was used, or one that came too late", async () => {
    const device = await createAuthenticator();
    await add(device);
    const passkey = await device.get(await request());
    expect((await call("POST /v1/desk/sessions", { body: { passkey } })).status).toBe(201);
    expect((await call("POST /v1/desk/sessions", { body: { passkey } })).problem?.code).toBe("credentials_invalid");
    const late = await device.get(await request());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * 60_000 });
    expect((await call("POST /v1/desk/sessions", { body: { passkey: late } })).problem?.code).toBe(
      "credentials_invalid",
    );
    vi.useRealTimers();
  });

  test("with a signature over something else", async () => {
    const device = await createAuthenticator();
    await add(device);
    const [one, other] = [await device.get(await request()), await device.get(await request())];
    const passkey = { ...one, response: { ...one.response, signature: other.response.signature } };
    expect((await call("POST /v1/desk/sessions", { body: { passkey } })).problem?.code).toBe("credentials_invalid");
  });

  test("with a challenge for adding a passkey", async () => {
    const device = await createAuthenticator();
    await add(device);
    const { challenge } = await creation();
    expect((await signIn(device, { challenge })).problem?.code).toBe("credentials_invalid");
  });
});

test("a passkey of somebody else is not there", async () => {
  const { body } = await add(await createAuthenticator());
  const [lea, path] = [await consoleOf("agt_lea"), { passkey: body.id }];
  const renamed = await call("PATCH /v1/desk/passkeys/:passkey", { headers: lea, path, body: { name: "Mine" } });
  expect(renamed.problem?.code).toBe("not_found");
  expect((await call("DELETE /v1/desk/passkeys/:passkey", { headers: lea, path })).problem?.code).toBe("not_found");
});

test("an agent has twenty at most", async () => {
  const bob = await consoleOf("agt_bob");
  for (let count = 0; count < 20; count++) expect((await add(await createAuthenticator(), {}, bob)).status).toBe(201);
  const more = await call("POST /v1/desk/passkeys/options", { headers: bob });
  expect(more.problem?.code).toBe("invalid");
});
