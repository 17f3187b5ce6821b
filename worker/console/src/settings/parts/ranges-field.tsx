import type { DayRange } from "@firstline/sdk/wire";
import { hoursTexts as texts } from "../../texts/hours.ts";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { isRange, tidyTime } from "../hours.ts";
import { type Bound, itemsOf } from "./bound.ts";

/** One time of the day, on the 24-hour clock whatever the browser's language; `9` is as good as `09:00`. */
function TimeInput({ label, field }: { label: string; field: Bound<string> }) {
  return (
    <input
      class="time-input"
      aria-label={label}
      inputMode="numeric"
      autocomplete="off"
      dir="ltr"
      maxLength={5}
      value={field.value}
      onInput={({ currentTarget }) => field.set(currentTarget.value)}
      onBlur={() => field.set(tidyTime(field.value))}
    />
  );
}

/** From one time to another. `name` says of what, to whoever hears it alone. */
export function RangeField({ name, field }: { name: string; field: Bound<DayRange> }) {
  const issue =
    field.at("from").issue ??
    field.at("to").issue ??
    field.issue ??
    (isRange(field.value) ? undefined : texts.notATime);
  return (
    <span class={`range${issue === undefined ? "" : " form-field-wrong"}`}>
      <TimeInput label={`${name}: ${texts.from}`} field={field.at("from")} />
      <span aria-hidden="true">–</span>
      <TimeInput label={`${name}: ${texts.to}`} field={field.at("to")} />
      {issue !== undefined && <span class="form-issue">{issue}</span>}
    </span>
  );
}

/** The ranges of one day; none is closed. */
export function RangesField({ name, list }: { name: string; list: Bound<DayRange[]> }) {
  return (
    <div class="ranges">
      {list.value.length === 0 && <span class="form-optional">{texts.closed}</span>}
      {itemsOf(list).map((range, index) => {
        const remove = texts.removeRange(`${name}, ${range.value.from}–${range.value.to}`);
        return (
          <span key={index} class="ranges-item">
            <RangeField name={name} field={range} />
            <button
              type="button"
              class="button button-icon button-small"
              aria-label={remove}
              title={remove}
              onClick={() => list.change((now) => now.toSpliced(index, 1))}
            >
              <CloseIcon />
            </button>
          </span>
        );
      })}
      <button
        type="button"
        class="button button-icon button-small"
        aria-label={texts.addRange(name)}
        title={texts.addRange(name)}
        onClick={() => list.change((now) => [...now, afterLast(now)])}
      >
        <PlusIcon />
      </button>
      {list.issue !== undefined && <span class="form-issue">{list.issue}</span>}
    </div>
  );
}

/** Office hours first; then what is left of the day. */
const afterLast = (ranges: readonly DayRange[]): DayRange => {
  const end = ranges.at(-1)?.to;
  if (end === undefined) return { from: "09:00", to: "17:00" };
  return end < "23:00" && isRange({ from: "00:00", to: end }) ? { from: end, to: "24:00" } : { from: "", to: "" };
};
