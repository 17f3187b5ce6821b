import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { parseNumber } from "../src/domain/number.ts";
import { newId } from "../src/secrets.ts";
import { call, consoleOf, keyFor, page, visitorWithTicket } from "./desk.ts";

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const sequenceOf = (number: string): number => {
  const parsed = parseNumber(number);
  if (parsed === "mistyped") throw new Error(`${number} is no number`);
  return parsed.sequence;
};

let ann: Readonly<Record<string, string>>;
let lea: Readonly<Record<string, string>>;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  lea = await consoleOf("agt_lea");
});

const events = async (number: string) => {
  const { body } = await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } });
  expect(body.events.map((event) => event.seq)).toEqual(body.events.map((_, index) => index + 1));
  expect(body.ticket.seq).toBe(body.events.length);
  return body.events;
};

describe("numbers", () => {
  test("of 100 tickets at once are unique and have no gap", async () => {
    const before = sequenceOf((await visitorWithTicket()).number);
    const numbers = await times(100, async () => (await visitorWithTicket()).number);
    const sequences = numbers.map(sequenceOf).sort((one, other) => one - other);
    expect(sequences).toEqual(Array.from({ length: 100 }, (_, index) => before + 1 + index));
    expect(sequenceOf((await visitorWithTicket()).number)).toBe(before + 101);
  });

  test("of two sites are counted apart", async () => {
    const number = async (siteKey: string, index: number) =>
      (await visitorWithTicket(siteKey, {}, { "cf-connecting-ip": `192.0.2.${index}` })).number;
    const [shop, bank] = await Promise.all([
      times(10, (index) => number("pk_shopshop", index)),
      times(10, (index) => number("pk_bankbank", index)),
    ]);
    expect(new Set([...shop, ...bank]).size).toBe(20);
    expect(bank.map(sequenceOf).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 10 }, (_, index) => 1001 + index),
    );
  });

  test("a ticket that was refused takes none", async () => {
    const before = sequenceOf((await visitorWithTicket()).number);
    const refused = await call("POST /v1/tickets", {
      headers: page("pk_shopshop"),
      body: { subject: "Dark", topic: "top_gone", message: { text: "It is." } },
    });
    expect(refused.problem?.code).toBe("invalid");
    expect(sequenceOf((await visitorWithTicket()).number)).toBe(before + 1);
  });
});

