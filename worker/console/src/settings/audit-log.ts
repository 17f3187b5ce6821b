import type { AuditQuery, Desk } from "@firstline/sdk/desk";
import type { AuditEntry } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** What the log is narrowed to; days as a date field writes them, in the agent's own time zone. Empty: everything. */
export interface AuditFilter {
  readonly actor: string;
  readonly kind: AuditEntry["deed"]["kind"] | "";
  readonly from: string;
  readonly to: string;
}

export interface AuditLogState {
  readonly entries: readonly AuditEntry[];
  /** Where it goes on; null at the end, undefined before anything is read. */
  readonly next: string | null | undefined;
  readonly loading: boolean;
  readonly failure: Failure | undefined;
}

/** The audit log, read page by page. */
export interface AuditLog {
  readonly state: ReadonlySignal<AuditLogState>;
  readonly filter: ReadonlySignal<AuditFilter>;
  narrow(change: Partial<AuditFilter>): Promise<void>;
  /** Reads the first page, or the next one. */
  more(): Promise<void>;
}

const blank: AuditLogState = { entries: [], next: undefined, loading: false, failure: undefined };

export const AuditLog = createModel<AuditLog, [Desk, (failure: Failure) => void]>((desk, onFailure) => {
  const state = signal(blank);
  const filter = signal<AuditFilter>({ actor: "", kind: "", from: "", to: "" });

  const more = async () => {
    const before = state.peek();
    if (before.next === null) return;
    const asked = filter.peek();
    state.value = { ...before, loading: true, failure: undefined };
    try {
      const page = await desk.audit.list({ ...queryOf(asked), cursor: before.next, limit: 50 }).page();
      // An answer to what is no longer asked is nobody's.
      if (filter.peek() !== asked) return;
      const entries = [...before.entries, ...page.items];
      state.value = { entries, next: page.next, loading: false, failure: undefined };
    } catch (error) {
      const failure = failureOf(error);
      onFailure(failure);
      if (filter.peek() === asked) state.value = { ...before, loading: false, failure };
    }
  };

  return {
    state,
    filter,
    async narrow(change) {
      filter.value = { ...filter.peek(), ...change };
      state.value = blank;
      await more();
    },
    more,
  };
});

const queryOf = ({ actor, kind, from, to }: AuditFilter): AuditQuery => ({
  actor: actor === "" ? undefined : actor,
  kind: kind === "" ? undefined : kind,
  from: dayBegins(from, 0),
  to: dayBegins(to, 1),
});

/** When a day begins here, or the one so many days later; undefined for no day. */
function dayBegins(day: string, later: number): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const at = new Date(year, month - 1, date + later);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
