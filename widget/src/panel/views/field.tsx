import type { PanelModel } from "../models/panel.ts";
import type { FieldName } from "../models/submission.ts";
import { texts } from "../texts.ts";

interface NamedProps {
  readonly model: PanelModel["submission"];
  readonly name: FieldName;
  readonly label: string;
  readonly optional?: boolean | undefined;
  /** Stands under the field. */
  readonly hint?: string | undefined;
}

/** What stands under a field, and the attributes that tie it to its control. */
function describeField({ model, name, hint, type }: NamedProps & { readonly type?: unknown }) {
  const value = model.fields.value[name] ?? "";
  const wrong = model.state.value.wrong.has(name);
  const error = wrong && (texts.fill[`${type}`] ?? (value.trim() ? texts.invalid : texts.required));
  const id = `${name}-notes`;
  const notes = (error || hint) && (
    <small id={id} class="notes">
      {error && <span class="error">{error}</span>} {hint}
    </small>
  );
  return { value, notes, attributes: { "aria-invalid": wrong, "aria-describedby": notes ? id : undefined } };
}

const Label = ({ label, optional }: Pick<NamedProps, "label" | "optional">) => (
  <>
    {label} {optional && <small>{texts.optional}</small>}
  </>
);

interface FieldProps extends NamedProps {
  readonly as?: "input" | "textarea" | "select";
  readonly [attribute: string]: unknown;
}

/** A labelled control of the form. */
export function Field(props: FieldProps) {
  const { model, name, label, as: Tag = "input", optional, hint, ...more } = props;
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

interface PillsProps extends NamedProps {
  /** One of the options, or several of them. */
  readonly type: "radio" | "checkbox";
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** A choice whose options are all in sight. Several are kept one a line. */
export function Pills(props: PillsProps) {
  const { model, name, label, optional, type, options } = props;
  const { value, notes, attributes } = describeField(props);
  const picked = value.split("\n");
  function pick(id: string, checked: boolean) {
    const several = options.filter((option) => (option.id === id ? checked : picked.includes(option.id)));
    model.write(name, type === "radio" ? id : several.map((option) => option.id).join("\n"));
  }
  return (
    <fieldset>
      <legend>
        <Label label={label} optional={optional} />
      </legend>
      {options.map(({ id, label }) => (
        <label key={id} class="pill">
          <input
            type={type}
            {...(type === "checkbox" && attributes)}
            name={name}
            checked={picked.includes(id)}
            onChange={(event) => pick(id, event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
      {notes}
    </fieldset>
  );
}
