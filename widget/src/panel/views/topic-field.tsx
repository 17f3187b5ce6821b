import type { Field as Asked } from "@firstline/sdk/wire";
import type { Draft } from "../models/draft.ts";
import { nameOf } from "../models/fields.ts";
import { more } from "../more-texts.ts";
import { put, texts } from "../texts.ts";
import { Field } from "./field.tsx";
import { Pills } from "./pills.tsx";

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

/** What to fill in, where what was filled in is not it. */
const mistakeIn = ({ type }: Asked): string | undefined =>
  (
    ({ email: texts.emailHint, url: more.urlHint, number: more.numberHint, date: more.dateHint }) as Record<
      string,
      string
    >
  )[type];

/** Which numbers are taken, in words; undefined for any. */
function rangeOf(field: Asked): string | undefined {
  if (field.type !== "number") return;
  const { min, max } = field;
  if (min === undefined) return max === undefined ? undefined : put(more.atMost, { max: `${max}` });
  return max === undefined ? put(more.atLeast, { min: `${min}` }) : put(more.between, { min: `${min}`, max: `${max}` });
}

/** A field that the picked topic asks for. */
export function TopicField({ model, field }: { model: Draft; field: Asked }) {
  const { label } = field;
  const hint = [field.hint, rangeOf(field)].filter(Boolean).join(" · ");
  const named = { model, mistake: mistakeIn(field), name: nameOf(field), label, hint, optional: !field.required };
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
