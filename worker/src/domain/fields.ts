import { Email, type Field, type FieldValue, type FieldValues, type Issue } from "@firstline/sdk/wire";

/**
 * What a requester filled into a topic's form, held against its fields.
 *
 * The rules, each held by a test:
 *
 * 1. A field is shown if it has no `shownIf`, or if the field named there is shown itself and has one of the values:
 *    exactly so, in upper and lower case too. A number has the value that it is written as, a choice of several has
 *    each option that was chosen.
 * 2. A field that is not shown was not asked for: it is not required, and a value for it is refused just as one for a
 *    field that is not there. So what is stored is what the requester saw when they sent it.
 * 3. What is left empty is not sent. A text without anything but spaces, and a list without entries, are refused.
 * 4. Dates are days of the calendar, of the years 1 to 9999. Addresses of pages begin with http:// or https:// and
 *    hold no user name, behind which another host could hide.
 */

/** Characters (UTF-16 units) that values have at most. */
const MOST_OF_LINE = 200;
const MOST_OF_TEXT = 20_000;
const MOST_OF_URL = 2_000;

const pageAddress = /^https?:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i;

/** What is wrong with the values that were sent for a form, by the fields' ids. */
export function fieldIssues(fields: readonly Field[], values: FieldValues): Issue[] {
  const given = new Map(Object.entries(values));
  const shown = shownFields(fields, values);
  const issues = shown.flatMap((field) => {
    const value = given.get(field.id);
    const needed = field.required ? `“${field.label}” is needed.` : undefined;
    const message = value === undefined ? needed : slipIn(field, value);
    return message === undefined ? [] : [{ path: field.id, message }];
  });
  for (const id of given.keys()) {
    if (shown.some((field) => field.id === id)) continue;
    const hidden = fields.find((field) => field.id === id);
    const message = hidden ? `“${hidden.label}” is not asked for here.` : `This form has no field “${id}”.`;
    issues.push({ path: id, message });
  }
  return issues;
}

/** The fields of a form that are shown beside these values, in order. */
export function shownFields(fields: readonly Field[], values: FieldValues): Field[] {
  const given = new Map(Object.entries(values));
  const shown = new Set<string>();
  return fields.filter(({ id, shownIf }) => {
    const value = shownIf && shown.has(shownIf.field) ? given.get(shownIf.field) : undefined;
    const isShown = !shownIf || (value !== undefined && textsOf(value).some((text) => shownIf.is.includes(text)));
    if (isShown) shown.add(id);
    return isShown;
  });
}

/** What a value is compared as by `shownIf`. */
const textsOf = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : [String(value)]);

/** What is wrong with a value for a field, as a sentence; undefined if nothing is. */
export function slipIn(field: Field, value: FieldValue): string | undefined {
  const slip = isEmpty(value) ? "is empty. Leave it out instead" : slipOf(field, value);
  return slip === undefined ? undefined : `“${field.label}” ${slip}.`;
}

const isEmpty = (value: FieldValue): boolean =>
  typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0;

function slipOf(field: Field, value: FieldValue): string | undefined {
  switch (field.type) {
    case "number":
      return typeof value === "number" ? slipOfNumber(field, value) : "has to be a number";
    case "several":
      return Array.isArray(value) ? slipOfSeveral(field, value) : "has to be a list of options";
    default:
      return typeof value === "string" ? slipOfText(field, value) : "has to be a text";
  }
}

type OfType<Type extends Field["type"]> = Extract<Field, { type: Type }>;

function slipOfNumber({ min, max }: OfType<"number">, value: number): string | undefined {
  if (!Number.isFinite(value)) return "has to be a number";
  if (min !== undefined && value < min) return `has to be at least ${min}`;
  return max !== undefined && value > max ? `has to be at most ${max}` : undefined;
}

function slipOfSeveral({ options }: OfType<"several">, value: readonly string[]): string | undefined {
  const unknown = value.find((option) => !options.includes(option));
  if (unknown !== undefined) return `has no option “${unknown}”`;
  const double = value.find((option, index) => value.indexOf(option) !== index);
  return double === undefined ? undefined : `names “${double}” twice`;
}

function slipOfText(field: Exclude<Field, OfType<"number" | "several">>, value: string): string | undefined {
  switch (field.type) {
    case "text":
      if (/[\n\r]/.test(value)) return "has to be one line";
      return value.length > MOST_OF_LINE ? `is too long: ${MOST_OF_LINE} characters are the most` : undefined;
    case "long_text":
      return value.length > MOST_OF_TEXT ? `is too long: ${MOST_OF_TEXT} characters are the most` : undefined;
    case "date":
      return isDate(value) ? undefined : "has to be a date such as 2026-11-23";
    case "choice":
      return field.options.includes(value) ? undefined : `has no option “${value}”`;
    case "email":
      return Email.safeParse(value).success ? undefined : "has to be an e-mail address";
    case "url":
      if (value.length > MOST_OF_URL) return `is too long: ${MOST_OF_URL} characters are the most`;
      return pageAddress.test(value) ? undefined : "has to be the address of a page, such as https://example.com";
  }
}

/** Whether a text is a day of the calendar, such as `2026-11-23`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
