// What the guide “Five minutes” shows.

// #region visitor
import { createFirstline } from "@firstline/sdk";

const firstline = createFirstline({ url: "http://localhost:8787", site: "pk_larkmoor4f7c2a91" });

const { ticket, link } = await firstline.tickets.submit({
  subject: "Where is my parcel?",
  message: { text: "It was sent on Monday." },
});
console.log(ticket.number, link);

// #endregion

// #region desk
import { createDesk } from "@firstline/sdk/desk";

const desk = createDesk({ url: "http://localhost:8787", key: process.env.FIRSTLINE_KEY });

await desk.tickets.reply(ticket.number, { text: "It arrives tomorrow.", status: "pending" });
for await (const { number, subject } of desk.tickets.list({ view: "team" })) console.log(number, subject);
// #endregion
