// What the guide “Your own UI” shows.
import type { Event, Ticket } from "@firstline/sdk";

declare const number: string;
declare const text: string;
declare function render(ticket: Ticket, events: readonly Event[]): void;
declare function bubble(author: string, text: string, at: string): void;

// #region client
import { createFirstline, newMessageId } from "@firstline/sdk";

const kept = "firstline";
const firstline = createFirstline({
  url: "https://desk.example",
  site: "pk_yourpublickey",
  token: localStorage.getItem(kept) ?? undefined,
  onToken: (token) => (token ? localStorage.setItem(kept, token) : localStorage.removeItem(kept)),
});
// #endregion

// #region form
const site = await firstline.site(); // name, greeting, theme, topics with their fields
const submitted = await firstline.tickets.submit({
  subject: "The zip is stuck",
  topic: site.topics[0]?.id,
  message: { text: "It happened on the second day." },
});
// #endregion

// #region thread
const { ticket, events } = await firstline.tickets.get(number);
render(ticket, events);

const stop = firstline.tickets.watch(number, {
  after: ticket.seq,
  onChange: (change) => render(change.ticket, change.events), // each event once, in order
  onStatus: (status) => console.log(status), // connecting, live, polling, offline
});
// #endregion

// #region events
for (const event of events) {
  switch (event.type) {
    case "message":
      bubble(event.actor.kind === "agent" ? event.actor.name : "You", event.message.text, event.at);
      break;
    case "escalated":
      bubble(event.to.label, event.reason, event.at);
      break;
    default: // a newer desk may tell more
  }
}
// #endregion

// #region reply
const id = newMessageId(); // keep it with the text until the call resolves
await firstline.tickets.reply(number, { id, text });

// #endregion
export { stop, submitted };
