import { createFirstline, isFirstlineError, newMessageId, type Thread } from "@firstline/sdk";
import { type Changed, createDesk, type Desk } from "@firstline/sdk/desk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consoleFetch, dataFolder, type RunningDesk, startDesk } from "./desk.ts";

const shopKey = "pk_larkmoor4f7c2a91";
const everything = ["tickets:read", "tickets:write", "setup:read", "setup:write"] as const;

let data: Awaited<ReturnType<typeof dataFolder>>;
let running: RunningDesk;
/** Amara Okafor at her console: a cookie, from the desk's own origin. */
let admin: Desk;
/** A program with a secret key that may do everything a key may. */
let program: Desk;

beforeAll(async () => {
  data = await dataFolder();
  running = await startDesk(data.path);
  admin = createDesk({ url: running.url, fetch: consoleFetch(running.url) });
  await admin.session.signIn(new URL(running.signInLink).hash.split("=")[1] ?? "");
  const { secret } = await admin.keys.create({ name: "Journeys", scopes: [...everything], sites: "all" });
  program = createDesk({ url: running.url, key: secret });
});
afterAll(async () => {
  await running?.stop();
  await data.remove();
});

/** A page of the shop with a visitor in front of it who has never been there. */
const newVisitor = () => createFirstline({ url: running.url, site: shopKey });

const ask = async (subject = "Which size?") => {
  const visitor = newVisitor();
  const submitted = await visitor.tickets.submit({ subject, message: { text: "I am between two." } });
  return { visitor, submitted, number: submitted.ticket.number };
};

