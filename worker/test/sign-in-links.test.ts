import { env } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { addressKey } from "../src/mail/address.ts";
import { newId, randomSecret } from "../src/secrets.ts";
import { stopMail } from "../src/store/mail.ts";
import { run } from "../src/store/query.ts";
import { type Trip, watched } from "./database.ts";
import { call } from "./desk.ts";
import { postbox } from "./mail.ts";

const from = (address: string) => ({ "cf-connecting-ip": address });
const ask = (email: string, box = postbox(), headers = from(randomSecret())) =>
  call("POST /v1/desk/sign-in/links", { headers, body: { email }, mail: box.mail });
const tokenIn = (text = "") => /#signin=([\w-]{43})\n/.exec(text)?.[1] ?? "";
const follow = (token: string) => call("POST /v1/desk/sessions", { body: { token } });

test("a link comes by mail, in fixed words, and signs in once within a quarter of an hour", async () => {
  const box = postbox();
  expect((await ask("Ann@Desk.test", box)).status).toBe(202);
  expect(box.mails).toMatchObject([{ to: "ann@desk.test", subject: "Sign in to Brightdesk" }]);
  const token = tokenIn(box.mails[0]?.text);
  const signedIn = await follow(token);
  expect(signedIn.body.agent.id).toBe("agt_ann");
  expect((await follow(token)).problem?.code).toBe("credentials_invalid");

  await ask("ann@desk.test", box);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15 * 60_000 + 1 });
  expect((await follow(tokenIn(box.mails[1]?.text))).problem?.code).toBe("credentials_invalid");
  vi.useRealTimers();
});

test("it is written in the language that is asked for", async () => {
  const box = postbox();
  await call("POST /v1/desk/sign-in/links", { body: { email: "lea@desk.test", language: "pl" }, mail: box.mail });
  expect(box.mails[0]?.subject).toBe("Logowanie: Brightdesk");
});

/** What an answer and the work before it are, without what differs between any two requests. */
async function observed(email: string) {
  const trips: Trip[] = [];
  const answer = await call("POST /v1/desk/sign-in/links", {
    headers: from(randomSecret()),
    body: { email },
    mail: postbox().mail,
    database: watched(env.DB, trips),
  });
  const headers = [...answer.headers].filter(([name]) => name !== "firstline-request-id");
  // What reads and counts comes before the answer; what looks for somebody comes after it.
  const work = trips.slice(0, 2).map(({ statements }) => statements.map(({ sql }) => sql));
  return { status: answer.status, text: answer.text, headers, work };
}

test("whether anybody has the address is told by nothing: same bytes, same work before the answer", async () => {
  const [known, unknown] = [await observed("bob@desk.test"), await observed("nobody@desk.test")];
  expect(known.work.flat().join()).toMatch(/budgets/);
  expect(known.work.flat().join()).not.toMatch(/links|mail/);
  expect(unknown).toEqual(known);
});

test("nobody else is written to, and nobody more often than three times a day", async () => {
  const box = postbox();
  await ask("nobody@desk.test", box);
  expect(box.mails).toEqual([]);
  for (let count = 0; count < 5; count++) await ask("ada@desk.test", box);
  expect(box.mails).toHaveLength(3);
});

test("whoever has stopped mail gets none", async () => {
  const box = postbox();
  await run(env.DB, { stop: stopMail(await addressKey(env.FIRSTLINE_SECRET, "lea@desk.test"), Date.now()) });
  expect((await ask("lea@desk.test", box)).status).toBe(202);
  expect(box.mails).toEqual([]);
});

describe("budgets, whoever it is:", () => {
  test("an address may be named five times an hour", async () => {
    const email = `${newId("who", Date.now())}@desk.test`;
    for (let count = 0; count < 5; count++) expect((await ask(email)).status).toBe(202);
    const over = await ask(email.toUpperCase());
    expect(over.problem?.code).toBe("too_many_requests");
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("a client may ask twenty times", async () => {
    const headers = from(randomSecret());
    const one = () => ask(`${newId("who", Date.now())}@desk.test`, postbox(), headers);
    for (let count = 0; count < 20; count++) expect((await one()).status).toBe(202);
    expect((await one()).problem?.code).toBe("too_many_requests");
  });
});

test("the sign-in page is told what there is", async () => {
  const { body } = await call("GET /v1/desk/sign-in", { mail: postbox().mail });
  expect(body).toEqual({ desk: { name: "Brightdesk" }, mail: true, oidc: [{ id: "oidc_id", name: "Identity" }] });
  expect((await call("GET /v1/desk/sign-in")).body.mail).toBe(false);
});
