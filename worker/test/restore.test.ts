import { env } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sendRestores } from "../src/jobs/send-restores.ts";
import { tidy } from "../src/jobs/tidy.ts";
import { mailerOf } from "../src/mail/send.ts";
import { newId } from "../src/secrets.ts";
import { everything, type Fault, rowCounts, watched } from "./database.ts";
import { call, consoleOf, page, visitorWithTicket } from "./desk.ts";
import { identified, type Signer, signerOf } from "./identities.ts";
import { postbox, refused, secretIn, stopIn } from "./mail.ts";

type Headers = Readonly<Record<string, string>>;
type Box = ReturnType<typeof postbox>;

let ann: Headers;
let signer: Signer;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  signer = await signerOf("site_shop");
});

const shop = page("pk_shopshop");
let people = 0;
const someone = () => `kim${Date.now()}-${++people}@example.test`;

const ask = (box: Box, email: string, headers: Headers = shop, language?: string) =>
  call("POST /v1/visitors/restore", {
    headers,
    body: { email, ...(language !== undefined && { language }) },
    mail: box.mail,
  });
const redeem = (secret: string, headers: Headers = shop, database?: D1Database) =>
  call("POST /v1/visitors/redeem", { headers, body: { restore: secret }, ...(database && { database }) });

/** Asks for a link and follows it, in a browser that knows nothing or in one with a token. */
async function comeBack(email: string, headers: Headers = shop) {
  const box = postbox();
  await ask(box, email, headers);
  const answer = await redeem(secretIn(box.mails[0]), headers);
  expect(answer.status).toBe(201);
  if (!("visitor" in answer.body)) throw new Error("It answers who is back");
  const { visitor, visitorToken } = answer.body;
  return { visitor, visitorToken, headers: visitorToken === undefined ? headers : page("pk_shopshop", visitorToken) };
}

const numbersOf = async (headers: Headers) =>
  (await call("GET /v1/tickets", { headers })).body.items.map(({ number }) => number).sort();
const seenByAgents = async (number: string) =>
  (await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } })).body;
const byPhone = async (email: string) =>
  (
    await call("POST /v1/desk/tickets", {
      headers: ann,
      body: { site: "site_shop", requester: { email }, subject: "By phone", message: { text: "They called." } },
    })
  ).body.ticket;

const mailer = (box: Box) =>
  mailerOf({ ...env, MAIL: box.mail, MAIL_FROM: "help@desk.test", DESK_URL: "https://d.test" });
const minutesLater = (minutes: number) => Date.now() + minutes * 60_000;

