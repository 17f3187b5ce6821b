import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { createDesk, type Desk, type DeskTicket, isFirstlineError } from "@firstline/sdk/desk";

/** What became of an overdue ticket. `skipped`: somebody was quicker, or there is no line above. */
export interface Outcome {
  readonly number: string;
  readonly subject: string;
  /** By how many minutes of business time the answer is late. */
  readonly lateBy: number;
  readonly outcome: "would escalate" | "escalated" | "skipped";
}

/** How late the answer is that the requester waits for, in ms; undefined if it is not. */
function lateness({ clocks }: DeskTicket): number | undefined {
  for (const clock of clocks) {
    const answer = clock.metric === "first_response" || clock.metric === "next_response";
    if (answer && clock.state === "breached" && clock.since.is === "running") return clock.lateBy;
  }
  return undefined;
}

/** The same for the same ticket and wait, so that however often this runs the requester hears it once. */
const messageId = ({ number, waitingSince }: DeskTicket) =>
  `msg_${createHash("sha256").update(`triage ${number} ${waitingSince}`).digest("hex").slice(0, 22)}` as const;

/** Sends the ticket up and says so. A ticket that somebody has changed meanwhile is left to them. */
async function escalate(desk: Desk, overdue: DeskTicket): Promise<Outcome["outcome"]> {
  try {
    const { ticket, events } = await desk.tickets.get(overdue.number);
    if (lateness(ticket) === undefined) return "skipped";
    // A run that ended half way has sent it up already.
    const last = events.findLast(({ type }) => type === "escalated" || type === "message");
    if (last?.type !== "escalated" || last.actor.kind !== "key") {
      await desk.tickets.escalate(ticket, {
        handover: {
          summary: `${ticket.subject}: no answer in time.`,
          tried: ["Nothing yet: this line did not get to it."],
          missing: "Somebody who has time now.",
          impact: "One requester waits beyond what was promised.",
          publicReason: "We are late, and a colleague has more time for you.",
        },
      });
    }
    const text = "You have waited longer than we promised. I am sorry; a colleague who knows more has it from here.";
    await desk.tickets.reply(ticket.number, { id: messageId(ticket), text });
    return "escalated";
  } catch (error) {
    if (isFirstlineError(error, "version_mismatch", "transition_refused", "ticket_closed", "invalid")) return "skipped";
    throw error;
  }
}

/** Walks every open ticket that the key may see, and tells what became of each overdue one. */
export async function* triage(desk: Desk, act: boolean): AsyncGenerator<Outcome> {
  // Read before anything is changed: a ticket that moves would move the pages too.
  const overdue: { ticket: DeskTicket; late: number }[] = [];
  for await (const ticket of desk.tickets.list({ view: "open", limit: 100 })) {
    const late = lateness(ticket);
    if (late !== undefined) overdue.push({ ticket, late });
  }
  for (const { ticket, late } of overdue) {
    const outcome = act ? await escalate(desk, ticket) : "would escalate";
    yield { number: ticket.number, subject: ticket.subject, lateBy: Math.round(late / 60_000), outcome };
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { do: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  });
  const { FIRSTLINE_URL: url = "http://localhost:8787", FIRSTLINE_KEY: key } = process.env;
  if (!key) {
    process.stderr.write("Set FIRSTLINE_KEY to a secret key with tickets:read and tickets:write.\n");
    process.exit(2);
  }
  let found = 0;
  for await (const outcome of triage(createDesk({ url, key }), values.do)) {
    found++;
    const { number, subject, lateBy } = outcome;
    const line = values.json
      ? JSON.stringify(outcome)
      : `${number}  ${lateBy} min late  ${outcome.outcome}  ${subject}`;
    process.stdout.write(`${line}\n`);
  }
  if (!values.json) process.stdout.write(found === 0 ? "Nobody waits too long.\n" : `${found} overdue.\n`);
}
