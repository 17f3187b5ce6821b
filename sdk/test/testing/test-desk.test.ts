import { afterEach, expect, expectTypeOf, test, vi } from "vitest";
import { createDesk } from "../../src/desk.ts";
import { signIdentity } from "../../src/identity.ts";
import { createFirstline, type FirstlineOptions, type LiveStatus, type Thread } from "../../src/index.ts";
import { createTestDesk, type TestDesk } from "../../testing/index.ts";
import { errorOf } from "../error-of.ts";
import { submission } from "../examples.ts";

const visitorOf = (desk: TestDesk, more: Partial<FirstlineOptions> = {}) =>
  createFirstline({ ...desk.connection, site: desk.site.key, ...more });

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

test("a site is made of its name, and says what it was given", async () => {
  const desk = createTestDesk({
    agents: ["Ann Lee", { name: "Ben", tier: 3 }],
    sites: [{ name: "Shop", topics: ["Billing"], greeting: "Hello!" }, "Bank of Nowhere"],
  });
  expect(await visitorOf(desk).site()).toMatchObject({
    key: "pk_shopshop",
    name: "Shop",
    greeting: "Hello!",
    topics: [{ id: "top_billing", label: "Billing", fields: [] }],
  });
  expect(desk.sites.map(({ id, key, prefix }) => [id, key, prefix])).toEqual([
    ["site_shop", "pk_shopshop", "SHOP"],
    ["site_bankofnowhere", "pk_bankofnowhere", "BANKOF"],
  ]);
  expect(desk.agent("Ann Lee").id).toBe("agt_annlee");
  expect(desk.setup.tiers.map(({ level }) => level)).toEqual([1, 2, 3]);
});

test("what cannot be says why", () => {
  const desk = createTestDesk();
  expect(() => desk.agent("Zoe")).toThrow("The test desk has no agent “Zoe”, but Ann, Ben, Ada.");
  expect(() => desk.clock.advance("2 hours")).toThrow('"2 hours" is no span of time');
  expect(() => desk.clock.advance(-1)).toThrow("no span of time");
  expect(() => desk.clock.advanceTo("2001-01-01")).toThrow("does not go back");
  expect(() => createTestDesk({ now: "soon" })).toThrow('"soon" is no instant');
  expect(() => createTestDesk({ sites: ["Shop", "Shop"] })).toThrow(/No desk would take this set-up:\n {2}sites/);
  expect(() => createTestDesk({ setup: { rules: [] } })).toThrow("No desk would take this set-up:\n  rules");
});

test.each(["new", "open", "pending", "on_hold", "solved", "closed"] as const)("a ticket that is %s", async (status) => {
  const desk = createTestDesk();
  const made = await desk.createTicket({ status, topic: "Billing", assignee: "Ben", name: "Kim" });
  expect(made.ticket).toMatchObject({
    status: status === "new" ? "open" : status,
    topic: { label: "Billing" },
    assignee: { name: "Ben" },
  });
  const { ticket } = await visitorOf(desk, { token: made.token }).tickets.get(made.number);
  expect(ticket).toEqual(made.ticket);
});

test("a ticket with a story, of a visitor who has one already", async () => {
  const desk = createTestDesk();
  const first = await desk.createTicket();
  expect(first.ticket).toMatchObject({ status: "new", assignee: null });
  const messages = [
    { from: "agent", text: "Which one?" },
    { from: "requester", text: "The lamp." },
    { from: "agent", text: "Is it plugged in?" },
  ] as const;
  const second = await desk.createTicket({ token: first.token, messages });
  expect(second.ticket.unread).toBe(2);
  const visitor = visitorOf(desk, { token: first.token });
  expect((await visitor.tickets.list().toArray()).map(({ number }) => number)).toEqual([second.number, first.number]);
  const elsewhere = visitorOf(desk);
  expect((await elsewhere.redeem(second.number, second.secret)).ticket.number).toBe(second.number);
  await expect(desk.createTicket({ topic: "Weather" })).rejects.toThrow(
    "has no topic “Weather”, but Delivery, Billing.",
  );
});

