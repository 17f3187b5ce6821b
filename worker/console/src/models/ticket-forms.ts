import type { Desk } from "@firstline/sdk/desk";
import type { Changed, DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import type { Failure } from "../failure.ts";
import { texts } from "../texts.ts";
import { type Drafts, type HandoverDraft, nothing, type PlaybookDraft, saysSomething } from "./drafts.ts";
import { handoverFrom } from "./handover-draft.ts";

/** The changes of a ticket that are asked for in a dialog. */
export type FormName = "escalate" | "return" | "solve";

export type FormState =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly form: FormName; readonly failure: Failure | undefined }
  | { readonly kind: "sending"; readonly form: FormName };

/** What the dialogs hold, as typed. */
export interface Written {
  readonly handover: HandoverDraft;
  readonly missing: string;
  readonly playbook: PlaybookDraft;
}

/** A ticket's dialogs, one at a time. What was typed stays, over a reload too, until the desk has it. */
export interface TicketForms {
  readonly state: ReadonlySignal<FormState>;
  readonly written: ReadonlySignal<Written>;
  /** The tier that the agent chose; without one the next. */
  readonly tier: ReadonlySignal<number | undefined>;
  open(form: FormName): void;
  close(): void;
  write(change: Partial<Written>): void;
  choose(tier: number | undefined): void;
  escalate(): Promise<void>;
  sendBack(): Promise<void>;
  /** Solves the ticket, with the playbook if one is written. */
  solve(): Promise<void>;
}

/** What the dialogs need from their ticket. */
export interface FormSurroundings {
  readonly desk: Desk;
  readonly drafts: Drafts;
  thread(): { readonly ticket: DeskTicket; readonly events: readonly DeskEvent[] } | undefined;
  /** Makes a change, and answers why not if it was refused. */
  attempt(
    form: FormName,
    call: (ticket: DeskTicket) => Promise<Changed>,
    done: (changed: Changed) => string,
  ): Promise<Failure | undefined>;
}

export const TicketForms = createModel<TicketForms, [string, FormSurroundings]>(
  (number, { desk, drafts, thread, attempt }) => {
    const { handover, missing, playbook } = drafts.read(number);
    const state = signal<FormState>({ kind: "closed" });
    const written = signal<Written>({ handover, missing, playbook });
    const tier = signal<number | undefined>(undefined);

    const write = (change: Partial<Written>) => {
      written.value = { ...written.peek(), ...change };
      drafts.write(number, change);
    };

    /** Sends what a dialog holds; it closes, and forgets what it held, once the desk has it. */
    const send = async (
      form: FormName,
      call: (ticket: DeskTicket) => Promise<Changed>,
      done: (changed: Changed) => string,
      cleared: Partial<Written>,
    ) => {
      if (state.peek().kind === "sending") return;
      state.value = { kind: "sending", form };
      const failure = await attempt(form, call, done);
      if (failure) {
        state.value = { kind: "open", form, failure };
        return;
      }
      write(cleared);
      state.value = { kind: "closed" };
    };

    return {
      state,
      written,
      tier,
      open(form) {
        if (state.peek().kind !== "closed") return;
        tier.value = undefined;
        const known = thread();
        if (form === "escalate" && known && !saysSomething(written.peek().handover)) {
          write({ handover: handoverFrom(known.ticket, known.events) });
        }
        state.value = { kind: "open", form, failure: undefined };
      },
      close() {
        if (state.peek().kind === "open") state.value = { kind: "closed" };
      },
      write,
      choose(level) {
        tier.value = level;
      },
      escalate() {
        const { tried, ...rest } = written.peek().handover;
        const packet = { ...rest, tried: tried.filter(saysSomething) };
        const to = tier.peek();
        return send(
          "escalate",
          (ticket) =>
            desk.tickets.escalate(ticket, to === undefined ? { handover: packet } : { tier: to, handover: packet }),
          (changed) => texts.lines.escalate.done(number, changed.ticket.tier.label),
          { handover: nothing.handover },
        );
      },
      sendBack: () =>
        send(
          "return",
          (ticket) => desk.tickets.return(ticket, written.peek().missing),
          (changed) => texts.lines.return.done(number, changed.ticket.tier.label),
          { missing: nothing.missing },
        ),
      solve() {
        const { steps, ...rest } = written.peek().playbook;
        const how = { ...rest, steps: steps.filter(saysSomething) };
        return send(
          "solve",
          (ticket) => desk.tickets.solve(ticket, saysSomething(how) ? { playbook: how } : {}),
          () => texts.lines.solve.done(number),
          { playbook: nothing.playbook },
        );
      },
    };
  },
);
