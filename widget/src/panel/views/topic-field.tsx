import type { Field as Asked } from "@firstline/sdk/wire";
import { nameOf } from "../models/fields.ts";
import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { Field, Pills } from "./field.tsx";

/** What a field of each type is filled in with. */
const controls = {
  text: {},
  long_text: { as: "textarea" },
  number: { type: "number", step: "any" },
  date: { type: "date", max: "9999-12-31" },
  choice: { as: "select" },
  email: { type: "email" },
  url: { type: "url", placeholder: "https://" },
} as const;

/** Which numbers are taken, in words; undefined for any. */
function rangeOf(field: Asked): string | undefined {
  if (field.type !== "number") return;
  const { min, max } = field;
  if (min === undefined) return max === undefined ? undefined : texts.atMost(`${max}`);
  return max === undefined ? texts.atLeast(`${min}`) : texts.between(`${min}`, `${max}`);
}

/** A field that the picked topic asks for. */
export function TopicField({ model, field }: { model: PanelModel["submission"]; field: Asked }) {
  const { label } = field;
  const hint = [field.hint, rangeOf(field)].filter(Boolean).join(" · ");
  const named = { model, name: nameOf(field), label, hint, optional: !field.required };
  if (field.type === "several") {
    return (
      <Pills {...named} type="checkbox" options={field.options.map((option) => ({ id: option, label: option }))} />
    );
  }
  return (
    <Field
      {...named}
      {...controls[field.type]}
      {...(field.type === "number" && { min: field.min, max: field.max })}
      maxLength={field.type === "text" ? 200 : 20_000}
    >
      {field.type === "choice" && ["", ...field.options].map((option) => <option key={option}>{option}</option>)}
    </Field>
  );
}
