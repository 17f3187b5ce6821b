import { hour, key, known, minute, otherToken, submission } from "./alike-parts.ts";
import { page } from "./desk.ts";
import { textFile } from "./files.ts";
import type { Story } from "./two-desks.ts";

const secretIn = (link: string) => link.split("#k=")[1] ?? "";

/** What the page of a site relies on, told as it happens; whatever two desks say to it has to be the same. */
export const visitorStories: Readonly<Record<string, Story>> = {
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

  "coming back by mail": async ({ visitor, program, mailed, note, refused, pass }) => {
    const email = "Kim@example.test";
    const kim = visitor();
    await kim.tickets.submit({ ...submission, email });
    const requester = { email: "kim@example.test" };
    const order = { site: "site_shop", requester, subject: "By phone", message: { text: "They called." } };
    await program.tickets.create(order);
    await note("is offered", visitor().site());
    await note("asks", visitor().restore("kim@EXAMPLE.test"));
    await note("asks for nobody known", visitor().restore("lee@example.test"));
    await refused("asks for no address", visitor().restore("kim"));
    await note("one mail was sent", Promise.resolve(mailed().length));
    const back = visitor();
    await note("is back", back.redeemRestore(mailed()[0] ?? ""));
    await note("with all tickets", back.tickets.list().toArray());
    await note("and all data", back.exportData());
    await refused("the link works once", visitor().redeemRestore(mailed()[0] ?? ""));
    await refused("another never", visitor().redeemRestore("nothing"));
    const known = visitor();
    await known.tickets.submit({ ...submission, subject: "Mine", name: "Lee" });
    await note("asks again", known.restore(email));
    await note("keeps the token", known.redeemRestore(mailed()[1] ?? ""));
    await note("and sees more", known.tickets.list().toArray());
    await note("asks a third time", known.restore(email));
    await note("and a fourth", known.restore(email));
    await note("three mails a day", Promise.resolve(mailed().length));
    await pass(hour);
    await refused("after an hour", visitor().redeemRestore(mailed()[2] ?? ""));
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

  files: async ({ visitor, agent, program, note, refused, raw }) => {
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
    const asking = (headers: Record<string, string>) => ({
      headers: { ...page("pk_shopshop", kim.token), ...headers },
    });
    const path = `/v1/attachments/${upload.id}`;
    await raw("a part of it", path, asking({ range: "bytes=2-3" }));
    await raw("its end", path, asking({ range: "bytes=-2" }));
    await raw("beyond it", path, asking({ range: "bytes=99-" }));
    await raw("not again", path, asking({ "if-none-match": `"${upload.id}"` }));
    await raw("all of it, for it may be another", path, asking({ range: "bytes=2-3", "if-range": '"att_other"' }));
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
};