describe("a link by mail", () => {
  test("opens the tickets again, in a browser that knows nothing", async () => {
    const email = someone();
    const lost = await visitorWithTicket("pk_shopshop", { email: email.toUpperCase() });
    const box = postbox();
    const asked = await ask(box, email);
    expect([asked.status, asked.text]).toEqual([202, ""]);
    expect(box.mails).toHaveLength(1);
    expect(box.mails[0]).toMatchObject({
      from: { name: "Shop", email: "help@desk.test" },
      to: email,
      subject: "Your tickets at Shop",
      headers: { "Auto-Submitted": "auto-generated", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    expect(box.mails[0]?.text).toMatch(/\nhttps:\/\/desk\.test\/t\/SHOP#r=[\w-]{43}\n/);

    const { body, status } = await redeem(secretIn(box.mails[0]));
    expect(status).toBe(201);
    expect(body).toEqual({
      visitor: { name: null, email, verified: false, plan: null },
      visitorToken: expect.stringMatching(/^flv_[\w-]{43}$/),
    });
    const headers = page("pk_shopshop", body.visitorToken);
    expect(await numbersOf(headers)).toEqual([lost.number]);
    const reply = await call("POST /v1/tickets/:number/messages", {
      headers,
      path: { number: lost.number },
      body: { text: "I am back." },
    });
    expect(reply.status).toBe(201);
    const { person } = (await call("GET /v1/visitors/data", { headers })).body;
    expect(person).toMatchObject({ email, subject: null });
  });

  test("is one that the mail service takes", async () => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    await call("POST /v1/visitors/restore", { headers: shop, body: { email, language: "pl" }, mail: env.MAIL });
    // A mail that was not taken would be due again.
    const { results } = await env.DB.prepare("SELECT tries, due_at FROM restores WHERE email = ?1").bind(email).all();
    expect(results).toEqual([{ tries: 1, due_at: null }]);
  });

  test.each([
    ["pl", "pl", "Twoje zgłoszenia: Shop"],
    ["de-AT", "de", "Ihre Anfragen bei Shop"],
    ["PL", "pl", "Twoje zgłoszenia: Shop"],
    ["fr", "en", "Your tickets at Shop"],
  ])("is in the language that is asked for: %s", async (language, written, subject) => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    await ask(box, email, shop, language);
    expect(box.mails[0]).toMatchObject({ subject, headers: { "Content-Language": written } });
    expect(stopIn(box.mails[0])).toContain(`/mail/stop/${written}/`);
  });

  test("holds nothing that anybody wrote", async () => {
    const email = someone();
    const more = { email, name: "BUY COINS", subject: "CHEAP COINS", message: { text: "coins.example" } };
    await visitorWithTicket("pk_shopshop", more);
    const box = postbox();
    await ask(box, email);
    expect(box.mails).toHaveLength(1);
    expect(JSON.stringify(box.mails)).not.toMatch(/coins/i);
  });

  test("is not written to what is no plain address, and holds up no other", async () => {
    const [odd, email] = ["kim@example-.test", someone()];
    for (const one of [odd, email]) await visitorWithTicket("pk_shopshop", { email: one });
    const box = postbox();
    for (const one of [odd, email]) expect((await ask(box, one)).status).toBe(202);
    expect(box.mails.map(({ to }) => to)).toEqual([email]);
    const { results } = await env.DB.prepare("SELECT 1 FROM restores WHERE email = ?1").bind(odd).all();
    expect(results).toEqual([]);
  });

  test("works once, and not a second time nor on another site", async () => {
    const email = someone();
    const { number } = await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    await ask(box, email);
    const secret = secretIn(box.mails[0]);
    expect((await redeem(secret, page("pk_bankbank"))).problem?.code).toBe("not_found");
    const many = await Promise.all(Array.from({ length: 6 }, () => redeem(secret)));
    expect(many.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
    const token = many.map(({ body }) => body?.visitorToken).find((one) => one !== undefined);
    expect(await numbersOf(page("pk_shopshop", token))).toEqual([number]);
  });

  test.each(["", "x", "flv_x", `${"A".repeat(43)}`])("%j opens nothing", async (secret) => {
    expect((await redeem(secret)).problem?.code).toBe("not_found");
  });

  test("stands in the database by its digest alone", async () => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    await ask(box, email);
    const secret = secretIn(box.mails[0]);
    const { body } = await redeem(secret);
    const all = await everything();
    for (const kept of [secret, body.visitorToken ?? "none", stopIn(box.mails[0]).split("/").at(-1) ?? "none"]) {
      expect(all).not.toContain(kept);
    }
  });
});

describe("what nobody learns", () => {
  test("the answer to an unknown address is the same, byte for byte, and so is what it writes before it", async () => {
    const known = someone();
    await visitorWithTicket("pk_shopshop", { email: known });
    const tellings = [];
    for (const email of [known, someone()]) {
      const statements: string[][] = [];
      // The answer is there before whoever is known by the address is looked up.
      const database = new Proxy(env.DB, {
        get(target, name) {
          if (name === "prepare") return (sql: string) => target.prepare(sql);
          return (batch: D1PreparedStatement[]) => {
            statements.push([String(batch.length)]);
            return target.batch(batch);
          };
        },
      });
      const box = postbox();
      const { status, text, headers } = await call("POST /v1/visitors/restore", {
        headers: shop,
        body: { email },
        mail: box.mail,
        database,
      });
      const shape = [...headers].filter(([name]) => name !== "firstline-request-id");
      tellings.push({ status, text, shape, before: statements.slice(0, 2) });
      expect(box.mails).toHaveLength(email === known ? 1 : 0);
    }
    expect(tellings[0]).toEqual(tellings[1]);
  });

  test("a site that demands identities, and a desk without mail, answer the same and send nothing", async () => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const rows = await rowCounts();
    const { status, text } = await call("POST /v1/visitors/restore", { headers: shop, body: { email } });
    expect([status, text]).toEqual([202, ""]);
    expect(await rowCounts()).toEqual(rows);
  });

  test("the site says whether it is worth asking", async () => {
    const box = postbox();
    expect((await call("GET /v1/site", { headers: shop })).body.restore).toBe(false);
    expect((await call("GET /v1/site", { headers: shop, mail: box.mail })).body.restore).toBe(true);
  });

  test("an address that only an identified person has is none to come back by: their site's sign-in is the way", async () => {
    const email = someone();
    const { headers } = await identified(signer, { sub: newId("user", 0), email, email_verified: true });
    await call("POST /v1/tickets", { headers, body: { subject: "S", message: { text: "T" } } });
    const box = postbox();
    await ask(box, email);
    expect(box.mails).toEqual([]);
  });
});

describe("whose tickets they are", () => {
  test("somebody who opened a ticket under the victim's address sees nothing of the victim's, before or after", async () => {
    const victim = someone();
    const own = await visitorWithTicket("pk_shopshop", { email: victim, name: "Kim" });
    const attacker = await visitorWithTicket("pk_shopshop", { email: victim, name: "Kim" });
    const attackersLink = attacker.link.split("#k=")[1] ?? "";
    const back = await comeBack(victim);
    expect(await numbersOf(back.headers)).toEqual([own.number, attacker.number].sort());
    const { ticket: later } = (
      await call("POST /v1/tickets", { headers: back.headers, body: { subject: "Later", message: { text: "T" } } })
    ).body;

    // Neither by the list, nor by number, data, file, live socket's rule, reply, nor once they redeem their own link.
    const stranger = await call("POST /v1/visitors/redeem", {
      headers: shop,
      body: { number: attacker.number, secret: attackersLink },
    });
    for (const headers of [attacker.headers, page("pk_shopshop", stranger.body.visitorToken)]) {
      expect(await numbersOf(headers)).toEqual([attacker.number]);
      const { tickets, person } = (await call("GET /v1/visitors/data", { headers })).body;
      expect(tickets.map(({ ticket }) => ticket.number)).toEqual([attacker.number]);
      expect(person.verified).toBe(false);
      for (const number of [own.number, later.number]) {
        const path = { number };
        for (const answer of [
          await call("GET /v1/tickets/:number", { headers, path }),
          await call("POST /v1/tickets/:number/messages", { headers, path, body: { text: "Hello?" } }),
          await call("POST /v1/tickets/:number/read", { headers, path, body: { seq: 1 } }),
        ]) {
          expect(answer.problem?.code).toBe("not_found");
        }
      }
    }
    // And the victim's lost token, if somebody has it, sees what it saw.
    expect(await numbersOf(own.headers)).toEqual([own.number]);
  });

  test("what was said under an address does not become the word of who proves it", async () => {
    const victim = someone();
    const attacker = await visitorWithTicket("pk_shopshop", { email: victim, name: "Not Kim" });
    const before = await seenByAgents(attacker.number);
    await comeBack(victim);
    const after = await seenByAgents(attacker.number);
    expect(after.ticket.requester).toEqual(before.ticket.requester);
    expect(after.ticket.requester.verified).toBe(false);
    expect(after.events).toEqual(before.events);
  });

  test("they are also those that agents opened for the address, and those they open later", async () => {
    const email = someone();
    const typed = await visitorWithTicket("pk_shopshop", { email });
    const called = await byPhone(email);
    const { headers } = await comeBack(email);
    expect(await numbersOf(headers)).toEqual([typed.number, called.number].sort());
    const again = await byPhone(email);
    expect(await numbersOf(headers)).toEqual([typed.number, called.number, again.number].sort());
    expect((await seenByAgents(again.number)).ticket.requester.id).toBe(called.requester.id);
  });

  test("those of a person whom the site has identified are not among them", async () => {
    const email = someone();
    const sub = newId("user", 0);
    const person = await identified(signer, { sub, email, email_verified: true });
    const { ticket } = (
      await call("POST /v1/tickets", { headers: person.headers, body: { subject: "S", message: { text: "T" } } })
    ).body;
    const typed = await visitorWithTicket("pk_shopshop", { email });
    const { headers } = await comeBack(email);
    expect(await numbersOf(headers)).toEqual([typed.number]);
    // Agents go on finding the identified person by the address.
    expect((await byPhone(email)).requester.id).toBe((await seenByAgents(ticket.number)).ticket.requester.id);
    expect(await numbersOf(headers)).toEqual([typed.number]);
  });

  test("a token that a link gave ends when the site says who that person is", async () => {
    const email = someone();
    await byPhone(email);
    const back = await comeBack(email);
    expect(await numbersOf(back.headers)).toHaveLength(1);
    const person = await identified(signer, { sub: newId("user", 0), email, email_verified: true });
    expect(await numbersOf(person.headers)).toHaveLength(1);
    expect((await call("GET /v1/tickets", { headers: back.headers })).problem?.code).toBe("credentials_invalid");
  });

  test("a browser that is somebody stays them and sees more: a link that was sent to it takes nothing", async () => {
    const [mine, theirs] = [someone(), someone()];
    const own = await visitorWithTicket("pk_shopshop", { email: mine });
    const other = await visitorWithTicket("pk_shopshop", { email: theirs });
    const back = await comeBack(theirs, own.headers);
    expect(back.visitorToken).toBeUndefined();
    expect(back.visitor.email).toBe(mine);
    expect(await numbersOf(own.headers)).toEqual([own.number, other.number].sort());
    const { ticket } = (
      await call("POST /v1/tickets", { headers: own.headers, body: { subject: "Mine", message: { text: "T" } } })
    ).body;
    // Whoever owns the other address sees nothing of what this browser has or writes.
    expect(await numbersOf(other.headers)).toEqual([other.number]);
    expect(await numbersOf((await comeBack(theirs)).headers)).toEqual([other.number]);
    expect((await seenByAgents(ticket.number)).ticket.requester.email).toBe(mine);
  });

  test("a proven address stays when another is typed", async () => {
    const [email, other] = [someone(), someone()];
    await visitorWithTicket("pk_shopshop", { email });
    const { headers } = await comeBack(email);
    const body = { subject: "S", message: { text: "T" }, email: other };
    const { ticket } = (await call("POST /v1/tickets", { headers, body })).body;
    expect((await seenByAgents(ticket.number)).ticket.requester.email).toBe(email);
    const box = postbox();
    await ask(box, other);
    expect(box.mails).toEqual([]);
  });
});

describe("budgets", () => {
  test("at most three mails a day to a mailbox, whatever stands behind a plus sign, on all sites together", async () => {
    const email = someone();
    const [local = "", domain = ""] = email.split("@");
    const spellings = [email, `${local}+shop@${domain}`, email.toUpperCase(), `${local}+x@${domain}`];
    const box = postbox();
    for (const spelling of spellings) {
      await visitorWithTicket("pk_shopshop", { email: spelling });
      await visitorWithTicket("pk_bankbank", { email: spelling });
    }
    for (const spelling of spellings) {
      expect((await ask(box, spelling)).status).toBe(202);
      expect((await ask(box, spelling, page("pk_bankbank"))).status).toBe(202);
    }
    expect(box.mails).toHaveLength(3);
    // Not one at the same moment either.
    const crowded = someone();
    await visitorWithTicket("pk_shopshop", { email: crowded });
    const other = postbox();
    await Promise.all(Array.from({ length: 10 }, () => ask(other, crowded)));
    await sendRestores(env.DB, mailer(other), minutesLater(2));
    expect(other.mails).toHaveLength(3);
  });

  test("one client may ask ten times in an hour, known address or not; others go on", async () => {
    const box = postbox();
    const from = (address: string) => ({ ...shop, "cf-connecting-ip": address });
    for (let count = 0; count < 10; count++) expect((await ask(box, someone(), from("192.0.2.7"))).status).toBe(202);
    const refusal = await ask(box, someone(), from("192.0.2.7"));
    expect(refusal.problem?.code).toBe("too_many_requests");
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(box, someone(), from("192.0.2.8"))).status).toBe(202);
  });

  test("one client may try twenty wrong links in an hour, and then not even the right one; others go on", async () => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    await ask(box, email);
    const from = (address: string) => ({ ...shop, "cf-connecting-ip": address });
    for (let count = 0; count < 20; count++) {
      expect((await redeem(`wrong${count}`, from("192.0.2.9"))).problem?.code).toBe("not_found");
    }
    const secret = secretIn(box.mails[0]);
    expect((await redeem(secret, from("192.0.2.9"))).problem?.code).toBe("too_many_requests");
    expect((await redeem(secret, from("192.0.2.10"))).status).toBe(201);
  });
});

