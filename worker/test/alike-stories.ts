import { page } from "./desk.ts";
import { textFile } from "./files.ts";
import type { Story } from "./two-desks.ts";

const minute = 60_000;
const hour = 60 * minute;
const submission = { subject: "The lamp is dark", message: { text: "It does not turn on." } };
const key = (letter: string) => letter.repeat(24);
const known = ({
  ticket: { number, seq },
}: {
  readonly ticket: { readonly number: string; readonly seq: number };
}) => ({
  number,
  seq,
});
const secretIn = (link: string) => link.split("#k=")[1] ?? "";
const json = { "content-type": "application/json" };

/** What hosts rely on, told as it happens; whatever two desks say to it has to be the same. */
export const stories: Readonly<Record<string, Story>> = {
  "a ticket from submission to rating": async ({ visitor, agent, note, refused, pass }) => {
    const kim = visitor();
    const { number } = (await note("submits", kim.tickets.submit({ ...submission, topic: "top_login", name: "Kim" })))
      .ticket;
    const ann = agent("agt_ann");
    await pass(minute);
    await note("is listed", ann.tickets.list({ view: "open" }).page());
    const claimed = await note("is claimed or had already", ann.tickets.get(number));
    await note("a note", ann.tickets.note(number, { text: "Old bulb?" }));
    await note("is seen", ann.tickets.read(number, claimed.ticket.seq + 10));
    await pass(minute);
    await note("an answer", ann.tickets.reply(number, { text: "Is it plugged in?", status: "pending" }));
    const seen = await note("the visitor reads", kim.tickets.get(number));
    await note("only what is new", kim.tickets.get(number, { after: 3 }));
    await note("marks half as read", kim.tickets.read(number, seen.ticket.seq - 1));
    await note("marks all as read", kim.tickets.read(number, seen.ticket.seq + 100));
    await note("marks less as read", kim.tickets.read(number, 1));
    await refused("cannot confirm yet", kim.tickets.confirm(number));
    await refused("cannot reopen what is open", kim.tickets.reopen(number));
    await refused("cannot rate yet", kim.tickets.rate(number, { score: 5 }));
    await pass(minute);
    await note(
      "replies, which opens it",
      kim.tickets.reply(number, { id: "msg_fixedByThePage1", text: "It was not!" }),
    );
    const { ticket } = await ann.tickets.get(number);
    await note("is urgent", ann.tickets.update(ticket, { priority: "urgent" }));
    await refused("an old version", ann.tickets.update(ticket, { priority: "low" }));
    await note("is solved", ann.tickets.solve(known(await ann.tickets.get(number))));
    await refused("cannot be solved twice", ann.tickets.solve(known(await ann.tickets.get(number))));
    await note("is not solved", kim.tickets.reopen(number));
    await note("is solved with the answer", ann.tickets.reply(number, { text: "Now?", status: "solved" }));
    await note("is rated", kim.tickets.rate(number, { score: 4, comment: "Quick." }));
    await note("is confirmed", kim.tickets.confirm(number));
    await note("is rated again", kim.tickets.rate(number, { score: 5 }));
    await refused("is closed for replies", kim.tickets.reply(number, { text: "One more" }));
    await refused("and for agents", ann.tickets.reply(number, { text: "One more" }));
    await note("but not for notes", ann.tickets.note(number, { text: "For the record." }));
    await note("goes on in another", kim.tickets.submit({ ...submission, followUpOf: number }));
    await note("is found from there", ann.tickets.list({ followUpOf: number }).toArray());
    await note("my tickets", kim.tickets.list().toArray());
    await note("all of it", kim.exportData());
  },

  "what is wrong is told the same way": async ({ visitor, agent, program, reader, refused, raw, keyHeaders }) => {
    const kim = visitor();
    const { number } = (await kim.tickets.submit(submission)).ticket;
    await refused("no subject", visitor().tickets.submit({ ...submission, subject: " " }));
    await refused("no text", visitor().tickets.submit({ ...submission, message: { text: "" } }));
    await refused("no such topic", visitor().tickets.submit({ ...submission, topic: "top_nowhere" }));
    await refused("not asked for", visitor().tickets.submit({ ...submission, fields: { size: "XL" } }));
    await refused("no e-mail address", visitor().tickets.submit({ ...submission, email: "kim" }));
    await refused(
      "no file of mine",
      kim.tickets.reply(number, { text: "See", attachments: [{ id: `att_${"a".repeat(43)}` }] }),
    );
    await refused("a slip in the number", kim.tickets.get("SHOP-10018"));
    await refused("a number of another site", kim.tickets.get("BANK-10019"));
    await refused("a number that is none", kim.tickets.get("10019"));
    await refused("somebody else's", visitor({ token: await otherToken(visitor) }).tickets.get(number));
    await refused("without a token", visitor().tickets.get(number));
    await refused("with a token that is none", visitor({ token: "flv_nobody" }).tickets.get(number));
    await refused("a key of no site", visitor({ site: "pk_nowhere1" }).site());
    await refused("a follow-up of nothing", kim.tickets.submit({ ...submission, followUpOf: "SHOP-999999997" }));
    await refused("an agent of another site", agent("agt_bob").tickets.get(number));
    await refused("a key that may only read", reader.tickets.reply(number, { text: "Hi" }));
    await refused("a key claims nothing", program.tickets.claim(number));
    await refused("an agent and the set-up", agent("agt_ann").setup.get());
    await refused(
      "assigned to nobody known",
      program.tickets.assign(known(await program.tickets.get(number)), "agt_nobody"),
    );
    await refused(
      "half a handover",
      program.tickets.escalate(known(await program.tickets.get(number)), { handover: { summary: "x" } }),
    );
    await refused("returned to nobody", program.tickets.return(known(await program.tickets.get(number)), "What?"));
    await refused("a contact that is not there", program.contacts.update("site_shop", "con_nobody", { plan: "gold" }));
    await raw("no credential", "/v1/desk/tickets");
    await raw("a wrong key", "/v1/desk/tickets", { headers: { authorization: "Bearer fls_key_wrong" } });
    await raw("no site", "/v1/site");
    await raw("no such address", "/v1/nothing");
    await raw("a method that is not there", "/v1/site", { method: "POST" });
    await raw("an origin that is not on the list", "/v1/site", {
      headers: { ...page("pk_shopshop"), origin: "https://elsewhere.test" },
    });
    const post = (body: string, headers: Record<string, string> = json) => ({
      method: "POST",
      headers: { ...page("pk_shopshop"), ...headers },
      body,
    });
    await raw("not JSON", "/v1/tickets", post("{"));
    await raw("a key twice", "/v1/tickets", post('{"subject":"a","subject":"b"}'));
    await raw("a key too much", "/v1/tickets", post('{"subject":"a","message":{"text":"b"},"more":1}'));
    await raw("too deep", "/v1/tickets", post("[".repeat(40)));
    await raw("another type", "/v1/tickets", post("subject=a", { "content-type": "text/plain" }));
    await raw("a control character", "/v1/tickets", post('{"subject":"a\\u0000","message":{"text":"b"}}'));
    await raw(
      "too large",
      "/v1/tickets",
      post(JSON.stringify({ subject: "a", message: { text: "b".repeat(200_000) } })),
    );
    await raw(
      "a key that is too short",
      "/v1/tickets",
      post(JSON.stringify(submission), { ...json, "idempotency-key": "short" }),
    );
    await raw("a limit too much", "/v1/desk/tickets?limit=1000", { headers: keyHeaders });
    await raw("a cursor of nothing", "/v1/desk/tickets?cursor=abc", { headers: keyHeaders });
    await raw("no version", `/v1/desk/tickets/${number}`, {
      method: "PATCH",
      headers: { ...keyHeaders, ...json },
      body: '{"priority":"low"}',
    });
  },

  "the same key twice": async ({ visitor, agent, program, note, refused }) => {
    const kim = visitor();
    const options = { idempotencyKey: key("a") };
    const first = await note("submits", kim.tickets.submit(submission, options));
    const again = await note("again, not known yet", visitor().tickets.submit(submission, options));
    if (first.ticket.number !== again.ticket.number) throw new Error("Two tickets were made");
    await refused("with another body", visitor().tickets.submit({ ...submission, subject: "Other" }, options));
    const { number } = first.ticket;
    await note("replies", kim.tickets.reply(number, { id: "msg_fixedByThePage2", text: "Hello?" }));
    await note("replies again", kim.tickets.reply(number, { id: "msg_fixedByThePage2", text: "Hello?" }));
    await refused("another reply", kim.tickets.reply(number, { id: "msg_fixedByThePage2", text: "Hello!" }));
    const ann = agent("agt_ann");
    await note("answers", ann.tickets.reply(number, { id: "msg_fixedByThePage3", text: "Yes?" }));
    await note("answers again", ann.tickets.reply(number, { id: "msg_fixedByThePage3", text: "Yes?" }));
    await note(
      "somebody else's key is another",
      program.tickets.note(number, { text: "Hm." }, { idempotencyKey: "msg_fixedByThePage3" }),
    );
    const requester = { email: "lee@example.test", name: "Lee" };
    const order = { site: "site_shop", requester, subject: "By phone", message: { text: "They called." } };
    await note("opens for somebody", program.tickets.create(order, { idempotencyKey: key("b") }));
    await note("opens it again", program.tickets.create(order, { idempotencyKey: key("b") }));
    await note("opens another for them", program.tickets.create({ ...order, tags: ["vip"], priority: "high" }));
    await note("who is on the list", program.tickets.list().toArray());
  },

  "pages of a list": async ({ visitor, program, agent, note }) => {
    const kim = visitor();
    for (const subject of ["One", "Two", "Three"]) await kim.tickets.submit({ ...submission, subject });
    const first = await note("a page", kim.tickets.list({ limit: 2 }).page());
    await note("the next", kim.tickets.list({ limit: 2, cursor: first.next ?? undefined }).page());
    const desk = await note("an agent's page", program.tickets.list({ limit: 2, site: "site_shop" }).page());
    await note(
      "the agent's next",
      program.tickets.list({ limit: 2, site: "site_shop", cursor: desk.next ?? undefined }).page(),
    );
    for (const view of ["mine", "team", "unassigned", "open", "solved"] as const) {
      await note(`Ann's ${view}`, agent("agt_ann").tickets.list({ view }).toArray());
      await note(`the program's ${view}`, program.tickets.list({ view }).toArray());
    }
  },

  "links, tokens and forgetting": async ({ visitor, note, refused, raw }) => {
    const kim = visitor();
    const { ticket, link } = await kim.tickets.submit(submission);
    const { number } = ticket;
    const elsewhere = visitor();
    await note("opens it elsewhere", elsewhere.redeem(number, secretIn(link)));
    await note("may reply there", elsewhere.tickets.reply(number, { text: "From my phone." }));
    await refused("a wrong secret", visitor().redeem(number, "wrong"));
    await note("is on the list there", elsewhere.tickets.list().toArray());
    await note("with one's own", elsewhere.tickets.submit({ ...submission, subject: "Another" }));
    await note("and both are there", elsewhere.tickets.list().toArray());
    await note("all data there", elsewhere.exportData());
    const { token } = elsewhere;
    await note("forgets", elsewhere.forget());
    await refused("the token is over", visitor({ token }).tickets.list().page());
    await raw("the ticket, with its tag", `/v1/tickets/${number}`, { headers: page("pk_shopshop", kim.token) });
  },

  "who the visitor is": async ({ visitor, program, identity, note, refused, pass }) => {
    const kim = visitor();
    const { number } = (await kim.tickets.submit({ ...submission, email: "kim@typed.test" })).ticket;
    const claims = {
      sub: "user-1",
      name: "Kim",
      email: "Kim@example.test",
      email_verified: true,
      plan: "gold",
      language: "de",
    };
    await note("identifies", kim.identify(await identity(claims)));
    await note("keeps the ticket", kim.tickets.get(number));
    await note("writes as somebody", kim.tickets.submit({ ...submission, name: "Somebody else" }));
    const phone = visitor();
    await note("on another device", phone.identify(await identity({ sub: "user-1", jti: "2" })));
    await note("finds all", phone.tickets.list().toArray());
    await note("agents see", program.tickets.list().toArray());
    await note("what the desk keeps", phone.exportData());
    await note("a plan is taken away", phone.identify(await identity({ sub: "user-1", plan: null, jti: "3" })));
    await refused("a token for nobody", visitor().identify(await identity({ sub: undefined })));
    await refused("of another site", visitor().identify(await identity({ ...claims, aud: "pk_bankbank" })));
    await refused("run out", visitor().identify(await identity({ ...claims, exp: 1 })));
    await refused("no token", visitor().identify("opensesame"));
    await refused("a broken one", visitor().identify(`${await identity(claims)}x`));
    await pass(hour);
    await refused("after an hour", phone.tickets.list().page());
    await refused("without an end", visitor().identify(await identity({ sub: "user-1", exp: undefined })));
  },

  files: async ({ visitor, agent, program, note, refused }) => {
    const kim = visitor();
    const blob = (text: string, type = "text/plain") => new Blob([textFile(text).bytes.slice()], { type });
    const options = { name: "notes.txt", idempotencyKey: key("f") };
    const upload = await note("uploads", kim.uploads.create(blob("a line"), options));
    await note("uploads again", kim.uploads.create(blob("a line"), options));
    await refused("another with the key", kim.uploads.create(blob("other!"), options));
    await refused("nothing", kim.uploads.create(blob(""), { name: "empty.txt" }));
    await refused("a page", kim.uploads.create(blob("<!doctype html><script>1</script>"), { name: "page.html" }));
    await refused("too large", kim.uploads.create(blob("x".repeat(200_001)), { name: "long.txt" }));
    const sent = await note(
      "is sent",
      kim.tickets.submit({ ...submission, message: { text: "See", attachments: [upload] } }),
    );
    const { number } = sent.ticket;
    await refused("twice", kim.tickets.reply(number, { text: "See", attachments: [upload] }));
    await note("is read", kim.attachments.get(upload.id));
    await refused("by nobody else", visitor({ token: await otherToken(visitor) }).attachments.get(upload.id));
    await note("by agents", program.attachments.get(upload.id));
    const internal = await note(
      "an agent's",
      agent("agt_ann").uploads.create("site_shop", blob("for us"), { name: "us.txt" }),
    );
    await refused(
      "is not the program's to name",
      program.tickets.note(number, { text: "See", attachments: [internal] }),
    );
    await note("on a note", agent("agt_ann").tickets.note(number, { text: "See", attachments: [internal] }));
    await refused("is not the visitor's", kim.attachments.get(internal.id));
    await note(
      "files alone",
      agent("agt_ann").tickets.reply(number, {
        text: "",
        attachments: [await agent("agt_ann").uploads.create("site_shop", blob("here"), { name: "here.txt" })],
      }),
    );
  },

  "up and down the tiers": async ({ visitor, agent, program, note, refused, pass }) => {
    const kim = visitor();
    const { number } = (await kim.tickets.submit(submission)).ticket;
    const handover = {
      summary: "A dark lamp.",
      tried: ["Another socket"],
      missing: "A tester.",
      impact: "One person in the dark.",
      publicReason: "Our electricians look at it.",
    };
    await pass(minute);
    await note("goes up", program.tickets.escalate(known(await program.tickets.get(number)), { handover }));
    await note("the visitor sees", kim.tickets.get(number));
    await note("comes back", program.tickets.return(known(await program.tickets.get(number)), "Which lamp?"));
    await note("is given to somebody", program.tickets.assign(known(await program.tickets.get(number)), "agt_ada"));
    await note("the same again", program.tickets.assign(known(await program.tickets.get(number)), "agt_ada"));
    await note("is given back", program.tickets.assign(known(await program.tickets.get(number)), null));
    await note("Ann takes it", agent("agt_ann").tickets.claim(number));
    await refused("Lea cannot", agent("agt_lea").tickets.claim(number));
    await note(
      "goes up again",
      program.tickets.escalate(known(await program.tickets.get(number)), { tier: 2, handover }),
    );
    const playbook = { title: "Dark lamps", signs: "It is dark.", steps: ["Turn it on"] };
    await note("is solved there", program.tickets.solve(known(await program.tickets.get(number)), { playbook }));
    await note("the whole way", program.tickets.get(number));
    await note(
      "waits for nobody",
      program.contacts.update("site_shop", (await program.tickets.get(number)).ticket.requester.id, {
        plan: "gold",
        name: "Kim",
      }),
    );
  },

  "what is promised, and what time does to it": async ({ visitor, program, note, attempt, pass }) => {
    const kim = visitor();
    const { number } = (await note("a promise", kim.tickets.submit({ ...submission, subject: "A refund" }))).ticket;
    await pass(22.5 * minute);
    await note("at risk", program.tickets.get(number));
    await pass(7.5 * minute);
    await note("missed, so it goes up", program.tickets.get(number));
    await note("the visitor sees", kim.tickets.get(number));
    await note("answered late", program.tickets.reply(number, { text: "Sorry!", status: "pending" }));
    await pass(hour);
    await note("paused meanwhile", program.tickets.get(number));
    await note("goes on", kim.tickets.reply(number, { text: "Well?" }));
    await note("on hold", program.tickets.update(known(await program.tickets.get(number)), { status: "on_hold" }));
    await note("solved", program.tickets.solve(known(await program.tickets.get(number))));
    await pass(5 * 24 * hour);
    await attempt("too late to open again under the contract", kim.tickets.reply(number, { text: "Again!" }));
    await pass(2 * 24 * hour);
    await note("closed by silence", kim.tickets.get(number));
  },

  "the set-up": async ({ program, visitor, note, refused }) => {
    const { version, setup } = await program.setup.get();
    const [rule, ...others] = setup.rules;
    if (!rule) throw new Error("There is a rule");
    const sites = setup.sites.map((site) => ({
      ...site,
      greeting: "Good day",
      consent: { version: "1", text: "We keep it." },
    }));
    const changed = { ...setup, sites };
    await note(
      "what would change",
      program.setup.diff(changed).then(({ changes, contracts }) => ({ changes, contracts })),
    );
    await refused("no default rule", program.setup.put({ version, setup: { ...setup, rules: [] } }));
    await refused(
      "a team of nobody known",
      program.setup.put({
        version,
        setup: { ...setup, rules: [{ ...rule, outcome: { team: "team_nowhere" } }, ...others] },
      }),
    );
    await refused("an old version", program.setup.put({ version: version - 1, setup: changed }));
    await note(
      "is put",
      program.setup.put({ version, setup: changed }).then((put) => put.setup),
    );
    await note("is seen by pages", visitor().site());
    await refused("consent is asked for", visitor().tickets.submit(submission));
    await refused("another consent", visitor().tickets.submit({ ...submission, consent: { version: "7" } }));
    const context = { page: "https://kim@shop.test/basket?card=4711#top", widget: "1.0" };
    const kim = visitor();
    await note(
      "consents",
      kim.tickets.submit({ ...submission, consent: { version: "1" }, context }).catch(() => null),
    );
    await refused(
      "reworded under its version",
      program.setup.put({
        version: version + 1,
        setup: {
          ...changed,
          sites: sites.map((site) => ({ ...site, consent: { version: "1", text: "We sell it." } })),
        },
      }),
    );
  },

  "what is pushed": async ({ visitor, agent, program, listen, note, keyHeaders }) => {
    const kim = visitor();
    const { number } = (await kim.tickets.submit(submission)).ticket;
    const path = `/v1/live?site=pk_shopshop&number=${number}`;
    const secret = keyHeaders.authorization?.replace("Bearer ", "");
    const [own, site] = [await listen(path), await listen("/v1/desk/live?site=site_shop")];
    const heard = async (name: string, ear: typeof own) => note(name, ear.next().then(read));
    own.say(hello(kim.token));
    await heard("the visitor is greeted", own);
    site.say(hello(secret));
    await heard("the program is greeted", site);
    own.say("ping");
    await heard("is answered", own);
    await agent("agt_ann").tickets.note(number, { text: "Old bulb?" });
    await heard("the note, to the program", site);
    await heard("that it is open, to the visitor", own);
    await program.tickets.reply(number, { text: "Is it plugged in?", status: "pending" });
    await heard("the answer, to the program", site);
    await heard("the answer, to the visitor", own);
    await agent("agt_ann").tickets.read(number, 100);
    await heard("that it was seen, to the visitor", own);
    const again = await listen(path);
    again.say(hello(kim.token));
    await heard("whoever comes later", again);
    for (const [name, text] of Object.entries({ nobody: hello(), "a stranger": hello("flv_nobody"), noise: "{" })) {
      const stranger = await listen(path);
      stranger.say(text);
      await heard(`${name} is told why`, stranger);
      await heard(`${name} is turned away`, stranger);
    }
  },

  keys: async ({ agent, program, note, refused, fetch }) => {
    const ada = agent("agt_ada");
    const request = { name: "Watcher", scopes: ["tickets:read" as const], sites: ["site_shop"] };
    const made = await note("is made", ada.keys.create(request, { idempotencyKey: key("k") }));
    await note("is made once", ada.keys.create(request, { idempotencyKey: key("k") }));
    await refused("not by a program", program.keys.list());
    const headers = { authorization: `Bearer ${made.secret}` };
    const status = async () => (await fetch("https://desk.test/v1/desk/tickets", { headers })).status;
    await note("works", status());
    await note("is revoked", ada.keys.revoke(made.key.id));
    await note("works no more", status());
    await refused("is not there any more", ada.keys.revoke(made.key.id));
    const identity = await note(
      "an identity key",
      ada.identityKeys.create("site_bank", { algorithm: "HS256", name: "Server" }),
    );
    const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
      one.name.localeCompare(other.name);
    await note(
      "is listed",
      ada.identityKeys.list("site_bank").then((keys) => keys.toSorted(byName)),
    );
    await note("and revoked", ada.identityKeys.revoke("site_bank", identity.key.id));
    await refused("once", ada.identityKeys.revoke("site_bank", identity.key.id));
  },
};

/** The first frame of a socket. */
const hello = (token?: string) => JSON.stringify({ type: "hello", token });

/** A text as it was meant: a frame, or a word. */
const read = (text: string): unknown => (text.startsWith("{") ? JSON.parse(text) : text);

/** The token of a visitor who has a ticket of their own. */
async function otherToken(visitor: Parameters<Story>[0]["visitor"]): Promise<string | undefined> {
  const other = visitor();
  await other.tickets.submit({ ...submission, subject: "Mine" });
  return other.token;
}
