import type { DeskTicket } from "@firstline/sdk/wire";
import type { TicketModel } from "../models/ticket.ts";
import type { Workspace } from "../models/workspace.ts";

/** What a dialog about the open ticket works with. */
export interface AskedProps {
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly workspace: Workspace;
}
