import type { Field, FieldValue } from "@firstline/sdk/wire";
import type { TopicFieldName, Typed } from "./draft.ts";

export const nameOf = ({ id }: Pick<Field, "id">): TopicFieldName => `fields.${id}`;

/** What is filled into a field, as it is sent; undefined while it is empty. An option that the field does not have is not sent. */
export function valueIn(field: Field, typed: Typed): FieldValue | undefined {
  const text = (typed[nameOf(field)] ?? "").trim();
  const filled = "options" in field ? field.options.filter((option) => text.split("\n").includes(option)) : [text];
  if (field.type === "several") return filled.length ? filled : undefined;
  const value = field.type === "number" && text ? Number(text) : filled[0];
  return value === "" || Number.isNaN(value) ? undefined : value;
}

/**
 * The fields of a form that are shown: those without a condition, and those whose condition a field that is shown
 * itself fulfils. Whatever was typed into the others is not sent.
 */
export function shownFields(fields: readonly Field[], typed: Typed): readonly Field[] {
  const shown = new Set<Field>();
  // A field may hang on one that stands after it, so it takes rounds; the one that finds nothing new is the last.
  for (let before = -1; before < shown.size; ) {
    before = shown.size;
    for (const field of fields) {
      const { shownIf } = field;
      const other = shownIf && [...shown].find(({ id }) => id === shownIf.field);
      const values = other ? [valueIn(other, typed) ?? []].flat() : [];
      if (!shownIf || values.some((value) => shownIf.is.includes(`${value}`))) shown.add(field);
    }
  }
  return fields.filter((field) => shown.has(field));
}
