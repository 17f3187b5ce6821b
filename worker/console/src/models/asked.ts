/** A question about a ticket that is asked in a dialog. */
export type Asked =
  | { readonly kind: "edit" | "merge" | "link" }
  /** Until when the ticket is put off; `send`: with the reply that is written. */
  | { readonly kind: "snooze"; readonly send: boolean };
