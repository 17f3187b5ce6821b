import type { Operations } from "./described.ts";
import * as example from "./examples.ts";

/** What visitors call, and both sides' live sockets. */
export const visitorOperations = {
  "GET /v1/site": {
    id: "site",
    tag: "Site",
    sdk: `const site = await firstline.site();`,
    body: undefined,
    answer: example.site,
  },
  "POST /v1/tickets": {
    id: "tickets.submit",
    tag: "Tickets",
    description:
      "The number is in the answer. A new visitor also gets a token, and every ticket a secret link; keep both, for they are not shown again. What the page tells in `context` is shown to its writer and to agents only. `followUpOf` goes on from an older ticket that the visitor may see.",
    sdk: `const { ticket, link } = await firstline.tickets.submit({
  subject: "My parcel has not moved since Monday",
  topic: "top_delivery",
  message: { text: "Order 20417 … Is it lost?" },
  email: "nora@mail.example",
  consent: { version: "2026-10" }, // where the site has a consent text
  context: { page: location.href }, // the desk keeps no query
});
console.log(ticket.number); // "SHOP-10019"`,
    body: {
      subject: example.ticket.subject,
      topic: "top_delivery",
      message: { text: example.question },
      email: "nora@mail.example",
      consent: { version: "2026-10" },
      context: example.context,
    },
    answer: example.submitted,
  },
  "GET /v1/tickets": {
    id: "tickets.list",
    tag: "Tickets",
    sdk: `for await (const ticket of firstline.tickets.list()) {
  console.log(ticket.number, ticket.status, ticket.unread);
}`,
    body: undefined,
    answer: { items: [example.ticket], next: null },
  },
  "GET /v1/tickets/:number": {
    id: "tickets.get",
    tag: "Tickets",
    description:
      "With `after`, only the events above that number come back: what to ask when a live view may have missed something.",
    sdk: `const { ticket, events } = await firstline.tickets.get("SHOP-10019");`,
    body: undefined,
    answer: example.thread,
  },
  "POST /v1/tickets/:number/messages": {
    id: "tickets.reply",
    tag: "Tickets",
    sdk: `await firstline.tickets.reply("SHOP-10019", {
  text: "Order 20417 … Is it lost?",
});`,
    body: { id: example.messageId, text: example.question },
    answer: example.replied,
  },
  "POST /v1/tickets/:number/confirm": {
    id: "tickets.confirm",
    tag: "Tickets",
    sdk: `await firstline.tickets.confirm("SHOP-10019");`,
    body: undefined,
    answer: example.closed,
  },
  "POST /v1/tickets/:number/reopen": {
    id: "tickets.reopen",
    tag: "Tickets",
    sdk: `await firstline.tickets.reopen("SHOP-10019");`,
    body: undefined,
    answer: example.reopened,
  },
  "POST /v1/tickets/:number/rating": {
    id: "tickets.rate",
    tag: "Tickets",
    description: "The same rating again changes nothing, and no rating moves a promised date or the day of closing.",
    sdk: `await firstline.tickets.rate("SHOP-10019", { score: 5, comment: "Quick, and friendly." });`,
    body: { score: 5, comment: "Quick, and friendly." },
    answer: example.rated,
  },
  "POST /v1/tickets/:number/read": {
    id: "tickets.read",
    tag: "Tickets",
    sdk: `await firstline.tickets.read("SHOP-10019", ticket.seq);`,
    body: { seq: 7 },
    answer: { unread: 0 },
  },
  "POST /v1/visitors/redeem": {
    id: "redeem",
    tag: "Visitors",
    description:
      "A wrong secret answers like a ticket that does not exist, and wrong guesses are counted. With `{ restore }`, the secret of a mailed link (see `restore`), all tickets of its address open at once, and the answer is 201: a browser that has a visitor token keeps it and sees more, another gets one. Such a link works once.",
    sdk: `// The link is /t/SHOP-10019#k=<secret>.
const { ticket, events } = await firstline.redeem("SHOP-10019", secret);`,
    body: { number: example.ticket.number, secret: example.linkSecret },
    answer: { ...example.thread, visitorToken: example.token },
    otherAnswers: {
      201: {
        visitor: { name: null, email: "nora@mail.example", verified: false, plan: null },
        visitorToken: example.token,
      },
    },
  },
  "POST /v1/visitors/restore": {
    id: "restore",
    tag: "Visitors",
    description:
      "For whoever has lost the browser, and with it the token. The answer is the same whether or not anybody wrote from the address; who did gets a mail with a link that opens their tickets, once and within an hour: at most three a day, and none where the owner has stopped mail. `restore` of the site says whether the desk sends mail at all. A site that demands identities sends none.",
    sdk: `await firstline.restore("nora@mail.example", { language: "de" });
// The mail's link is /t/SHOP#r=<secret>. The page there does:
const visitor = await firstline.redeemRestore(secret);`,
    body: { email: "nora@mail.example", language: "de" },
    answer: null,
  },
  "POST /v1/visitors/forget": {
    id: "forget",
    tag: "Visitors",
    description: "What to offer on a shared computer. The tickets stay; their secret links still open them.",
    sdk: `await firstline.forget();`,
    body: undefined,
    answer: null,
  },
  "POST /v1/visitors/identify": {
    id: "identify",
    tag: "Visitors",
    description:
      "The token is a JWT of the site's own server (see “Identify your users”). Send the visitor token along that the browser has: its anonymous tickets and opened links come along, and it stops working. A visitor token that does not hold any more is no obstacle. The same identity token gives the same answer again. What is wrong with one is named in `issues`: `body.token.header.kid`, `body.token.signature`, `body.token.claims.exp` and so on.",
    sdk: `const { name, plan } = await firstline.identify(async () => {
  const response = await fetch("/firstline-identity", { method: "POST" }); // your own server
  return response.text();
});`,
    body: { token: example.identityToken },
    answer: example.identified,
  },
  "GET /v1/visitors/data": {
    id: "exportData",
    tag: "Visitors",
    description:
      "At most ten tickets a page, and 25 events of each: a longer ticket goes on, under the same number, on the next page. Notes and what else only agents see are not in it.",
    sdk: `const { person, tickets } = await firstline.exportData(); // all pages`,
    body: undefined,
    answer: example.ownData,
  },
  "GET /v1/live": {
    id: "tickets.watch",
    tag: "Live",
    description: "The first frame is `Hello` with the visitor token; then the desk sends `Frame`.",
    sdk: `const stop = firstline.tickets.watch("SHOP-10019", {
  after: ticket.seq,
  onChange: ({ ticket, events }) => show(ticket, events),
});`,
    body: undefined,
    answer: null,
  },
  "GET /v1/desk/live": {
    id: "desk.watch",
    tag: "Live",
    description:
      "The first frame is `Hello`, with the secret key where no cookie came with the connection; then the desk sends `DeskFrame`.",
    sdk: `const stop = desk.watch({
  site: "site_shop",
  onChange: ({ ticket, events }) => show(ticket, events),
  onReady: () => refetch(), // connected, or connected again
});`,
    body: undefined,
    answer: null,
  },
} satisfies Partial<Operations>;
