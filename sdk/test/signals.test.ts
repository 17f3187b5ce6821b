import { afterAll, expect, test } from "vitest";
import { type CallOptions, createDesk, type Desk } from "../src/desk.ts";
import { createFirstline, type Firstline } from "../src/index.ts";
import { startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { number, submission } from "./examples.ts";

// The table below is made of it.
const server = await startDeskServer();
server.answer(() => "silence");
afterAll(() => server.stop());

const known = { number, seq: 7 };
const absence = { agent: "agt_1", from: "2026-12-21T08:00:00.000Z", to: "2026-12-22T08:00:00.000Z" };
const setup = { name: "Desk", tiers: [], teams: [], agents: [], sites: [], rules: [] };
const contract = {
  id: "ctr_1",
  name: "Shop",
  site: "site_1",
  plan: null,
  calendar: "cal_1",
  targets: { low: {}, normal: {}, high: {}, urgent: {} },
};
const file = new Blob(["text"]);
const key = { name: "Key", scopes: ["tickets:read" as const], sites: "all" as const };
const credential = {
  id: "AAAA",
  rawId: "AAAA",
  type: "public-key",
  response: { clientDataJSON: "e30", attestationObject: "oA" },
  clientExtensionResults: {},
} as const;
const years = { file: "BEGIN:VCALENDAR", firstYear: 2027, lastYear: 2027 };
const ticket = { ...submission, site: "site_1", requester: { email: "kim@example.test" } };

type Call = (options: CallOptions) => Promise<unknown>;
/** Every method of an interface that calls the desk, by its name: a missing one does not compile. */
type Calls<Api> = {
  [Name in keyof Api as Api[Name] extends (...given: never[]) => unknown
    ? Name extends "watch"
      ? never
      : Name
    : Api[Name] extends object
      ? Name
      : never]: Api[Name] extends (...given: never[]) => unknown ? Call : Calls<Api[Name]>;
};

const saved = { name: "Mine", view: "mine" as const };

const types = ["ticket.created" as const];
const webhook = { name: "Chat", url: "https://hooks.example", sites: "all" as const, types };
const ofDesk = (desk: Desk): Calls<Desk> => ({
  savedViews: {
    list: (options) => desk.savedViews.list(options),
    save: (options) => desk.savedViews.save("view_1", saved, options),
    forget: (options) => desk.savedViews.forget("view_1", options),
    share: (options) => desk.savedViews.share("view_1", saved, options),
    forgetShared: (options) => desk.savedViews.forgetShared("view_1", options),
  },
  session: {
    get: (options) => desk.session.get(options),
    signIn: (options) => desk.session.signIn("token", options),
    signOut: (options) => desk.session.signOut(options),
  },
  signIn: {
    ways: (options) => desk.signIn.ways(options),
    requestLink: (options) => desk.signIn.requestLink({ email: "ann@desk.test" }, options),
    passkeyOptions: (options) => desk.signIn.passkeyOptions(options),
    startOidc: (options) => desk.signIn.startOidc("oidc_1", options),
  },
  sessions: {
    list: (options) => desk.sessions.list(options),
    end: (options) => desk.sessions.end("ses_1", options),
    endOthers: (options) => desk.sessions.endOthers(options),
    listOf: (options) => desk.sessions.listOf("agt_1", options),
    endOf: (options) => desk.sessions.endOf("agt_1", "ses_1", options),
    endAllOf: (options) => desk.sessions.endAllOf("agt_1", options),
  },
  passkeys: {
    list: (options) => desk.passkeys.list(options),
    creationOptions: (options) => desk.passkeys.creationOptions(options),
    create: (options) => desk.passkeys.create({ name: "Laptop", credential }, options),
    rename: (options) => desk.passkeys.rename("psk_1", "Phone", options),
    remove: (options) => desk.passkeys.remove("psk_1", options),
  },
  oidc: {
    list: (options) => desk.oidc.list(options),
    setSecret: (options) => desk.oidc.setSecret("oidc_1", "secret", options),
    removeSecret: (options) => desk.oidc.removeSecret("oidc_1", options),
  },
  audit: { list: (options) => desk.audit.list({}, options).page() },
  tickets: {
    list: (options) => desk.tickets.list({}, options).page(),
    search: (options) => desk.tickets.search("lamp", {}, options).page(),
    counts: (options) => desk.tickets.counts({}, options),
    bulk: (options) => desk.tickets.bulk([{ number, change: { type: "claim" } }], options),
    get: (options) => desk.tickets.get(number, {}, options),
    create: (options) => desk.tickets.create(ticket, options),
    reply: (options) => desk.tickets.reply(number, { text: "Yes." }, options),
    note: (options) => desk.tickets.note(number, { text: "Hm." }, options),
    update: (options) => desk.tickets.update(known, { priority: "high" }, options),
    assign: (options) => desk.tickets.assign(known, null, options),
    claim: (options) => desk.tickets.claim(number, options),
    solve: (options) => desk.tickets.solve(known, {}, options),
    escalate: (options) => desk.tickets.escalate(known, { handover: {} }, options),
    return: (options) => desk.tickets.return(known, "A receipt.", options),
    merge: (options) => desk.tickets.merge(known, number, options),
    link: (options) => desk.tickets.link(number, number, "related", options),
    unlink: (options) => desk.tickets.unlink(number, number, options),
    read: (options) => desk.tickets.read(number, 7, options),
  },
  macros: { list: (options) => desk.macros.list({}, options) },
  uploads: { create: (options) => desk.uploads.create("site_1", file, options) },
  attachments: { get: (options) => desk.attachments.get("att_1", options) },
  contacts: {
    get: (options) => desk.contacts.get("site_1", "con_1", options),
    update: (options) => desk.contacts.update("site_1", "con_1", { plan: null }, options),
    note: (options) => desk.contacts.note("site_1", "con_1", "Calls in the evening.", options),
    removeNote: (options) => desk.contacts.removeNote("site_1", "con_1", "cnt_1", options),
    merge: (options) => desk.contacts.merge("site_1", "con_1", "con_2", options),
    data: async (options) => {
      for await (const page of desk.contacts.data("site_1", "con_1", options)) return page;
      return undefined;
    },
    erase: (options) => desk.contacts.erase("site_1", "con_1", options),
  },
  consents: { list: (options) => desk.consents.list("site_1", options) },
  installation: { get: (options) => desk.installation.get("site_1", options) },
  routing: { explain: (options) => desk.routing.explain({ number }, options) },
  coverage: {
    at: (options) => desk.coverage.at({ site: "site_1" }, options),
    gaps: (options) => desk.coverage.gaps({ site: "site_1" }, options),
    calendar: (options) => desk.coverage.calendar({ site: "site_1" }, options),
  },
  board: { get: (options) => desk.board.get({}, options) },
  standings: { list: (options) => desk.standings.list(options) },
  presence: { set: (options) => desk.presence.set("online", options) },
  absences: {
    list: (options) => desk.absences.list(options),
    plan: (options) => desk.absences.plan(absence, options),
    create: (options) => desk.absences.create(absence, options),
    delete: (options) => desk.absences.delete("abs_1", options),
  },
  alarms: { list: (options) => desk.alarms.list(options) },
  contracts: { dryRun: (options) => desk.contracts.dryRun({ contract }, options) },
  calendars: { readHolidays: (options) => desk.calendars.readHolidays(years, options) },
  setup: {
    get: (options) => desk.setup.get(options),
    put: (options) => desk.setup.put({ version: 1, setup }, options),
    diff: (options) => desk.setup.diff(setup, options),
    explain: (options) => desk.setup.explain({ setup, explain: { number: "SHOP-10019" } }, options),
  },
  keys: {
    list: (options) => desk.keys.list(options),
    create: (options) => desk.keys.create(key, options),
    revoke: (options) => desk.keys.revoke("key_1", options),
  },
  identityKeys: {
    list: (options) => desk.identityKeys.list("site_1", options),
    create: (options) => desk.identityKeys.create("site_1", { algorithm: "HS256", name: "Server" }, options),
    revoke: (options) => desk.identityKeys.revoke("site_1", "idk_1", options),
  },
  webhooks: {
    list: (options) => desk.webhooks.list(options),
    create: (options) => desk.webhooks.create(webhook, options),
    update: (options) => desk.webhooks.update("whk_1", { on: false }, options),
    delete: (options) => desk.webhooks.delete("whk_1", options),
    rotateSecret: (options) => desk.webhooks.rotateSecret("whk_1", options),
    ping: (options) => desk.webhooks.ping("whk_1", options),
    deliveries: (options) => desk.webhooks.deliveries("whk_1", {}, options).page(),
    delivery: (options) => desk.webhooks.delivery("whk_1", "whm_1", options),
    replay: (options) => desk.webhooks.replay("whk_1", "whm_1", options),
  },
  agents: { createLink: (options) => desk.agents.createLink("agt_1", options) },
});

const ofVisitor = (firstline: Firstline): Calls<Omit<Firstline, "token">> => ({
  site: (options) => firstline.site(options),
  tickets: {
    submit: (options) => firstline.tickets.submit(submission, options),
    list: (options) => firstline.tickets.list({}, options).page(),
    get: (options) => firstline.tickets.get(number, {}, options),
    reply: (options) => firstline.tickets.reply(number, { text: "And?" }, options),
    confirm: (options) => firstline.tickets.confirm(number, options),
    reopen: (options) => firstline.tickets.reopen(number, options),
    rate: (options) => firstline.tickets.rate(number, { score: 5 }, options),
    read: (options) => firstline.tickets.read(number, 7, options),
  },
  uploads: { create: (options) => firstline.uploads.create(file, options) },
  attachments: { get: (options) => firstline.attachments.get("att_1", options) },
  redeem: (options) => firstline.redeem(number, "secret", options),
  restore: (options) => firstline.restore("kim@example.test", options),
  redeemRestore: (options) => firstline.redeemRestore("secret", options),
  identify: (options) => firstline.identify("token", options),
  logout: (options) => firstline.logout(options),
  forget: (options) => firstline.forget(options),
  exportData: (options) => firstline.exportData(options),
});

const flat = (calls: object, path = ""): [string, Call][] =>
  Object.entries(calls).flatMap(([name, call]) =>
    typeof call === "function" ? [[`${path}${name}`, call]] : flat(call, `${path}${name}.`),
  );
const desk = () => createDesk({ url: server.url, key: "sk_1" });
const visitor = () => createFirstline({ url: server.url, site: "pk_shopshop", token: "visitor-token" });

test.each([...flat(ofDesk(desk())), ...flat(ofVisitor(visitor()))])("%s ends with its signal", async (name, call) => {
  const stopped = AbortSignal.abort();
  expect((await errorOf(call({ signal: stopped }))).code).toBe("aborted");
  const controller = new AbortController();
  const waiting = errorOf(call({ signal: controller.signal }));
  setTimeout(() => controller.abort(), 20);
  expect((await waiting).code, name).toBe("aborted");
});
