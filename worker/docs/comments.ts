import { readdirSync, readFileSync } from "node:fs";

/** What the wire contract's own doc comments say, by the name a schema has in the document. */
export interface Comments {
  readonly schemas: ReadonlyMap<string, string>;
  /** Of a schema's fields: schema name, then field name. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const wire = new URL("../../sdk/src/wire/", import.meta.url);

/** A doc comment and the declaration or field it stands before, or the id that ends a schema. */
const marks =
  /\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\n\s*(?:export const (?<schema>\w+) = |(?<field>\w+): )|\.meta\(\{ id: "(?<id>\w+)"/g;

const plain = (comment: string) => comment.replace(/\s*\n\s*\*\s?/g, " ").trim();

/**
 * Reads the doc comments of the wire's schemas, so that what a field means is written in one place.
 * A field's comment belongs to the schema whose `.meta({ id })` comes next in the file.
 */
export function readComments(): Comments {
  const schemas = new Map<string, string>();
  const fields = new Map<string, Map<string, string>>();
  for (const name of readdirSync(wire, { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".ts")) continue;
    let open = new Map<string, string>();
    for (const { groups = {} } of readFileSync(new URL(name, wire), "utf8").matchAll(marks)) {
      const { comment = "", schema, field, id } = groups;
      if (schema !== undefined) schemas.set(schema, plain(comment));
      if (field !== undefined) open.set(field, plain(comment));
      if (id !== undefined) {
        fields.set(id, open);
        open = new Map();
      }
    }
  }
  return { schemas, fields };
}
