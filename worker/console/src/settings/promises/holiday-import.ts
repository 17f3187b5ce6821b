import type { Desk, Holiday } from "@firstline/sdk/desk";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import type { Failure } from "../../failure.ts";
import { failureOf } from "../../failure.ts";
import { promiseTexts } from "../../texts/promises.ts";

const texts = promiseTexts.calendars;

export type ImportState =
  | { readonly kind: "none" }
  | { readonly kind: "reading" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "read"; readonly name: string; readonly holidays: readonly Holiday[] };

/** What holidays a file brings, before any of them is taken. */
export interface HolidayImport {
  readonly state: ReadonlySignal<ImportState>;
  read(file: File, years: { readonly first: number; readonly last: number }): Promise<void>;
  dismiss(): void;
}

export const HolidayImport = createModel<HolidayImport, [Desk, (failure: Failure) => void]>((desk, onFailure) => {
  const state = signal<ImportState>({ kind: "none" });
  return {
    state,
    async read(file, { first, last }) {
      state.value = { kind: "reading" };
      try {
        const text = await file.text();
        const holidays = await desk.calendars.readHolidays({ file: text, firstYear: first, lastYear: last });
        state.value = { kind: "read", name: file.name, holidays };
      } catch (error) {
        const failure = failureOf(error);
        onFailure(failure);
        const reasons = failure.issues.map(({ message }) => message);
        const reason = failure.code === "unexpected" ? texts.unreadable : failure.text;
        state.value = { kind: "failed", reason: reasons.length > 0 ? reasons.join(" ") : reason };
      }
    },
    dismiss() {
      state.value = { kind: "none" };
    },
  };
});

/** Holidays with others put in; one of the same date is replaced. In order. */
export const withHolidays = (known: readonly Holiday[], more: readonly Holiday[]): Holiday[] => {
  const dates = new Set(more.map(({ date }) => date));
  return [...known.filter(({ date }) => !dates.has(date)), ...more].sort((one, other) =>
    one.date < other.date ? -1 : 1,
  );
};
