import type { BulkChange, Status } from "@firstline/sdk/wire";
import { type Command, decide } from "./decide.ts";
import { type Decision, follow, type Surroundings } from "./decision.ts";
import type { TicketActor } from "./event.ts";
import type { Refusal } from "./refusal.ts";
import type { TicketState } from "./ticket.ts";

/** Decides what a change to many tickets does to one of them. */
export function decideBulk(
  ticket: TicketState,
  change: BulkChange,
  actor: TicketActor,
  surroundings: Surroundings,
): Decision | Refusal {
  const decision = decide(ticket, commandOf(ticket, change, actor), actor, surroundings);
  if ("refused" in decision || change.type !== "team") return decision;
  const { agent } = change;
  if (agent === undefined || agent === decision.ticket.assignee) return decision;
  return follow(decision, actor, surroundings, [{ type: "assigned", agent }]);
}

function commandOf({ tags }: TicketState, change: BulkChange, actor: TicketActor): Command {
  switch (change.type) {
    case "assign":
      return { type: "assign", agent: change.agent };
    case "claim":
      // Only a person can take a ticket; a key, which is none, is refused before it comes here.
      return { type: "claim", agent: actor.id ?? "" };
    case "priority":
      return { type: "change", priority: change.priority };
    case "status":
      return change.status === "solved" ? { type: "solve" } : { type: "change", status: change.status };
    case "tags":
      return {
        type: "change",
        tags: [
          ...tags.filter((tag) => !change.remove.includes(tag)),
          ...change.add.filter((tag) => !tags.includes(tag)),
        ],
      };
    case "team":
      return { type: "change", team: change.team };
  }
}

/** What a status is undone to: nothing becomes new again, and what is closed stays so. */
const formerStatus = {
  new: "open",
  open: "open",
  pending: "pending",
  on_hold: "on_hold",
  solved: "solved",
  closed: "solved",
} as const satisfies Record<Status, string>;

/** The change that gives a ticket back what another one took from it: its own former value. */
export function undoOf({ assignee, priority, status, tags, team }: TicketState, change: BulkChange): BulkChange {
  switch (change.type) {
    case "assign":
    case "claim":
      return { type: "assign", agent: assignee };
    case "priority":
      return { type: "priority", priority };
    case "status":
      return { type: "status", status: formerStatus[status] };
    case "tags":
      return {
        type: "tags",
        add: change.remove.filter((tag) => tags.includes(tag)),
        remove: change.add.filter((tag) => !tags.includes(tag)),
      };
    case "team":
      return { type: "team", team, agent: assignee };
  }
}
