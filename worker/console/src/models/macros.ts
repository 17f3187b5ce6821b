import type { Desk } from "@firstline/sdk/desk";
import type { DeskTicket, Macro } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { fits } from "./trigger.ts";

/** The texts that agents write often, read when they are first asked for. */
export interface Macros {
  readonly state: ReadonlySignal<"unread" | "reading" | "ready" | "failed">;
  read(): Promise<void>;
  /** Those for a ticket that a query fits, those in the ticket's language first. */
  for(ticket: DeskTicket, query: string): Macro[];
}

export const Macros = createModel<Macros, [Desk, (failure: Failure) => void]>((desk, onFailure) => {
  const state = signal<"unread" | "reading" | "ready" | "failed">("unread");
  const macros = signal<readonly Macro[]>([]);
  return {
    state,
    async read() {
      if (state.peek() === "reading" || state.peek() === "ready") return;
      state.value = "reading";
      try {
        macros.value = await desk.macros.list();
        state.value = "ready";
      } catch (error) {
        state.value = "failed";
        onFailure(failureOf(error));
      }
    },
    for({ site, language }, query) {
      const own = macros.value.filter(
        ({ sites, name }) => (sites === "all" || sites.includes(site.id)) && fits(name, query),
      );
      const spoken = (tag: string | null | undefined) => tag?.toLowerCase().split("-")[0];
      const rank = (macro: Macro) =>
        macro.language === undefined ? 1 : spoken(macro.language) === spoken(language) ? 0 : 2;
      return own.toSorted((one, other) => rank(one) - rank(other));
    },
  };
});
