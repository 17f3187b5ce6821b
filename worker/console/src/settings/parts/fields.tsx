import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { formTexts as texts } from "../../texts/forms.ts";
import { FormField } from "../../views/form-field.tsx";
import { Picker } from "../../views/parts.tsx";
import type { Bound } from "./bound.ts";

/** What every field of the settings is given. */
export interface FieldProps<Value> {
  readonly label: string;
  readonly field: Bound<Value>;
  readonly hint?: string | undefined;
  readonly wide?: boolean | undefined;
  /** Emptied, it is left out of the set-up. */
  readonly optional?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** What is wrong with what stands there, told while it is typed. */
  readonly check?: ((value: string) => string | undefined) | undefined;
}

type TextProps = FieldProps<string | undefined> & {
  readonly maxLength?: number | undefined;
  /** For names and addresses of programs, which are read letter by letter. */
  readonly code?: boolean | undefined;
};

const issueOf = ({ field, check }: Pick<FieldProps<string | undefined>, "field" | "check">): string | undefined =>
  (field.value ? check?.(field.value) : undefined) ?? field.issue;

/** A word of help below a field. */
export const Hint = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : <span class="field-hint">{children}</span>;

/** A line of text. */
export function TextField({ label, field, hint, wide, optional, placeholder, check, maxLength, code }: TextProps) {
  const issue = issueOf({ field, check });
  return (
    <FormField label={label} wide={wide} optional={optional} issue={issue}>
      <input
        class={code ? "code-input" : undefined}
        dir={code ? "ltr" : "auto"}
        spellcheck={code ? false : undefined}
        autocomplete="off"
        maxLength={maxLength}
        placeholder={placeholder}
        aria-invalid={issue !== undefined}
        value={field.value ?? ""}
        onInput={({ currentTarget: { value } }) => field.set(optional && value === "" ? undefined : value)}
      />
      <Hint>{hint}</Hint>
    </FormField>
  );
}

/** Text of several lines. */
export function AreaField({ label, field, hint, optional, placeholder, check, maxLength }: TextProps) {
  const issue = issueOf({ field, check });
  return (
    <FormField label={label} wide optional={optional} issue={issue}>
      <textarea
        class="area"
        dir="auto"
        rows={3}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-invalid={issue !== undefined}
        value={field.value ?? ""}
        onInput={({ currentTarget: { value } }) => field.set(optional && value === "" ? undefined : value)}
      />
      <Hint>{hint}</Hint>
    </FormField>
  );
}

type NumberProps = Omit<FieldProps<number | undefined>, "check"> & {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | "any" | undefined;
  /** How many of the set-up's units one of the field's is, such as 60000 for minutes that are kept in ms. */
  readonly unit?: number | undefined;
};

/** A number. What is typed stays as it is typed; what is no number is said to be none and is not saved. */
export function NumberField(props: NumberProps) {
  const { label, field, hint, wide, optional, placeholder, min, max, step = 1, unit = 1 } = props;
  const [typed, setTyped] = useState("");
  const value = field.value === undefined ? undefined : field.value / unit;
  // As it was typed, as long as that is still what stands there.
  const shown = Object.is(read(typed), value ?? Number.NaN) ? typed : Number.isNaN(value) ? "" : String(value ?? "");
  const issue = numberIssue(value, { min, max, whole: step === 1 }) ?? field.issue;
  return (
    <FormField label={label} wide={wide} optional={optional} issue={issue}>
      <input
        inputMode={step === 1 && (min ?? -1) >= 0 ? "numeric" : "decimal"}
        autocomplete="off"
        placeholder={placeholder}
        aria-invalid={issue !== undefined}
        value={shown}
        onInput={({ currentTarget: { value: text } }) => {
          setTyped(text);
          field.set(optional && text.trim() === "" ? undefined : read(text) * unit);
        }}
      />
      <Hint>{hint}</Hint>
    </FormField>
  );
}

/** A comma is as good as a point. */
const read = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".")));

function numberIssue(
  value: number | undefined,
  { min, max, whole }: { min: number | undefined; max: number | undefined; whole: boolean },
): string | undefined {
  if (value === undefined) return undefined;
  if (Number.isNaN(value)) return texts.notANumber;
  if (whole && !Number.isInteger(value)) return texts.notWhole;
  if (min !== undefined && value < min) return texts.atLeast(min);
  if (max !== undefined && value > max) return texts.atMost(max);
  return undefined;
}

/** Something to choose from: what stands in the set-up, and what it is called. */
export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: string;
}

type SelectProps<Value extends string | number> = Omit<FieldProps<Value | undefined>, "check"> & {
  readonly choices: readonly Choice<Value>[];
  /** What stands for choosing nothing; without it something has to be chosen. */
  readonly none?: string | undefined;
};

