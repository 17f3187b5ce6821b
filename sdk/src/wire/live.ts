import * as z from "zod";
import { AgentId, Sequence, TicketNumber } from "./common.ts";
import { DeskEvent, Event } from "./event.ts";
import { ProblemCode } from "./problem.ts";
import { DeskTicket, Ticket } from "./ticket.ts";

/** The first frame a client sends: its visitor token, or its secret key; the console's cookie came with the upgrade. */
export const Hello = z.strictObject({ type: z.literal("hello"), token: z.string().max(200).optional() });
export type Hello = z.infer<typeof Hello>;

/**
 * What the server sends. `ready`: the socket listens, and `seq` is the ticket's last event by now (0 in a site's room),
 * so a client that is behind asks over HTTP; `seen` is up to which event support has seen it by now. `changed`: events as
 * this audience may see them, with the ticket after them; without events support has seen more of it. `refused`: why the socket is closed next. The text frame `ping` is answered `pong`.
 */
export const Frame = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready"), seq: Sequence, seen: Sequence.optional() }),
  z.strictObject({ type: z.literal("changed"), ticket: Ticket, events: z.array(Event) }),
  z.strictObject({ type: z.literal("refused"), code: ProblemCode }),
]);
export type Frame = z.infer<typeof Frame>;

/** What an agent does with a ticket at this moment. */
export const Attention = z.enum(["looking", "typing", "left"]).meta({ id: "Attention" });
export type Attention = z.infer<typeof Attention>;

/**
 * What an agent's console says in a site's room after its hello, on one ticket at a time. It is not kept, and is over with
 * the socket or after 60 seconds without saying it again. Frames beyond 20 in ten seconds are dropped.
 */
export const Attending = z.strictObject({
  type: z.literal("attending"),
  number: TicketNumber,
  attention: Attention,
});
export type Attending = z.infer<typeof Attending>;

/** The same for agents. `attending`: what a colleague does with a ticket of the site. */
export const DeskFrame = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready"), seq: Sequence }),
  z.strictObject({ type: z.literal("changed"), ticket: DeskTicket, events: z.array(DeskEvent) }),
  z.strictObject({ ...Attending.shape, agent: z.strictObject({ id: AgentId, name: z.string() }) }),
  z.strictObject({ type: z.literal("refused"), code: ProblemCode }),
]);
export type DeskFrame = z.infer<typeof DeskFrame>;
