import { hour, key, known, minute, otherToken, submission } from "./alike-parts.ts";
import { page } from "./desk.ts";
import type { Story } from "./two-desks.ts";

const json = { "content-type": "application/json" };

/** The same of what programs and agents rely on, and of what is refused. */
export const deskStories: Readonly<Record<string, Story>> = {
  "a ticket is changed, put off, linked and merged": async ({ visitor, agent, program, note, refused }) => {
    const kim = visitor();
    const { number } = (await kim.tickets.submit(submission)).ticket;
    const other = (await kim.tickets.submit({ ...submission, subject: "Again" })).ticket.number;
    const ann = agent("agt_ann");
    const now = async (which = number) => known(await ann.tickets.get(which));
    await ann.tickets.update(await now(), { subject: "Two lamps", tags: ["bulb"], language: "pl" });
    await ann.tickets.update(await now(), { status: "pending", wakeAt: "2026-12-29T08:00:00.000Z" });
    await refused(
      "put off into the past",
      ann.tickets.update(await now(), { status: "pending", wakeAt: "2020-01-01T00:00:00.000Z" }),
    );
    await refused("no such topic", ann.tickets.update(await now(), { topic: "top_gone" }));
    await ann.tickets.note(number, { text: "Look", mentions: ["agt_lea"] });
    await refused("called from another site", ann.tickets.note(number, { text: "Look", mentions: ["agt_bob"] }));
    const lea = agent("agt_lea");
    await ann.tickets.note(other, { text: "And here", mentions: ["agt_lea"] });
    const called = () => lea.tickets.list({ view: "mentions" }).toArray();
    await note("the newest that calls Lea is the first", called());
    await lea.tickets.read(other, (await now(other)).seq);
    await note("the unread is the first", called());
    await note("nobody calls Ann", ann.tickets.list({ view: "mentions" }).toArray());
    await ann.tickets.link(number, other, "duplicate_of");
    await ann.tickets.unlink(other, number);
    await ann.tickets.link(number, other, "related");
    await refused("merged into itself", ann.tickets.merge(await now(), number));
    const lou = (await visitor().tickets.submit(submission)).ticket.number;
    await refused("somebody else's", ann.tickets.merge(await now(), lou));
    await ann.tickets.merge(await now(other), number);
    await refused("merged already", kim.tickets.reply(other, { text: "And?" }));
    await kim.tickets.reply(number, { text: "Now!" });
    await ann.tickets.get(number);
    await kim.tickets.get(other);
    const phone = { site: "site_shop", requester: { email: "kim@mail.test" }, channel: "phone" } as const;
    await program.tickets.create({ ...phone, ...submission, followUpOf: other });
    await refused(
      "a follow-up of nothing",
      program.tickets.create({ ...phone, ...submission, followUpOf: "SHOP-999999997" }),
    );
    await program.macros.list();
    await refused("macros of another site", agent("agt_bob").macros.list({ site: "site_shop" }));
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
