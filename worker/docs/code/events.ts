// What the guide “React to events” shows.
import type { Ticket } from "@firstline/sdk";
import type { DeskEvent, DeskTicket } from "@firstline/sdk/desk";

declare function note(ticket: DeskTicket, events: readonly DeskEvent[]): Promise<void>;
declare function seen(id: string): Promise<boolean>;
declare function page(...details: readonly unknown[]): void;
type Created = CustomEvent<{ readonly ticket: Ticket }>;
declare function addEventListener(name: "firstline:ticket-created", listener: (event: Created) => void): void;

// #region page
addEventListener("firstline:ticket-created", ({ detail }) => {
  page("ticket", detail.ticket.number);
});

// #endregion

// #region watch
import { createDesk } from "@firstline/sdk/desk";

const desk = createDesk({ url: "https://desk.example", key: process.env.FIRSTLINE_KEY });

const stop = desk.watch({
  site: "site_shop",
  onChange: ({ ticket, events }) => void note(ticket, events),
  onReady: () => console.log("Read again what you show."), // at the start, and after each gap
});

// #endregion

// #region make
const { webhook, secret } = await desk.webhooks.create({
  name: "Chat of the second line",
  url: "https://hooks.example.com/firstline",
  sites: ["site_shop"],
  types: ["ticket.created", "ticket.updated"],
});
console.log(secret); // whsec_…
await desk.webhooks.ping(webhook.id);

// #endregion

// #region webhook
import { isWebhookError, verifyWebhook } from "@firstline/sdk/webhooks";

export async function receive(request: Request, secret: string): Promise<Response> {
  try {
    const event = await verifyWebhook(await request.text(), request.headers, secret);
    if (event.type === "unknown" || (await seen(event.id))) return new Response(null, { status: 204 });
    await note(event.data.ticket, event.data.events);
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!isWebhookError(error)) throw error;
    return new Response(error.message, { status: 400 });
  }
}
// #endregion
export { stop };
