import { type AbsencePlan, type Desk, newMessageId } from "@firstline/sdk/desk";
import type { Absence, NewAbsence } from "@firstline/sdk/wire";
import { createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** What the form holds, as typed: instants as a date and time on the reader's wall clock. */
export interface AbsenceFields {
  readonly agent: string;
  readonly from: string;
  readonly to: string;
  /** An agent's id; empty is nobody. */
  readonly standIn: string;
  readonly reason: string;
}

export type AbsenceForm =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly failure: Failure | undefined }
  | { readonly kind: "planning" }
  /** What it would lead to, before anything is written. */
  | { readonly kind: "planned"; readonly plan: AbsencePlan; readonly failure: Failure | undefined }
  | { readonly kind: "saving"; readonly plan: AbsencePlan };

export type AbsenceList =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly absences: readonly Absence[] };

/** Absences to come, and the form that marks somebody absent: first what it leads to, then for good. */
export interface Absences {
  readonly list: ReadonlySignal<AbsenceList>;
  readonly form: ReadonlySignal<AbsenceForm>;
  readonly fields: ReadonlySignal<AbsenceFields>;
  load(): Promise<void>;
  /** Opens the form, for an agent who is ill from now on. */
  open(agent?: string): void;
  close(): void;
  change(fields: Partial<AbsenceFields>): void;
  /** Goes back from what it leads to, with everything as it was typed. */
  back(): void;
  plan(): Promise<void>;
  save(): Promise<void>;
  /** Takes an absence back: the agent is there. */
  takeBack(absence: Absence): Promise<void>;
}

interface Around {
  readonly desk: Desk;
  now(): number;
  onMarked(absence: Absence, plan: AbsencePlan): void;
  onTakenBack(absence: Absence): void;
  onNotTakenBack(failure: Failure): void;
  onFailure(failure: Failure): void;
}

/** An instant as a field for date and time takes it. */
export function localTime(instant: number): string {
  const date = new Date(instant - new Date(instant).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

const endOfDay = (instant: number): number => {
  const date = new Date(instant);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
};

export const Absences = createModel<Absences, [Around]>((around) => {
  const { desk } = around;
  const list = signal<AbsenceList>({ kind: "loading" });
  const form = signal<AbsenceForm>({ kind: "closed" });
  const fields = signal<AbsenceFields>({ agent: "", from: "", to: "", standIn: "", reason: "" });
  /** The key belongs to what was sent: the same form again repeats it. */
  let sent: { readonly fields: AbsenceFields; readonly key: string } | undefined;

  const failed = (error: unknown): Failure => {
    const failure = failureOf(error);
    around.onFailure(failure);
    return failure;
  };

  const load = async () => {
    try {
      list.value = { kind: "ready", absences: await desk.absences.list() };
    } catch (error) {
      const failure = failed(error);
      if (list.peek().kind !== "ready") list.value = { kind: "failed", failure };
    }
  };
  effect(() => untracked(() => void load()));

  const absenceOf = ({ agent, from, to, standIn, reason }: AbsenceFields): NewAbsence => ({
    agent,
    from: instantOf(from),
    to: instantOf(to),
    ...(standIn !== "" && { standIn }),
    ...(reason.trim() !== "" && { reason: reason.trim() }),
  });

  return {
    list,
    form,
    fields,
    load,
    open(agent = "") {
      const now = around.now();
      fields.value = { agent, from: localTime(now), to: localTime(endOfDay(now)), standIn: "", reason: "" };
      form.value = { kind: "open", failure: undefined };
    },
    close() {
      const { kind } = form.peek();
      if (kind === "open" || kind === "planned") form.value = { kind: "closed" };
    },
    change(changes) {
      fields.value = { ...fields.peek(), ...changes };
    },
    back() {
      if (form.peek().kind === "planned") form.value = { kind: "open", failure: undefined };
    },
    async plan() {
      if (form.peek().kind !== "open") return;
      form.value = { kind: "planning" };
      try {
        form.value = { kind: "planned", plan: await desk.absences.plan(absenceOf(fields.peek())), failure: undefined };
      } catch (error) {
        form.value = { kind: "open", failure: failed(error) };
      }
    },
    async save() {
      const now = form.peek();
      if (now.kind !== "planned") return;
      const typed = fields.peek();
      sent = sent?.fields === typed ? sent : { fields: typed, key: newMessageId() };
      form.value = { kind: "saving", plan: now.plan };
      try {
        const { absence, plan } = await desk.absences.create(absenceOf(typed), { idempotencyKey: sent.key });
        form.value = { kind: "closed" };
        around.onMarked(absence, plan);
        await load();
      } catch (error) {
        form.value = { kind: "planned", plan: now.plan, failure: failed(error) };
      }
    },
    async takeBack(absence) {
      try {
        await desk.absences.delete(absence.id);
        around.onTakenBack(absence);
      } catch (error) {
        around.onNotTakenBack(failed(error));
      }
      await load();
    },
  };
});

/** A date and time on the reader's wall clock as an instant; what is not one goes as it is, for the desk to refuse. */
function instantOf(local: string): string {
  const instant = new Date(local);
  return Number.isNaN(instant.getTime()) ? local : instant.toISOString();
}