test("time stands still until it is let pass, and then what falls due happens at its instant", async () => {
  const day = [{ from: "09:00", to: "17:00" }];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  const targets = { low: {}, normal: { firstResponse: 60, resolution: 480 }, high: {}, urgent: {} };
  const desk = createTestDesk({
    now: "2027-03-01T09:00:00.000Z",
    setup: {
      calendars: [{ id: "cal_office", name: "Office", zone: "UTC", hours, holidays: [] }],
      contracts: [
        { id: "ctr_shop", name: "Shop", site: "site_shop", plan: null, calendar: "cal_office", targets, closeAfter: 7 },
      ],
    },
  });
  const visitor = visitorOf(desk);
  const { number } = (await visitor.tickets.submit(submission)).ticket;
  const promise = async () => (await visitor.tickets.get(number)).ticket.promise?.answer;
  expect(await promise()).toEqual({ is: "due", at: "2027-03-01T10:00:00.000Z" });
  desk.clock.advance("90m");
  expect(desk.clock.now.toISOString()).toBe("2027-03-01T10:30:00.000Z");
  expect(await promise()).toMatchObject({ is: "missed", dueAt: "2027-03-01T10:00:00.000Z", lateBy: 1_800_000 });
  await desk.agent("Ann").solve(number);
  desk.clock.advanceTo("2027-03-12T00:00:00.000Z");
  const { ticket, events } = await visitor.tickets.get(number);
  expect(ticket.status).toBe("closed");
  expect(events.at(-1)).toMatchObject({ type: "status", to: "closed", at: "2027-03-08T10:30:00.000Z" });
});

test("a watch is live, is told what an agent does, and survives a cut line", async () => {
  const desk = createTestDesk();
  const visitor = visitorOf(desk);
  const { number, seq } = (await visitor.tickets.submit(submission)).ticket;
  const heard: Thread[] = [];
  const statuses: LiveStatus[] = [];
  const stop = visitor.tickets.watch(number, {
    after: seq,
    onChange: (thread) => heard.push(thread),
    onStatus: (status) => statuses.push(status),
  });
  stops.push(stop);
  await vi.waitFor(() => expect(statuses).toEqual(["connecting", "live"]));
  const ann = desk.agent("Ann");
  await ann.reply(number, "Is it plugged in?");
  await vi.waitFor(() => expect(heard.at(-1)?.ticket.unread).toBe(1));
  await ann.read(number);
  await vi.waitFor(() => expect(heard.at(-1)?.ticket.seen?.seq).toBe(5));
  desk.live.cut();
  await ann.reply(number, "Hello?");
  await vi.waitFor(() => expect(heard.at(-1)?.ticket.unread).toBe(2), 3_000);
  expect(statuses).toEqual(["connecting", "live", "connecting", "live"]);
  expect(heard.flatMap(({ events }) => events.map((event) => event.seq))).toEqual([4, 5, 6]);
  stop();
  await vi.waitFor(() => expect(desk.live.connections).toBe(0));
});

test("where sockets are blocked it is asked for, and is live once they are let through", async () => {
  const desk = createTestDesk();
  const statuses: LiveStatus[] = [];
  desk.live.block();
  const program = createDesk({ ...desk.connection, key: desk.key });
  const seen: string[] = [];
  const watch = () =>
    stops.push(
      program.watch({
        site: desk.site.id,
        onChange: ({ ticket }) => seen.push(ticket.number),
        onStatus: (status) => statuses.push(status),
      }),
    );
  watch();
  await vi.waitFor(() => expect(statuses).toEqual(["connecting", "polling"]));
  desk.live.allow();
  // A watch that polls looks for a socket about once a minute; a new one does at once.
  for (const stop of stops.splice(0)) stop();
  watch();
  await vi.waitFor(() => expect(statuses.at(-1)).toBe("live"));
  const { number } = await desk.createTicket();
  await vi.waitFor(() => expect(seen).toEqual([number]));
});

