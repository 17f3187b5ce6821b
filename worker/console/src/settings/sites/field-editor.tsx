import type { Field } from "@firstline/sdk/wire";
import { siteTexts as texts } from "../../texts/sites.ts";
import { type Bound, narrowed } from "../parts/bound.ts";
import { CheckField, ChoicesField, NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { fieldIdFor } from "./new-site.ts";

type Kind = Field["type"];
type WithOptions = Extract<Field, { options: string[] }>;
type NumberAsked = Extract<Field, { type: "number" }>;

const kinds: readonly Kind[] = ["text", "long_text", "number", "date", "choice", "several", "email", "url"];

export const kindOf = ({ type }: Field): Kind => type;

const hasOptions = (field: Field): field is WithOptions => field.type === "choice" || field.type === "several";
const isNumber = (field: Field): field is NumberAsked => field.type === "number";

/** The same field as another kind: what both kinds know stays. */
export function asKind(field: Field, type: Kind): Field {
  const { id, label, hint, required, shownIf } = field;
  const common = { id, label, required, ...(hint !== undefined && { hint }), ...(shownIf && { shownIf }) };
  if (type === "choice" || type === "several") {
    return { type, ...common, options: hasOptions(field) ? field.options : [] };
  }
  if (type !== "number") return { type, ...common };
  const { min, max } = isNumber(field) ? field : {};
  return { type, ...common, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

interface FieldEditorProps {
  readonly field: Bound<Field>;
  /** All fields of the form, and where this one stands among them: it may depend on those above it. */
  readonly all: readonly Field[];
  readonly index: number;
  /** Whether no rule or ticket can know it yet: then its name follows its label until somebody names it. */
  readonly isNew: boolean;
}

/** All that there is to say about one field of a form. */
export function FieldEditor({ field, all, index, isNew }: FieldEditorProps) {
  const taken = all.filter((_, at) => at !== index).map(({ id }) => id);
  const relabel = (label: string | undefined = "") =>
    field.change((now) => {
      const follows = isNew && now.id === fieldIdFor(now.label, taken);
      return { ...now, label, ...(follows && { id: fieldIdFor(label, taken) }) };
    });
  const options = narrowed(field, hasOptions);
  const number = narrowed(field, isNumber);
  return (
    <div class="form-fields field-editor">
      <TextField label={texts.fieldLabel} field={{ ...field.at("label"), set: relabel }} maxLength={80} />
      <SelectField
        label={texts.kind}
        field={{ ...field.at("type"), set: (type) => field.change((now) => asKind(now, type ?? now.type)) }}
        choices={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
      />
      <TextField label={texts.fieldHint} field={field.at("hint")} optional wide maxLength={160} />
      {options && (
        <TagsField label={texts.options} hint={texts.optionsHint} field={options.at("options")} between={/\n/} />
      )}
      {number && (
        <>
          <NumberField label={texts.min} field={number.at("min")} optional step="any" />
          <NumberField label={texts.max} field={number.at("max")} optional step="any" />
        </>
      )}
      <TextField
        label={texts.fieldId}
        hint={texts.fieldIdHint}
        field={field.at("id")}
        code
        maxLength={40}
        check={(id) => (/^[A-Za-z][A-Za-z0-9_]*$/.test(id) ? undefined : texts.fieldIdSlip)}
      />
      <CheckField label={texts.requiredLabel} field={field.at("required")} />
      <ShownIf field={field} earlier={all.slice(0, index)} />
    </div>
  );
}

/** On which answer the field depends. */
function ShownIf({ field, earlier }: { field: Bound<Field>; earlier: readonly Field[] }) {
  const condition = field.at("shownIf");
  if (earlier.length === 0 && condition.value === undefined) return null;
  const place = condition.or({ field: "", is: [] });
  const other = earlier.find(({ id }) => id === condition.value?.field);
  return (
    <>
      <SelectField
        label={texts.shownIf}
        field={{
          ...place.at("field"),
          value: condition.value?.field,
          set: (id) => condition.set(id === undefined ? undefined : { field: id, is: [] }),
        }}
        choices={earlier.map(({ id, label }) => ({ value: id, label: label || id }))}
        none={texts.shownAlways}
      />
      {condition.value !== undefined &&
        (other && hasOptions(other) ? (
          <ChoicesField
            label={texts.shownIs}
            field={place.at("is")}
            choices={other.options.map((option) => ({ value: option, label: option }))}
          />
        ) : (
          <TagsField label={texts.shownIs} field={place.at("is")} between={/\n/} />
        ))}
    </>
  );
}