describe("time", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    [59, 201],
    [60, 404],
  ])("after %d minutes a link is worth %d", async (minutes, status) => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    await ask(box, email);
    vi.setSystemTime(minutesLater(minutes));
    expect((await redeem(secretIn(box.mails[0]))).status).toBe(status);
  });

  test("the day's mails are there again on the next day, and nothing of addresses stays", async () => {
    vi.setSystemTime(Date.UTC(2101, 0, 3, 12));
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    const box = postbox();
    for (let count = 0; count < 5; count++) await ask(box, email);
    expect(box.mails).toHaveLength(3);
    vi.setSystemTime(Date.UTC(2101, 0, 4, 0, 1));
    await ask(box, email);
    expect(box.mails).toHaveLength(4);
    await tidy(env.DB, Date.UTC(2101, 0, 6));
    expect(await rowCounts()).toMatchObject({ restores: 0, mail_counts: 0 });
  });
});

describe("a mail service that fails", () => {
  test.each([
    ["says no", () => refused("E_INTERNAL_SERVER_ERROR")],
    ["breaks off", () => new Error("Network connection lost.")],
  ])("and %s: the answer is the same, and the mail goes out once it is back", async (_, fault) => {
    const email = someone();
    const { number } = await visitorWithTicket("pk_shopshop", { email });
    let down = true;
    const box = postbox(() => (down ? fault() : undefined));
    expect((await ask(box, email)).status).toBe(202);
    await sendRestores(env.DB, mailer(box), minutesLater(1.5));
    expect(box.mails).toEqual([]);
    down = false;
    expect(await sendRestores(env.DB, mailer(box), minutesLater(1.6))).toBe(0);
    await sendRestores(env.DB, mailer(box), minutesLater(5));
    expect(box.mails.map(({ to }) => to)).toEqual([email]);
    expect(await sendRestores(env.DB, mailer(box), minutesLater(40))).toBe(0);
    const { body } = await redeem(secretIn(box.mails[0]));
    expect(await numbersOf(page("pk_shopshop", body.visitorToken))).toEqual([number]);
  });

  test("is asked six times at most, and never when the link is about to run out", async () => {
    const email = someone();
    await visitorWithTicket("pk_shopshop", { email });
    let asked = 0;
    const box = postbox(() => {
      asked += 1;
      return refused("E_INTERNAL_SERVER_ERROR");
    });
    await ask(box, email);
    for (let minutes = 1; minutes < 70; minutes += 0.5) await sendRestores(env.DB, mailer(box), minutesLater(minutes));
    expect(asked).toBe(6);
  });

  test("what it has certainly not sent counts for nothing, what it may have sent counts", async () => {
    const times = async (fault: () => Error) => {
      const email = someone();
      await visitorWithTicket("pk_shopshop", { email });
      let down = true;
      const box = postbox(() => (down ? fault() : undefined));
      for (let count = 0; count < 2; count++) await ask(box, email);
      down = false;
      await env.DB.prepare("UPDATE restores SET due_at = NULL WHERE email = ?1").bind(email).run();
      for (let count = 0; count < 4; count++) await ask(box, email);
      return box.mails.length;
    };
    expect(await times(() => refused("E_RATE_LIMIT_EXCEEDED"))).toBe(3);
    expect(await times(() => new Error("Network connection lost."))).toBe(1);
  });
});

