import { useState } from "preact/hooks";
import { hoursTexts as texts } from "../../texts/hours.ts";
import { readMinutes, writeMinutes } from "../minutes.ts";
import type { Bound } from "./bound.ts";

/** The longest amount of business time: a year of days that are always open. */
const LONGEST = 527_040;

interface MinutesProps {
  /** What it is called; it may be hidden where a table's heads say it. */
  readonly label: string;
  readonly field: Bound<number | undefined>;
  readonly placeholder?: string | undefined;
  readonly hidden?: boolean | undefined;
}

/** An amount of business time. What is typed stays as it is typed until the field is left; emptied, it is left out. */
export function MinutesField({ label, field, placeholder, hidden }: MinutesProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { value } = field;
  const issue = issueOf(value) ?? field.issue;
  const written = value === undefined || Number.isNaN(value) ? "" : writeMinutes(value);
  return (
    <label class={`form-field${issue === undefined ? "" : " form-field-wrong"}`}>
      <span class={hidden ? "hidden" : "form-label"}>{label}</span>
      <input
        autocomplete="off"
        placeholder={placeholder}
        title={texts.amountHint}
        aria-invalid={issue !== undefined}
        value={typed ?? written}
        onInput={({ currentTarget: { value: text } }) => {
          setTyped(text);
          field.set(text.trim() === "" ? undefined : (readMinutes(text) ?? Number.NaN));
        }}
        onBlur={() => {
          if (value === undefined || !Number.isNaN(value)) setTyped(undefined);
        }}
      />
      {issue !== undefined && <span class="form-issue">{issue}</span>}
    </label>
  );
}

function issueOf(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (Number.isNaN(value)) return texts.notAnAmount;
  if (value < 1) return texts.tooShort;
  return value > LONGEST ? texts.tooLong : undefined;
}
