import type { Workspace } from "../models/workspace.ts";
import { ConflictDialog } from "./conflict.tsx";
import { EditDialog } from "./ticket-edit.tsx";
import { LinkDialog } from "./ticket-link.tsx";
import { MergeDialog } from "./ticket-merge.tsx";
import { SnoozeDialog } from "./ticket-snooze.tsx";

/** What is asked about the open ticket, while something is. */
export function TicketAsked({ workspace }: { workspace: Workspace }) {
  const model = workspace.ticket.value;
  const state = model?.state.value;
  if (!model || state?.kind !== "ready") return null;
  const parts = { model, ticket: state.ticket, workspace };
  if (model.changes.conflict.value) return <ConflictDialog {...parts} conflict={model.changes.conflict.value} />;
  const asked = model.asked.value;
  switch (asked?.kind) {
    case undefined:
      return null;
    case "edit":
      return <EditDialog {...parts} />;
    case "snooze":
      return <SnoozeDialog {...parts} send={asked.send} />;
    case "merge":
      return <MergeDialog {...parts} />;
    case "link":
      return <LinkDialog {...parts} />;
  }
}
