import type { SavedView } from "@firstline/sdk/wire";
import type { Operations } from "./described.ts";
import * as example from "./examples.ts";

const savedView: SavedView = {
  id: "view_refunds",
  shared: true,
  name: "Refunds of gold customers",
  view: "open",
  filter: { tag: ["refund"], plan: ["gold"] },
  order: "due",
};
const { id: _id, shared: _shared, ...newView } = savedView;
const counted = (count: number) => ({ count, more: false });

/** What agents and programs do with many tickets. */
export const inboxOperations = {
  "GET /v1/desk/search": {
    id: "desk.tickets.search",
    tag: "Desk tickets",
    description:
      "Every word has to be there, the last one may be begun only; case and accents do not count. A whole number, with or without its prefix, comes first. Of a ticket its newest hundred texts are searched. A passage is plain text in pieces; those with `hit` are what was searched for.",
    sdk: `for await (const { ticket, passage } of desk.tickets.search("parcel leipz")) {
  console.log(ticket.number, passage.map(({ text, hit }) => (hit ? \`[\${text}]\` : text)).join(""));
}`,
    body: undefined,
    answer: {
      items: [
        {
          ticket: example.deskTicket,
          passage: [
            { text: "My ", hit: false },
            { text: "parcel", hit: true },
            { text: " has not moved since Monday", hit: false },
          ],
        },
      ],
      next: null,
    },
  },
  "GET /v1/desk/counts": {
    id: "desk.tickets.counts",
    tag: "Desk tickets",
    description:
      "With `more` there are that many at least: no more than a thousand are counted, or looked at. Of `mentions` the unread are counted.",
    sdk: `const { views, saved } = await desk.tickets.counts();
console.log(views.breached.count, views.mine.count, saved.length);`,
    body: undefined,
    answer: {
      views: {
        mine: counted(4),
        team: counted(12),
        unassigned: counted(31),
        at_risk: counted(3),
        breached: counted(1),
        waiting: counted(18),
        mentions: counted(2),
        open: counted(64),
        solved: { count: 1000, more: true },
      },
      saved: [{ id: savedView.id, shared: true, ...counted(7) }],
    },
  },
  "POST /v1/desk/tickets/bulk": {
    id: "desk.tickets.bulk",
    tag: "Desk tickets",
    description:
      "Each ticket is changed, or refused, by itself. An item with `seq` is refused with `version_mismatch` if anything happened to its ticket since that event; the items in `undo` have one.",
    sdk: `const outcomes = await desk.tickets.bulk(
  tickets.map(({ number }) => ({ number, change: { type: "priority", priority: "high" } })),
);
const undo = outcomes.flatMap((one) => (one.outcome === "done" && one.undo ? [one.undo] : []));
await desk.tickets.bulk(undo); // gives each its former priority back`,
    body: {
      items: [
        { number: example.deskTicket.number, change: { type: "priority", priority: "high" } },
        { number: "SHOP-10027", change: { type: "priority", priority: "high" } },
      ],
    },
    answer: {
      items: [
        {
          outcome: "done",
          number: example.deskTicket.number,
          ticket: { ...example.deskTicket, priority: "high" },
          undo: {
            number: example.deskTicket.number,
            seq: example.deskTicket.seq,
            change: { type: "priority", priority: "normal" },
          },
        },
        { outcome: "refused", number: "SHOP-10027", code: "ticket_closed" },
      ],
    },
  },
  "GET /v1/desk/views": {
    id: "desk.savedViews.list",
    tag: "Saved views",
    sdk: `const views = await desk.savedViews.list();
for await (const ticket of desk.tickets.list(views[0])) console.log(ticket.number);`,
    body: undefined,
    answer: { items: [savedView] },
  },
  "PUT /v1/desk/views/:view": {
    id: "desk.savedViews.save",
    tag: "Saved views",
    description: "Up to 50 views of one's own. The same id again changes the view.",
    sdk: `await desk.savedViews.save("view_refunds", { name: "Refunds", view: "open", filter: { tag: ["refund"] } });`,
    body: newView,
    answer: { ...savedView, shared: false },
  },
  "DELETE /v1/desk/views/:view": {
    id: "desk.savedViews.forget",
    tag: "Saved views",
    sdk: `await desk.savedViews.forget("view_refunds");`,
    body: undefined,
    answer: null,
  },
  "PUT /v1/desk/shared-views/:view": {
    id: "desk.savedViews.share",
    tag: "Saved views",
    description: "Up to 50 shared views. Each reader sees in one what they may see anyway.",
    sdk: `await desk.savedViews.share("view_refunds", { name: "Refunds", view: "open", filter: { tag: ["refund"] } });`,
    body: newView,
    answer: savedView,
  },
  "DELETE /v1/desk/shared-views/:view": {
    id: "desk.savedViews.forgetShared",
    tag: "Saved views",
    sdk: `await desk.savedViews.forgetShared("view_refunds");`,
    body: undefined,
    answer: null,
  },
} satisfies Partial<Operations>;