describe("a database that fails", () => {
  test.each(["before", "after"] as const)(
    "%s the commit of any step: who is acknowledged gets a mail",
    async (when) => {
      for (let at = 1; at <= 6; at++) {
        const email = someone();
        const { number } = await visitorWithTicket("pk_shopshop", { email });
        const faultOn = (trip: number): Fault | undefined =>
          trip === at ? { message: "Network connection lost.", when } : undefined;
        const box = postbox();
        const { status } = await call("POST /v1/visitors/restore", {
          headers: shop,
          body: { email },
          mail: box.mail,
          database: watched(env.DB, [], faultOn),
        });
        expect(status, `trip ${at}`).toBe(202);
        await sendRestores(env.DB, mailer(box), minutesLater(1.5));
        const { body } = await redeem(secretIn(box.mails.find(({ to }) => to === email)));
        expect(await numbersOf(page("pk_shopshop", body.visitorToken))).toEqual([number]);
      }
    },
  );

  test.each(["before", "after"] as const)("%s the commit of a link's use: it opens all the same", async (when) => {
    for (const known of [false, true]) {
      for (let at = 1; at <= 2; at++) {
        const email = someone();
        const { number } = await visitorWithTicket("pk_shopshop", { email });
        const own = known ? await visitorWithTicket() : undefined;
        const box = postbox();
        await ask(box, email);
        const faultOn = (trip: number): Fault | undefined =>
          trip === at ? { message: "Network connection lost.", when } : undefined;
        const answer = await redeem(secretIn(box.mails[0]), own?.headers ?? shop, watched(env.DB, [], faultOn));
        expect(answer.status, `trip ${at}`).toBe(201);
        expect(await numbersOf(own?.headers ?? page("pk_shopshop", answer.body.visitorToken))).toContain(number);
      }
    }
  });
});

test("two runners of the minute's job send one mail", async () => {
  const email = someone();
  await visitorWithTicket("pk_shopshop", { email });
  let down = true;
  const box = postbox(() => (down ? refused("E_INTERNAL_SERVER_ERROR") : undefined));
  await ask(box, email);
  down = false;
  const at = minutesLater(2);
  await Promise.all(Array.from({ length: 5 }, () => sendRestores(env.DB, mailer(box), at)));
  expect(box.mails).toHaveLength(1);
});