/** The code that a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isFirstlineError(error)) return error.code;
    throw error;
  }
  return "none";
}

const said = ({ events }: Pick<Thread, "events"> | Changed) =>
  events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));

test("a visitor opens a ticket, reads it, replies, and keeps the token for the next visit", async () => {
  const tokens: (string | undefined)[] = [];
  const visitor = createFirstline({ url: running.url, site: shopKey, onToken: (token) => tokens.push(token) });
  const site = await visitor.site();
  expect(site.name).toBe("Larkmoor Outfitters");
  const topic = site.topics[0];
  const { ticket, link } = await visitor.tickets.submit({
    subject: "Parcel?",
    ...(topic && { topic: topic.id }),
    message: { text: "Since Monday." },
    email: "ada@example.com",
  });
  const label = topic && { id: topic.id, label: topic.label };
  expect(ticket).toMatchObject({ status: "new", topic: label, tier: { level: 1 }, assignee: { name: "Amara Okafor" } });
  expect(ticket.promise?.answer?.is).toBe("due");
  expect(link).toContain(`/t/${ticket.number}#k=`);
  expect(tokens).toEqual([visitor.token]);

  const thread = await visitor.tickets.reply(ticket.number, { text: "It came!" });
  expect(said(thread)).toContain("It came!");
  const later = createFirstline({ url: running.url, site: shopKey, token: visitor.token });
  expect(said(await later.tickets.get(ticket.number))).toEqual(["Since Monday.", "It came!"]);
  expect((await later.tickets.list().toArray()).map(({ number }) => number)).toEqual([ticket.number]);

  const elsewhere = newVisitor();
  const secret = link.split("#k=")[1] ?? "";
  expect(said(await elsewhere.redeem(ticket.number, secret))).toEqual(["Since Monday.", "It came!"]);
  expect(await refusal(newVisitor().redeem(ticket.number, `${secret.slice(0, -1)}!`))).not.toBe("none");

  await later.forget();
  expect(later.token).toBeUndefined();
  expect(await refusal(visitor.tickets.get(ticket.number))).toBe("credentials_invalid");
});

test("the same key opens one ticket, and another body under it is refused", async () => {
  const visitor = newVisitor();
  const idempotencyKey = newMessageId();
  const submission = { subject: "Once", message: { text: "Only once." } };
  const first = await visitor.tickets.submit(submission, { idempotencyKey });
  const second = await visitor.tickets.submit(submission, { idempotencyKey });
  expect(second.ticket.number).toBe(first.ticket.number);
  const other = visitor.tickets.submit({ ...submission, subject: "Twice" }, { idempotencyKey });
  expect(await refusal(other)).toBe("idempotency_key_reused");
});

test("a visitor sees nothing of another's ticket, and a mistyped number is told apart", async () => {
  const { number } = await ask();
  const other = await ask();
  expect(await refusal(other.visitor.tickets.get(number))).toBe("not_found");
  expect(await refusal(other.visitor.tickets.reply(number, { text: "Mine?" }))).toBe("not_found");
  const mistyped = number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  expect(await refusal(other.visitor.tickets.get(mistyped))).toBe("number_mistyped");
});

test("an answer from the desk reaches a visitor who watches, each event once and in order, and no note does", async () => {
  const { visitor, submitted, number } = await ask();
  const heard: Thread["events"] = [];
  const statuses: string[] = [];
  const stop = visitor.tickets.watch(number, {
    after: submitted.ticket.seq,
    onChange: ({ events }) => heard.push(...events),
    onStatus: (status) => statuses.push(status),
  });
  try {
    await expect.poll(() => statuses.at(-1), { timeout: 10_000 }).toBe("live");
    await admin.tickets.claim(number);
    await program.tickets.note(number, { text: "Between two sizes again." });
    await program.tickets.reply(number, { text: "Take the larger." });
    await program.tickets.reply(number, { text: "It shrinks a little.", status: "pending" });
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toMatchObject({ type: "status", to: "pending" });
  } finally {
    stop();
  }
  expect(said({ events: heard })).toEqual(["Take the larger.", "It shrinks a little."]);
  expect(heard.map(({ seq }) => seq)).toEqual([...new Set(heard.map(({ seq }) => seq))].sort((one, two) => one - two));
  let last = submitted.ticket.seq;
  for (const { seq, prev } of heard) {
    expect(prev).toBe(last);
    last = seq;
  }
  expect(JSON.stringify(heard)).not.toContain("Between two sizes again.");
});

test("a program watches a site: it hears what visitors open and write", async () => {
  const changes: Changed[] = [];
  let ready = 0;
  const stop = program.watch({
    site: "site_shop",
    onChange: (change) => changes.push(change),
    onReady: () => {
      ready += 1;
    },
  });
  try {
    await expect.poll(() => ready, { timeout: 10_000 }).toBeGreaterThan(0);
    const { visitor, number } = await ask("Heard?");
    await visitor.tickets.reply(number, { text: "And this?" });
    const own = () => changes.filter(({ ticket }) => ticket.number === number);
    await expect.poll(() => own().flatMap(said), { timeout: 10_000 }).toEqual(["I am between two.", "And this?"]);
  } finally {
    stop();
  }
});

test("an agent takes a ticket, changes, hands over and solves it; who is late is told", async () => {
  const { visitor, number } = await ask();
  const { ticket: fresh } = await program.tickets.get(number);
  const { ticket: claimed } = await admin.tickets.claim(number);
  expect(claimed).toMatchObject({ status: "open", assignee: { name: "Amara Okafor" } });
  expect(await refusal(admin.tickets.claim(number))).not.toBe("version_mismatch");

  expect(await refusal(program.tickets.update(fresh, { priority: "high" }))).toBe("version_mismatch");
  const { ticket: urgent } = await program.tickets.update(claimed, { priority: "urgent", status: "on_hold" });
  expect(urgent).toMatchObject({ priority: "urgent", status: "on_hold" });
  const { ticket: given } = await program.tickets.assign(urgent, "agt_jonas");
  expect(given.assignee).toEqual({ id: "agt_jonas", name: "Jonas Lindqvist" });
  expect(await refusal(admin.tickets.claim(number))).toBe("already_assigned");
  expect(await refusal(program.tickets.solve(urgent))).toBe("version_mismatch");
  const { ticket: solved } = await program.tickets.solve(given);
  expect(solved.status).toBe("solved");

  expect((await visitor.tickets.reopen(number)).ticket.status).toBe("open");
  const { ticket: reopened } = await program.tickets.get(number);
  await program.tickets.solve(reopened);
  expect((await visitor.tickets.confirm(number)).ticket.status).toBe("closed");
  expect(await refusal(visitor.tickets.reply(number, { text: "One more thing." }))).toBe("ticket_closed");
});

test("a ticket opened for somebody on the phone reaches them by its link", async () => {
  const { ticket, link } = await program.tickets.create({
    site: "site_shop",
    requester: { email: "caller@example.com", name: "Cal Ler" },
    subject: "Called about a refund",
    message: { text: "Wants it back on the card." },
  });
  expect(ticket).toMatchObject({ channel: "phone", priority: "normal", requester: { name: "Cal Ler" } });
  const thread = await newVisitor().redeem(ticket.number, link.split("#k=")[1] ?? "");
  expect(thread.ticket.subject).toBe("Called about a refund");
});

test("walking a list gives every ticket once, however small its pages", async () => {
  const whole = await program.tickets.list({ view: "open", limit: 100 }).toArray();
  expect(whole.length).toBeGreaterThan(20);
  const walked: string[] = [];
  for await (const { number } of program.tickets.list({ view: "open", limit: 7 })) walked.push(number);
  expect(walked).toEqual(whole.map(({ number }) => number));
  const { items, next } = await program.tickets.list({ view: "open", limit: 7 }).page();
  const rest = await program.tickets.list({ view: "open", limit: 7, cursor: next ?? "" }).toArray();
  expect([...items, ...rest].map(({ number }) => number)).toEqual(walked);
  const shop = await program.tickets.list({ view: "open", site: "site_shop" }).toArray();
  expect(new Set(shop.map(({ site }) => site.id))).toEqual(new Set(["site_shop"]));
  expect(shop.length).toBeLessThan(whole.length);
});

test("the set-up goes round: read, changed, refused to whoever read it before, put back", async () => {
  const before = await program.setup.get();
  const setup = { ...before.setup, name: "Southgate Support" };
  const after = await program.setup.put({ version: before.version, setup });
  expect(after.setup).toEqual(setup);
  expect(await refusal(program.setup.put(before))).toBe("version_mismatch");
  expect((await admin.session.get()).desk.name).toBe("Southgate Support");
  await program.setup.put({ version: after.version, setup: before.setup });
  expect((await program.setup.get()).setup).toEqual(before.setup);
});

test("a key does what its scopes and sites allow, and nothing once it is revoked", async () => {
  const { key, secret } = await admin.keys.create({
    name: "Reports",
    scopes: ["tickets:read"],
    sites: ["site_tally"],
  });
  expect((await admin.keys.list()).map(({ id }) => id)).toContain(key.id);
  expect(JSON.stringify(await admin.keys.list())).not.toContain(secret);
  const reports = createDesk({ url: running.url, key: secret });
  const seen = await reports.tickets.list().toArray();
  expect(new Set(seen.map(({ site }) => site.id))).toEqual(new Set(["site_tally"]));
  const { number } = await ask();
  expect(await refusal(reports.tickets.get(number))).toBe("not_found");
  const tally = seen[0];
  if (!tally) throw new Error("The demo's second site has no open ticket.");
  expect(await refusal(reports.tickets.note(tally.number, { text: "Not mine to write." }))).toBe("forbidden");
  expect(await refusal(reports.setup.get())).toBe("forbidden");
  await admin.keys.revoke(key.id);
  expect(await refusal(reports.tickets.list().page())).toBe("credentials_invalid");
});

test("a one-time link signs one person in, once, and signing out ends it", async () => {
  const { link } = await admin.agents.createLink("agt_mateo");
  const token = new URL(link, running.url).hash.split("=")[1] ?? "";
  const mateo = createDesk({ url: running.url, fetch: consoleFetch(running.url) });
  const session = await mateo.session.signIn(token);
  expect(session.agent.name).toBe("Mateo Álvarez");
  expect(session.sites.map(({ id }) => id)).toEqual(["site_shop"]);
  expect(await refusal(mateo.keys.list())).toBe("forbidden");
  expect(await refusal(createDesk({ url: running.url }).session.signIn(token))).toBe("credentials_invalid");
  await mateo.session.signOut();
  expect(await refusal(mateo.session.get())).not.toBe("none");
});
