import type { DeskEvent, DeskTicket, Tier } from "@firstline/sdk/wire";
import { isActive } from "./views.ts";

/** A station of a ticket's way through the tiers. */
export type Step =
  | { readonly kind: "received"; readonly at: string }
  | {
      readonly kind: "tier";
      readonly at: string;
      readonly tier: Tier;
      /** The team that had it there last. */
      readonly team: string | undefined;
      readonly how: "routed" | "escalated" | "returned";
      readonly because: string;
    }
  | { readonly kind: "solved"; readonly at: string };

/** The way a ticket went, as its events tell it. A solution that did not last is no station. */
export function wayOf(events: readonly DeskEvent[]): Step[] {
  const steps: Step[] = [];
  for (const event of events) {
    const last = steps.at(-1);
    switch (event.type) {
      case "submitted":
        steps.push({ kind: "received", at: event.at });
        break;
      case "routed": {
        const { at, tier, because } = event;
        const team = event.team.name;
        if (last?.kind === "tier" && last.tier.level === tier.level) steps.splice(-1, 1, { ...last, team });
        else steps.push({ kind: "tier", at, tier, team, how: "routed", because });
        break;
      }
      case "escalated": {
        const because = event.handover.publicReason;
        steps.push({ kind: "tier", at: event.at, tier: event.to, team: undefined, how: "escalated", because });
        break;
      }
      case "returned":
        steps.push({
          kind: "tier",
          at: event.at,
          tier: event.to,
          team: undefined,
          how: "returned",
          because: event.missing,
        });
        break;
      case "status":
        if (event.to === "solved") steps.push({ kind: "solved", at: event.at });
        else if (last?.kind === "solved" && isActive(event.to)) steps.pop();
        break;
    }
  }
  return steps;
}

/** Whether somebody below sent the ticket up, so that it can be sent back. */
export const canReturn = (ticket: DeskTicket, events: readonly DeskEvent[]): boolean =>
  isActive(ticket.status) && events.some((event) => event.type === "escalated" && event.from.level < ticket.tier.level);

/** Whether there is a tier to send the ticket up to. */
export const canEscalate = (ticket: DeskTicket, tiers: readonly Tier[]): boolean =>
  isActive(ticket.status) && tiersAbove(ticket, tiers).length > 0;

/** The tiers above a ticket's, the next one first. */
export const tiersAbove = (ticket: DeskTicket, tiers: readonly Tier[]): Tier[] =>
  tiers.filter(({ level }) => level > ticket.tier.level).sort((left, right) => left.level - right.level);
