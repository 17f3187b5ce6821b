import * as z from "zod";
import { id, line } from "./common.ts";
import { View } from "./ticket.ts";
import { TicketFilter, TicketOrder } from "./ticket-filter.ts";

export const SavedViewId = id("view");

/** A list that is worth a name: a view, what its tickets have to be like besides, and their order. */
export const NewSavedView = z
  .strictObject({
    name: line(60),
    view: View,
    filter: TicketFilter.default({}),
    order: TicketOrder.default("due"),
  })
  .meta({ id: "NewSavedView" });
export type NewSavedView = z.infer<typeof NewSavedView>;

/** The same as it is kept. Each reader of a shared one sees in it what they may see anyway. */
export const SavedView = z
  .strictObject({ id: SavedViewId, shared: z.boolean(), ...NewSavedView.shape })
  .meta({ id: "SavedView" });
export type SavedView = z.infer<typeof SavedView>;