/** One of several. What is no longer there is shown as what it was called, so that it can be seen and changed. */
export function SelectField<Value extends string | number>(props: SelectProps<Value>) {
  const { label, field, hint, wide, choices, none } = props;
  const lost = field.value !== undefined && !choices.some(({ value }) => value === field.value);
  return (
    <FormField label={label} wide={wide} issue={field.issue}>
      <Picker
        value={field.value === undefined ? "" : String(field.value)}
        aria-invalid={field.issue !== undefined}
        onChange={({ currentTarget }) =>
          field.set(choices.find(({ value }) => String(value) === currentTarget.value)?.value)
        }
      >
        {none !== undefined && <option value="">{none}</option>}
        {lost && <option value={String(field.value)}>{texts.gone(String(field.value))}</option>}
        {choices.map(({ value, label: name }) => (
          <option key={value} value={String(value)}>
            {name}
          </option>
        ))}
      </Picker>
      <Hint>{hint}</Hint>
    </FormField>
  );
}

interface CheckProps extends Pick<FieldProps<boolean>, "label" | "hint"> {
  readonly field: Pick<Bound<boolean>, "value" | "issue" | "set">;
}

/** Yes or no. */
export function CheckField({ label, field, hint }: CheckProps) {
  return (
    <label class="check-field">
      <input type="checkbox" checked={field.value} onChange={({ currentTarget }) => field.set(currentTarget.checked)} />
      <span>
        {label}
        {hint !== undefined && <span class="form-optional">{hint}</span>}
        {field.issue !== undefined && <span class="form-issue">{field.issue}</span>}
      </span>
    </label>
  );
}

type ChoicesProps = Omit<FieldProps<string[]>, "check" | "optional"> & {
  readonly choices: readonly Choice<string>[];
  /** What is said where there is nothing to choose from. */
  readonly empty?: string | undefined;
};

/** Any of several; what is chosen stands in the set-up in the order of the choices. */
export function ChoicesField({ label, field, hint, choices, empty }: ChoicesProps) {
  const chosen = new Set(field.value);
  const choose = (value: string, on: boolean) =>
    field.change((now) => {
      const next = new Set(on ? [...now, value] : now.filter((one) => one !== value));
      const known = choices.map((choice) => choice.value).filter((one) => next.has(one));
      return [...known, ...[...next].filter((one) => !known.includes(one))];
    });
  const lost = field.value.filter((value) => !choices.some((choice) => choice.value === value));
  return (
    <fieldset class={`form-field form-field-wide choices-field${field.issue === undefined ? "" : " form-field-wrong"}`}>
      <legend class="form-label">
        {label} {hint !== undefined && <span class="form-optional">{hint}</span>}
      </legend>
      <div class="choices">
        {[...choices, ...lost.map((value) => ({ value, label: texts.gone(value) }))].map(({ value, label: name }) => (
          <label key={value} class="choice">
            <input
              type="checkbox"
              checked={chosen.has(value)}
              onChange={({ currentTarget }) => choose(value, currentTarget.checked)}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
        {choices.length === 0 && empty !== undefined && <span class="form-optional">{empty}</span>}
      </div>
      {field.issue !== undefined && <span class="form-issue">{field.issue}</span>}
    </fieldset>
  );
}

/** A colour as `#rrggbb`, from the browser's picker or typed. */
export function ColourField({ label, field, hint }: Pick<FieldProps<string>, "label" | "field" | "hint">) {
  const id = useId();
  const known = /^#[0-9a-f]{6}$/.test(field.value);
  const issue = known ? field.issue : texts.notAColour;
  return (
    <div class={`form-field${issue === undefined ? "" : " form-field-wrong"}`}>
      <label class="form-label" for={id}>
        {label} {hint !== undefined && <span class="form-optional">{hint}</span>}
      </label>
      <span class="colour-field">
        <input
          type="color"
          aria-label={texts.pickColour(label)}
          value={known ? field.value : "#000000"}
          onInput={({ currentTarget }) => field.set(currentTarget.value)}
        />
        <input
          id={id}
          class="code-input"
          dir="ltr"
          spellcheck={false}
          autocomplete="off"
          maxLength={7}
          aria-invalid={issue !== undefined}
          value={field.value}
          onInput={({ currentTarget }) => field.set(currentTarget.value.trim().toLowerCase())}
        />
      </span>
      {issue !== undefined && <span class="form-issue">{issue}</span>}
    </div>
  );
}

/** Fields that belong together, under a heading of their own. */
export function Fields({ title, text, children }: { title?: string; text?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="fields" aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && <h4 id={id}>{title}</h4>}
      {text !== undefined && <p class="fields-text">{text}</p>}
      <div class="form-fields">{children}</div>
    </section>
  );
}