test("a revoked key and a forgotten token are cut off from what is live", async () => {
  const desk = createTestDesk();
  const ada = desk.agent("Ada").client;
  const { key, secret } = await ada.keys.create({ name: "Watcher", scopes: ["tickets:read"], sites: "all" });
  const program = createDesk({ ...desk.connection, key: secret });
  const errors: string[] = [];
  const statuses: LiveStatus[] = [];
  stops.push(
    program.watch({
      site: desk.site.id,
      onChange: () => errors.push("changed"),
      onStatus: (status) => statuses.push(status),
      onError: ({ code }) => errors.push(code),
    }),
  );
  await vi.waitFor(() => expect(statuses.at(-1)).toBe("live"));
  await ada.keys.revoke(key.id);
  await desk.createTicket();
  await vi.waitFor(() => expect(errors).toEqual(["credentials_invalid"]), 4_000);
});

test("identities are signed by the desk's clock, or by the site's own server with the desk's key", async () => {
  const desk = createTestDesk({ now: "2030-01-01T00:00:00.000Z" });
  const visitor = visitorOf(desk);
  const user = { id: "user-1", name: "Kim", email: "kim@example.com", emailVerified: true, plan: "gold" };
  expect(await visitor.identify(() => desk.signIdentity(user))).toMatchObject({ name: "Kim", verified: true });
  desk.clock.advance("2h");
  // The identity has run out, and is renewed by itself.
  expect(await visitor.tickets.list().toArray()).toEqual([]);
  const today = createTestDesk();
  const token = await signIdentity({ ...(await today.identityKey()), site: today.site.key, user });
  expect(await visitorOf(today).identify(token)).toMatchObject({ plan: "gold" });
  expect((await errorOf(visitor.identify(token))).issues.map(({ path }) => path)).toContain("body.token.header.kid");
});

test("an agent's hand does what agents do, and is refused as they are", async () => {
  const desk = createTestDesk();
  const { number } = await desk.createTicket();
  const [ann, ben] = [desk.agent("Ann"), desk.agent("agt_ben")];
  expect((await ann.claim(number)).assignee?.name).toBe("Ann");
  expect((await errorOf(ben.claim(number))).code).toBe("already_assigned");
  expect((await ann.change(number, { priority: "urgent" })).priority).toBe("urgent");
  expect((await ann.escalate(number, { publicReason: "Ben knows." })).tier.level).toBe(2);
  expect((await ben.return(number)).bounces).toBe(1);
  expect((await ann.assign(number, "Ben")).assignee?.name).toBe("Ben");
  expect((await ann.assign(number, null)).assignee).toBeNull();
  expect((await ann.note(number, "Hm.")).seq).toBeGreaterThan(5);
  expect((await ben.solve(number)).status).toBe("solved");
  expect((await errorOf(ben.solve(number))).code).toBe("transition_refused");
});

test("what it does not do it says, with a code of its own", async () => {
  const desk = createTestDesk();
  const program = createDesk({ ...desk.connection, key: desk.key });
  const error = await errorOf(program.alarms.list());
  expect(error).toMatchObject({ code: "not_implemented", status: 501 });
  expect(error.message).toContain("The test desk does not do GET /v1/desk/alarms");
});

test("its socket and its fetch fit where the platform's own go", () => {
  const desk = createTestDesk();
  expectTypeOf(desk.fetch).toEqualTypeOf<typeof fetch>();
  expectTypeOf<typeof WebSocket>().toExtend<TestDesk["WebSocket"]>();
  expect(() => new desk.WebSocket("wss://desk.test/v1/live").send("too soon")).toThrow("not open");
});

test("what would be mailed is there to be followed", async () => {
  const desk = createTestDesk();
  const { number } = await desk.createTicket({ email: "kim@example.com" });
  const visitor = visitorOf(desk);
  await visitor.restore("Kim@example.com");
  await visitor.restore("nobody@example.com");
  expect(desk.mails).toHaveLength(1);
  const [mail] = desk.mails;
  expect(mail?.link).toBe(`https://desk.test/t/SHOP#r=${mail?.secret}`);
  await visitor.redeemRestore(mail?.secret ?? "");
  expect((await visitor.tickets.list().toArray()).map((ticket) => ticket.number)).toEqual([number]);
});