describe("fifty at once on one ticket", () => {
  test("notes, answers and replies: none that was acknowledged is lost", async () => {
    const { number, headers: visitor } = await visitorWithTicket();
    const path = { number };
    const answers = await times(50, async (index) => {
      const text = `Text ${index}`;
      if (index % 3 === 0) {
        return {
          said: text,
          ...(await call("POST /v1/tickets/:number/messages", { headers: visitor, path, body: { text } })),
        };
      }
      const name = index % 3 === 1 ? "POST /v1/desk/tickets/:number/note" : "POST /v1/desk/tickets/:number/reply";
      return { said: text, ...(await call(name, { headers: index % 2 ? ann : lea, path, body: { text } })) };
    });
    const kept = answers.filter(({ status }) => status === 201).map(({ said }) => said);
    for (const { status, problem } of answers) if (status !== 201) expect(problem?.code).toBe("version_clash");
    expect(kept.length).toBeGreaterThan(0);
    const written = (await events(number)).flatMap((event) => {
      if (event.type === "message") return [event.message.text];
      return event.type === "note" ? [event.note.text] : [];
    });
    expect(written.sort()).toEqual(["It does not turn on.", ...kept].sort());
  });

  test("changes with If-Match: one of each version wins", async () => {
    const { number, ticket } = await visitorWithTicket();
    const answers = await times(50, (index) =>
      call("PATCH /v1/desk/tickets/:number", {
        headers: { ...(index % 2 ? ann : lea), "if-match": `"${ticket.seq}"` },
        path: { number },
        body: { priority: index % 2 ? "high" : "urgent" },
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.flatMap(({ problem }) => problem?.code ?? []);
    expect(new Set(refused)).toEqual(new Set(["version_mismatch"]));
    expect((await events(number)).filter((event) => event.type === "priority")).toHaveLength(1);
  });

  test("who is refused and tries again gets through", async () => {
    const { number } = await visitorWithTicket();
    const path = { number };
    await times(20, async (index) => {
      for (;;) {
        const { status } = await call("POST /v1/desk/tickets/:number/note", {
          headers: ann,
          path,
          body: { text: `Note ${index}` },
        });
        if (status === 201) return;
        expect(status).toBe(409);
      }
    });
    expect((await events(number)).filter((event) => event.type === "note")).toHaveLength(20);
  });
});

describe("the same request at once", () => {
  const submission = { subject: "Dark", message: { text: "It is." } };

  test("twenty submissions with one key make one ticket and get one answer", async () => {
    const headers = { ...page("pk_shopshop"), "idempotency-key": newId("msg", Date.now()) };
    const answers = await times(20, () => call("POST /v1/tickets", { headers, body: submission }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const [first] = answers;
    expect(first?.status).toBe(201);
    const mine = await call("GET /v1/tickets", { headers: page("pk_shopshop", first?.body.visitorToken) });
    expect(mine.body.items.map((ticket) => ticket.number)).toEqual([first?.body.ticket.number]);
  });

  test("twenty of an agent's make one ticket", async () => {
    const headers = { ...ann, "idempotency-key": newId("msg", Date.now()) };
    const answers = await times(20, () =>
      call("POST /v1/desk/tickets", {
        headers,
        body: { site: "site_shop", requester: { email: "twenty@example.test" }, ...submission },
      }),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  test("twenty replies make one message", async () => {
    const { number, headers } = await visitorWithTicket();
    const id = newId("msg", Date.now());
    const answers = await times(20, () =>
      call("POST /v1/tickets/:number/messages", {
        headers: { ...headers, "idempotency-key": id },
        path: { number },
        body: { id, text: "Once" },
      }),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const said = (await events(number)).filter((event) => event.type === "message" && event.message.id === id);
    expect(said).toHaveLength(1);
  });

  test("twenty secret keys are one", async () => {
    const headers = { ...(await consoleOf("agt_ada")), "idempotency-key": newId("key", Date.now()) };
    const body = { name: "Nightly job", scopes: ["tickets:read" as const], sites: "all" as const };
    const answers = await times(20, () => call("POST /v1/desk/keys", { headers, body }));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const { status, problem } of answers) if (status !== 201) expect(problem?.code).toBe("version_clash");
    const again = await call("POST /v1/desk/keys", { headers, body });
    expect(again.text).toBe(made[0]?.text);
  });

  test("another body with the same key is refused, also at once", async () => {
    const headers = { ...page("pk_shopshop"), "idempotency-key": newId("msg", Date.now()) };
    const answers = await times(10, (index) =>
      call("POST /v1/tickets", { headers, body: { ...submission, subject: `Subject ${index % 2}` } }),
    );
    const codes = answers.map(({ status, problem }) => problem?.code ?? status);
    expect(new Set(codes)).toEqual(new Set([201, "idempotency_key_reused"]));
    expect(codes.filter((code) => code === 201)).toHaveLength(5);
  });

  test("another ticket with the same key is refused", async () => {
    const { number, headers } = await visitorWithTicket();
    const other = await call("POST /v1/tickets", { headers, body: submission });
    const reply = (to: string) =>
      call("POST /v1/tickets/:number/messages", {
        headers: { ...headers, "idempotency-key": "the-same-key-for-both" },
        path: { number: to },
        body: { text: "Hello" },
      });
    expect((await reply(number)).status).toBe(201);
    expect((await reply(other.body.ticket.number)).problem?.code).toBe("idempotency_key_reused");
  });

  test("the first answer is given for ever, whatever became of the ticket", async () => {
    const key = { "idempotency-key": newId("msg", Date.now()) };
    const ask = () => call("POST /v1/tickets", { headers: { ...page("pk_shopshop"), ...key }, body: submission });
    const first = await ask();
    const { number } = first.body.ticket;
    const visitor = page("pk_shopshop", first.body.visitorToken);
    const reply = () =>
      call("POST /v1/tickets/:number/messages", {
        headers: { ...visitor, ...key },
        path: { number },
        body: { text: "A" },
      });
    // A reply is another request: a key belongs to what it was sent with.
    expect((await reply()).problem?.code).toBe("idempotency_key_reused");

    const answerKey = { "idempotency-key": newId("msg", Date.now()) };
    const answer = () =>
      call("POST /v1/desk/tickets/:number/reply", {
        headers: { ...ann, ...answerKey },
        path: { number },
        body: { text: "Done", status: "solved" },
      });
    const answered = await answer();
    expect(answered.body.ticket.status).toBe("solved");
    await call("POST /v1/tickets/:number/confirm", { headers: visitor, path: { number } });
    expect((await ask()).text).toBe(first.text);
    expect((await answer()).text).toBe(answered.text);
    // The key is the agent's own: a colleague's same key is another key, and a closed ticket takes no answer.
    const colleague = await call("POST /v1/desk/tickets/:number/reply", {
      headers: { ...lea, ...answerKey },
      path: { number },
      body: { text: "Done", status: "solved" },
    });
    expect(colleague.problem?.code).toBe("ticket_closed");
  });
});

test("of two agents who claim at once one wins, and the other is told", async () => {
  for (let round = 0; round < 5; round++) {
    const { number } = await visitorWithTicket();
    const claims = await Promise.all(
      [ann, lea].map((headers) => call("POST /v1/desk/tickets/:number/claim", { headers, path: { number } })),
    );
    expect(claims.map(({ status, problem }) => problem?.code ?? status).sort()).toEqual([200, "already_assigned"]);
    const winner = claims.find(({ status }) => status === 200);
    const { body } = await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number } });
    expect(body.ticket.assignee).toEqual(winner?.body.ticket.assignee);
    expect(body.events.filter((event) => event.type === "assigned")).toHaveLength(1);
  }
});

test("a budget holds however many come at once", async () => {
  const address = { "cf-connecting-ip": "198.51.100.7" };
  const answers = await times(12, () =>
    call("POST /v1/tickets", {
      headers: { ...page("pk_bankbank"), ...address },
      body: { subject: "S", message: { text: "T" } },
    }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(new Set(answers.flatMap(({ problem }) => problem?.code ?? []))).toEqual(new Set(["too_many_requests"]));
});

test("set-ups that are saved at once: one wins", async () => {
  const headers = await keyFor(["setup:read", "setup:write"]);
  const { body } = await call("GET /v1/desk/setup", { headers });
  const answers = await times(10, (index) =>
    call("PUT /v1/desk/setup", {
      headers: { ...headers, "if-match": `"${body.version}"` },
      body: { ...body.setup, name: `Desk ${index}` },
    }),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ problem }) => problem?.code ?? []))).toEqual(new Set(["version_mismatch"]));
  expect(await env.DB.prepare("SELECT version FROM desk").first("version")).toBe(body.version + 1);
});
