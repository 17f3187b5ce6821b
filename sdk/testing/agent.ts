import { createDesk, type Desk, type DeskTicket, type Handover, type TicketChange } from "@firstline/sdk/desk";
import type { Agent } from "@firstline/sdk/wire";

/**
 * An agent's hand, which drives the other side of a test. What it does is not in `requests` and no fault spoils it. Each
 * call resolves with the ticket after it, and rejects with a FirstlineError where the desk refuses.
 */
export interface TestAgent {
  readonly id: string;
  readonly name: string;
  /** Answers the requester, and may set the status with it. */
  reply(
    number: string,
    text: string,
    options?: { readonly status?: "open" | "pending" | "solved" },
  ): Promise<DeskTicket>;
  /** Writes a note, which the requester does not see. */
  note(number: string, text: string): Promise<DeskTicket>;
  /** Sees a ticket, which its requester is told. */
  read(number: string): Promise<DeskTicket>;
  /** Takes a ticket that nobody has. */
  claim(number: string): Promise<DeskTicket>;
  /** Gives a ticket to an agent, by name or id, or with null back to the team. */
  assign(number: string, agent: string | null): Promise<DeskTicket>;
  /** Changes priority, status or contract. */
  change(number: string, change: TicketChange): Promise<DeskTicket>;
  /** Sends a ticket to the tier named, else the next. What the handover leaves out is made up. */
  escalate(number: string, options?: Partial<Handover> & { readonly tier?: number }): Promise<DeskTicket>;
  /** Sends an escalated ticket back. */
  return(number: string, missing?: string): Promise<DeskTicket>;
  /** Says that a ticket is solved. */
  solve(number: string): Promise<DeskTicket>;
  /** Everything else that an agent may do. */
  readonly client: Desk;
}

/** Makes the hand of an agent, whose requests go by `fetch`. */
export function createAgent(
  { id, name }: Agent,
  url: string,
  fetch: typeof globalThis.fetch,
  find: (agent: string) => Agent,
): TestAgent {
  const client = createDesk({ url, fetch });
  const { tickets } = client;
  const current = async (number: string) => (await tickets.get(number)).ticket;
  const ticketOf = ({ ticket }: { readonly ticket: DeskTicket }) => ticket;
  return {
    id,
    name,
    client,
    reply: async (number, text, options) => ticketOf(await tickets.reply(number, { text, ...options })),
    note: async (number, text) => ticketOf(await tickets.note(number, { text })),
    async read(number) {
      const ticket = await current(number);
      await tickets.read(number, ticket.seq);
      return ticket;
    },
    claim: async (number) => ticketOf(await tickets.claim(number)),
    assign: async (number, agent) =>
      ticketOf(await tickets.assign(await current(number), agent === null ? null : find(agent).id)),
    change: async (number, change) => ticketOf(await tickets.update(await current(number), change)),
    async escalate(number, { tier, ...handover } = {}) {
      const escalation = { ...(tier !== undefined && { tier }), handover: { ...madeUp, ...handover } };
      return ticketOf(await tickets.escalate(await current(number), escalation));
    },
    return: async (number, missing = "The number of the invoice.") =>
      ticketOf(await tickets.return(await current(number), missing)),
    solve: async (number) => ticketOf(await tickets.solve(await current(number))),
  };
}

const madeUp: Handover = {
  summary: "The requester asks what tier 1 cannot answer.",
  tried: ["Looked it up"],
  missing: "Somebody who knows more.",
  impact: "One person waits.",
  publicReason: "Our specialists look at it.",
};
