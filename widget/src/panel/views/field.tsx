import type { Draft, FieldName } from "../models/draft.ts";
import { texts } from "../texts.ts";

export interface NamedProps {
  readonly model: Draft;
  readonly name: FieldName;
  readonly label: string;
  readonly optional?: boolean | undefined;
  /** Stands under the field. */
  readonly hint?: string | undefined;
  /** What to fill in, where what was filled in is not it. */
  readonly mistake?: string | undefined;
}

/** What stands under a field, and the attributes that tie it to its control. */
export function describeField({ model, name, hint, mistake }: NamedProps) {
  const value = model.fields.value[name] ?? "";
  const wrong = model.state.value.wrong.has(name);
  const error = wrong && (mistake ?? (value.trim() ? texts.invalid : texts.required));
  const id = `${name}-notes`;
  const notes = (error || hint) && (
    <small id={id} class="notes">
      {error && <span class="error">{error}</span>} {hint}
    </small>
  );
  return { value, notes, attributes: { "aria-invalid": wrong, "aria-describedby": notes ? id : undefined } };
}

export const Label = ({ label, optional }: Pick<NamedProps, "label" | "optional">) => (
  <>
    <bdi>{label}</bdi> {optional && <small>{texts.optional}</small>}
  </>
);

interface FieldProps extends NamedProps {
  readonly as?: "input" | "textarea" | "select";
  readonly [attribute: string]: unknown;
}

/** A labelled control of the form. */
export function Field(props: FieldProps) {
  const { model, name, label, as: Tag = "input", optional, hint, mistake, ...more } = props;
  const { value, notes, attributes } = describeField(props);
  return (
    <div class="field">
      <label for={name}>
        <Label label={label} optional={optional} />
      </label>
      <Tag
        {...more}
        {...attributes}
        id={name}
        value={value}
        onInput={(event: { currentTarget: { value: string } }) => model.write(name, event.currentTarget.value)}
        required={!optional}
      />
      {notes}
    </div>
  );
}
