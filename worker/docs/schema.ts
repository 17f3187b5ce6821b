import { html } from "hono/html";
import type { oas32 } from "zod-openapi";

type Schema = oas32.SchemaObjectValue;
/** A piece of the page: text that is already escaped. */
export type Html = ReturnType<typeof html>;

/** A schema that says something: `true`, which allows everything, is an empty one. */
export const schemaOf = (schema: oas32.SchemaObject | oas32.ReferenceObject | undefined): Schema =>
  typeof schema === "object" ? { ...schema } : {};

const join = (parts: readonly Html[], glue: string): Html =>
  html`${parts.map((part, index) => (index === 0 ? part : html`<span class="or">${glue}</span>${part}`))}`;

/** A schema's type in a few words: a link for a named one, literals for an enum. */
export function typeOf(schema: oas32.SchemaObject | oas32.ReferenceObject | undefined): Html {
  const { $ref, const: literal, enum: literals, anyOf, oneOf, type, items, pattern, format } = schemaOf(schema);
  if ($ref !== undefined) {
    const name = $ref.replace("#/components/schemas/", "");
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (literal !== undefined) return html`<code>${JSON.stringify(literal)}</code>`;
  if (literals)
    return join(
      literals.map((value: unknown) => html`<code>${JSON.stringify(value)}</code>`),
      " | ",
    );
  const variants = anyOf ?? oneOf;
  if (variants && variants.length > 1 && variants.every(isPlainObject)) return html`one of these`;
  if (variants) return join(variants.map(typeOf), " or ");
  if (type === "array") return html`list of ${typeOf(items)}`;
  const prefix = /^\^([a-z]+_)\[/.exec(pattern ?? "")?.[1];
  if (prefix !== undefined) return html`id <code>${prefix}…</code>`;
  if (format === "email") return html`e-mail address`;
  return html`${Array.isArray(type) ? type.join(" or ") : (type ?? "any")}`;
}

const isPlainObject = (schema: oas32.SchemaObject | oas32.ReferenceObject) => schemaOf(schema).properties !== undefined;

const ordinaryPatterns = new Set(["^[^\\n\\r]*$"]);

/** What a value must keep to, in words. */
function limitsOf(schema: Schema): string[] {
  const { type, minLength, maxLength, minItems, minimum, maximum, pattern, format, default: standard } = schema;
  const limits: string[] = [];
  if (maxLength !== undefined)
    limits.push(
      `${minLength === undefined ? "at most " : `${minLength}–`}${maxLength.toLocaleString("en")} characters`,
    );
  if (pattern !== undefined && ordinaryPatterns.has(pattern)) limits.push("one line");
  else if (pattern !== undefined && format === undefined && !/^\^[a-z]+_\[/.test(pattern))
    limits.push(`\`${pattern}\``);
  if (minItems !== undefined) limits.push(`at least ${minItems}`);
  if (type === "integer" || type === "number") {
    const last = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
    if (minimum !== undefined && last !== undefined) limits.push(`${minimum}–${last}`);
    else if (minimum !== undefined) limits.push(`${minimum} or more`);
  }
  if (standard !== undefined) limits.push(`default ${JSON.stringify(standard)}`);
  return limits;
}

/** One line of a list of fields: a parameter, a header or a property. */
export function field(name: string, source: Schema, required: boolean, description?: string): Html {
  const schema = schemaOf(source);
  const limits = limitsOf(schema);
  const said = description ?? schema.description;
  return html`<li>
    <p class="field"><code class="name">${name}</code><span class="type">${typeOf(schema)}</span>${
      required ? "" : html`<span class="optional">optional</span>`
    }</p>
    ${limits.length > 0 ? html`<p class="limits">${prose(limits.join(" · "))}</p>` : ""}
    ${said === undefined ? "" : html`<p>${prose(said)}</p>`}
    ${nested(schema)}
  </li>`;
}

/** The fields of an object that has no name of its own, wherever it hides: in a list, or beside null. */
function nested(schema: Schema): Html | "" {
  if (schema.$ref !== undefined) return "";
  if (schema.properties) return fields(schema);
  if (schema.items) return nested(schemaOf(schema.items));
  const objects = (schema.anyOf ?? []).map(schemaOf).filter((variant) => variant.properties);
  return objects.length > 0 ? html`${objects.map((object) => fields(object))}` : "";
}

/** The fields of an object. */
function fields(schema: Schema, left: readonly string[] = []): Html {
  const required = new Set(schema.required ?? []);
  return html`<ul class="fields">${Object.entries(schema.properties ?? {})
    .filter(([name]) => !left.includes(name))
    .map(([name, property]) => field(name, schemaOf(property), required.has(name)))}</ul>`;
}

/** The names of the fields that every variant has and means the same way. */
function sharedFields(variants: readonly Schema[]): string[] {
  const [first, ...rest] = variants;
  return Object.entries(first?.properties ?? {})
    .filter(([name, property]) =>
      rest.every((variant) => JSON.stringify(variant.properties?.[name]) === JSON.stringify(property)),
    )
    .map(([name]) => name);
}

/** A whole schema, readable: what every variant shares comes once, then what each adds. */
export function schemaBody(source: oas32.SchemaObject | oas32.ReferenceObject | undefined): Html {
  const schema = schemaOf(source);
  if (schema.properties) return fields(schema);
  const variants = (schema.oneOf ?? []).map(schemaOf);
  const [first] = variants;
  if (!first?.properties) {
    const limits = limitsOf(schema);
    return html`<p class="field"><span class="type">${typeOf(schema)}</span></p>${
      limits.length > 0 ? html`<p class="limits">${prose(limits.join(" · "))}</p>` : ""
    }`;
  }
  const shared = sharedFields(variants);
  const others = Object.keys(first.properties).filter((name) => !shared.includes(name));
  return html`${shared.length > 0 ? fields(first, others) : ""}
    <p class="variants">and, by kind:</p>
    ${variants.map((variant) => html`<div class="variant">${fields(variant, shared)}</div>`)}`;
}

/** Text from a doc comment: back-ticks become code. */
export function prose(text: string): Html {
  return html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
