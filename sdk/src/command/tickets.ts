import { createDesk, type DeskEvent, type DeskTicket } from "../desk.ts";
import { connectionOf } from "./connection.ts";
import { json, plain, type Terminal } from "./terminal.ts";
import { oneOf, UsageError, type Values, wholeNumber } from "./usage.ts";

export async function listTickets(terminal: Terminal, values: Values): Promise<void> {
  const desk = createDesk(connectionOf(terminal, values));
  const view = oneOf("view", values.view, ["mine", "team", "unassigned", "open", "solved"]);
  const limit = wholeNumber("limit", values.limit, 10_000) ?? 25;
  const query = { view, site: values.site, limit: Math.min(limit, 100) };
  const tickets = await desk.tickets.list(query).toArray({ limit });
  if (values.json) terminal.write(json(tickets));
  else terminal.write(tickets.length > 0 ? tickets.map(lineOf).join("") : "No tickets.\n");
}

export async function showTicket(terminal: Terminal, values: Values, number: string): Promise<void> {
  const { ticket, events } = await createDesk(connectionOf(terminal, values)).tickets.get(number);
  terminal.write(values.json ? json({ ticket, events }) : lineOf(ticket) + events.map(entryOf).join(""));
}

export async function replyToTicket(terminal: Terminal, values: Values, number: string): Promise<void> {
  const connection = connectionOf(terminal, values);
  const status = oneOf("status", values.status, ["open", "pending", "solved"]);
  const text = (values.text ?? (terminal.isInteractive ? "" : await terminal.read())).trim();
  if (!text) throw new UsageError("Write the reply: --text “…”, or pipe it in.");
  const changed = await createDesk(connection).tickets.reply(number, { text, ...(status && { status }) });
  terminal.write(values.json ? json(changed) : `Sent. ${lineOf(changed.ticket)}`);
}

/** A ticket in one line, by its columns. */
function lineOf({ number, status, priority, assignee, tier, subject }: DeskTicket): string {
  const columns = [
    number.padEnd(12),
    status.padEnd(8),
    priority.padEnd(7),
    `tier ${tier.level}`,
    assignee?.name ?? "nobody",
  ];
  return plain(`${columns.join("  ")}  ${subject}\n`);
}

function entryOf(event: DeskEvent): string {
  const { at, actor, type } = event;
  const who = "name" in actor ? (actor.name ?? actor.kind) : actor.kind;
  const text = textOf(event);
  return plain(`\n${at}  ${who}  ${type}\n${text === undefined ? "" : `  ${text.replaceAll("\n", "\n  ")}\n`}`);
}

/** What an event says besides that it happened. */
function textOf(event: DeskEvent): string | undefined {
  switch (event.type) {
    case "message":
      return event.message.text;
    case "note":
      return event.note.text;
    case "routed":
      return `${event.tier.label}, ${event.team.name}: ${event.because}`;
    case "assigned":
      return event.agent?.name ?? "nobody";
    case "status":
    case "priority":
      return `${event.from} → ${event.to}`;
    case "escalated":
      return `${event.from.label} → ${event.to.label}: ${event.handover.publicReason}`;
    case "returned":
      return `${event.from.label} → ${event.to.label}: ${event.missing}`;
    default:
      return undefined;
  }
}
