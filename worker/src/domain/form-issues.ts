import type { Field, Issue } from "@firstline/sdk/wire";
import { slipIn } from "./fields.ts";

type Note = (path: string, message: string) => void;

/** What the fields of a form may get wrong, in sentences for the person who wrote them. Paths begin with a field's index. */
export function formIssues(fields: readonly Field[]): Issue[] {
  const issues: Issue[] = [];
  const earlier = new Map<string, Field>();
  fields.forEach((field, index) => {
    const note: Note = (path, message) => issues.push({ path: `${index}.${path}`, message });
    const double = earlier.get(field.id);
    if (double) note("id", `“${double.label}” and “${field.label}” share the id ${field.id}.`);
    if (field.shownIf) shownIfIssues(field.label, field.shownIf, earlier, fields, note);
    earlier.set(field.id, field);

    if (field.type === "choice" || field.type === "several") {
      field.options.forEach((option, at) => {
        if (field.options.indexOf(option) !== at) note(`options.${at}`, `“${field.label}” offers “${option}” twice.`);
      });
    }
    if (field.type === "number" && field.min !== undefined && field.max !== undefined && field.min > field.max) {
      note("min", `“${field.label}” has to be at least ${field.min} and at most ${field.max}, which nothing can be.`);
    }
  });
  return issues;
}

function shownIfIssues(
  label: string,
  { field: id, is }: NonNullable<Field["shownIf"]>,
  earlier: ReadonlyMap<string, Field>,
  fields: readonly Field[],
  note: Note,
): void {
  const other = earlier.get(id);
  if (!other) {
    const later = fields.find((field) => field.id === id);
    const where = later ? "which does not stand before it. Move it up" : "which this form does not have";
    note("shownIf.field", `“${label}” depends on ${later ? `“${later.label}”` : id}, ${where}.`);
    return;
  }
  is.forEach((value, at) => {
    if (!canBe(other, value)) {
      note(`shownIf.is.${at}`, `“${label}” is shown if “${other.label}” is “${value}”, which it never is.`);
    }
  });
}

/** Whether a field can have the value that is written like this. */
function canBe(field: Field, text: string): boolean {
  if (field.type === "several") return field.options.includes(text);
  if (field.type === "number") return String(Number(text)) === text && slipIn(field, Number(text)) === undefined;
  return slipIn(field, text) === undefined;
}
