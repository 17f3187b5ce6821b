import { afterEach, expect, test, vi } from "vitest";
import { createDesk } from "../src/desk.ts";
import { signIdentity } from "../src/identity.ts";
import { createFirstline, type ErrorCode, type FirstlineError } from "../src/index.ts";
import { signTestWebhook, verifyWebhook, type WebhookError } from "../src/webhooks.ts";
import { createTestDesk, type TestDesk } from "../testing/index.ts";
import { errorOf } from "./error-of.ts";
import { submission } from "./examples.ts";

afterEach(() => void vi.useRealTimers());

const minute = 60_000;
const user = { id: "user-1" };
const visitorOf = (desk: TestDesk, site = desk.site.key) => createFirstline({ ...desk.connection, site });

/** An identity that a server signs whose clock is off by so much (ms). */
async function signedWith(desk: TestDesk, skew: number): Promise<string> {
  const key = await desk.identityKey();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + skew });
  const token = await signIdentity({ ...key, site: desk.site.key, user });
  vi.useRealTimers();
  return token;
}

/** What goes wrong with who calls, and the words of the message that say what to do. */
const cases: readonly [trouble: string, code: ErrorCode, status: number, advice: string, call: Call][] = [
  [
    "a site that there is not",
    "credentials_invalid",
    401,
    "The key or token is unknown, expired or revoked. Check it",
    (desk) => visitorOf(desk, "pk_nosuchsite").site(),
  ],
  [
    "a secret key that there is not",
    "credentials_invalid",
    401,
    "Check it",
    (desk) => createDesk({ ...desk.connection, key: "fls_key_nothing" }).setup.get(),
  ],
  ["no key at all", "credentials_missing", 401, "send a credential", (desk) => createDesk(desk.connection).setup.get()],
  [
    "a revoked key",
    "credentials_invalid",
    401,
    "revoked",
    async (desk) => {
      const { keys } = desk.agent("Ada").client;
      const { key, secret } = await keys.create({ name: "Old", scopes: ["tickets:read"], sites: "all" });
      await keys.revoke(key.id);
      return createDesk({ ...desk.connection, key: secret })
        .tickets.list()
        .page();
    },
  ],
  [
    "a token that was forgotten",
    "credentials_invalid",
    401,
    "sign in again",
    async (desk) => {
      const visitor = visitorOf(desk);
      await visitor.tickets.submit(submission);
      const { token } = visitor;
      await visitor.forget();
      return createFirstline({ ...desk.connection, site: desk.site.key, token })
        .tickets.list()
        .page();
    },
  ],
  [
    "an identity that has run out",
    "identity_expired",
    401,
    "Identify them again",
    async (desk) => {
      const visitor = visitorOf(desk);
      await visitor.identify(await desk.signIdentity(user));
      desk.clock.advance("1h");
      return visitor.tickets.list().page();
    },
  ],
  [
    "a key without the right",
    "forbidden",
    403,
    "may not",
    (desk) => createDesk({ ...desk.connection, key: desk.key }).keys.list(),
  ],
  [
    "a page that is not on the site's list",
    "origin_not_allowed",
    403,
    "Add it in the desk's set-up",
    (desk) => {
      const fromElsewhere: typeof fetch = (input, init) => {
        const request = new Request(input, init);
        request.headers.set("origin", "https://elsewhere.example");
        return desk.fetch(request);
      };
      return createFirstline({ ...desk.connection, fetch: fromElsewhere, site: desk.site.key }).site();
    },
  ],
  [
    "a server whose clock is five minutes ahead",
    "identity_invalid",
    401,
    "seconds ahead of the desk's clock",
    async (desk) => visitorOf(desk).identify(await signedWith(desk, 5 * minute)),
  ],
  [
    "a server whose clock is ten minutes behind",
    "identity_invalid",
    401,
    "The token ran out",
    async (desk) => visitorOf(desk).identify(await signedWith(desk, -10 * minute)),
  ],
];
type Call = (desk: TestDesk) => Promise<unknown>;

test.each(cases)("%s", async (_trouble, code, status, advice, call) => {
  const error: FirstlineError = await errorOf(call(createTestDesk()));
  expect(error).toMatchObject({ name: "FirstlineError", code, status });
  expect(error.message).toContain(advice);
  expect(error.requestId).toBeTruthy();
});

test("a server whose clock is a little off is believed", async () => {
  const desk = createTestDesk();
  await visitorOf(desk).identify(await signedWith(desk, 50_000));
});

test("a webhook's receiver whose clock is off is told to look at it", async () => {
  const secret = `whsec_${btoa("a-secret-of-32-bytes-for-a-test!")}`;
  const { headers, body } = await signTestWebhook("ticket.created", secret);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * minute });
  const error: WebhookError = await verifyWebhook(body, headers, secret).catch((caught) => caught);
  expect(error.code).toBe("timestamp_outside_tolerance");
  expect(error.message).toMatch(/clock/);
});
