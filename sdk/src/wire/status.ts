import * as z from "zod";

/**
 * Where a ticket stands. `pending` waits for the requester, `on_hold` for a third party;
 * `solved` may be reopened, `closed` is final.
 */
export const Status = z.enum(["new", "open", "pending", "on_hold", "solved", "closed"]).meta({ id: "Status" });
export type Status = z.infer<typeof Status>;

export const Priority = z.enum(["low", "normal", "high", "urgent"]).meta({ id: "Priority" });
export type Priority = z.infer<typeof Priority>;

/** The way a ticket came in. */
export const Channel = z.enum(["web", "api", "phone", "mail"]).meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;
