// Firstline for a load bench that takes an adapter per back end: `create` is a visitor's submission, `read` a ticket by
// its number, `list` the newest 25 of an agent's team. Where to find the credentials: README.md beside this file.
import { randomBytes } from "node:crypto";

const { FIRSTLINE_SITE: site, FIRSTLINE_KEY: key, FIRSTLINE_SESSION: session } = process.env;
if (!site || !key || !session) throw new Error("Set FIRSTLINE_SITE, FIRSTLINE_KEY and FIRSTLINE_SESSION.");

const reader = { authorization: `Bearer ${key}` };
const agent = { cookie: `__Host-firstline=${session}` };
/** Known numbers, for a run that reads without having created. */
const numbers = [];

export default {
  name: "firstline",

  async setup({ http, opt }) {
    const wanted = Number(opt.ids ?? 0);
    for (const view of ["open", "solved"]) {
      for (let cursor = ""; numbers.length < wanted && cursor !== null; ) {
        const path = `/v1/desk/tickets?view=${view}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const { status, body } = await http({ path, headers: reader });
        if (status !== 200) throw new Error(`The desk answered ${status}: ${body}`);
        const page = JSON.parse(body);
        numbers.push(...page.items.map((ticket) => ticket.number));
        cursor = page.next;
      }
    }
  },
  ids: () => numbers,

  create: (ticket) => ({
    method: "POST",
    path: "/v1/tickets",
    headers: { "firstline-site": site, "idempotency-key": randomBytes(16).toString("hex") },
    body: { subject: ticket.subject, message: { text: ticket.body }, email: ticket.email, name: ticket.name },
  }),
  createOk: ({ status, body }) => (status === 201 ? JSON.parse(body).ticket.number : false),

  read: (number) => ({ path: `/v1/desk/tickets/${number}`, headers: reader }),
  readOk: ({ status, body }) => (status === 200 && body.includes('"status":') ? undefined : false),

  list: () => ({ path: "/v1/desk/tickets?view=team&limit=25", headers: agent }),
  listOk: ({ status, body }) => (status === 200 && JSON.parse(body).items.length > 0 ? undefined : false),
};
