import * as z from "zod";
import { contract, type Route, refusals } from "../../src/wire/index.ts";

/** A JSON Schema, as far as it is compared. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface RouteShape {
  readonly caller: string;
  readonly scope?: string;
  readonly idempotent: boolean;
  readonly ifMatch: boolean;
  readonly etag: boolean;
  /** What is sent: path, query and body. */
  readonly sent: { readonly [part: string]: Schema };
  /** The body of each successful status; null is none. */
  readonly answers: { readonly [status: string]: Schema | null };
  readonly errors: readonly string[];
}

/** The whole wire as data: its routes, and the schemas that they name, as they are sent and as they are answered. */
export interface Shape {
  readonly routes: { readonly [name: string]: RouteShape };
  readonly sent: { readonly [id: string]: Schema };
  readonly answered: { readonly [id: string]: Schema };
}

/** The shape of a contract, by default of today's. */
export function shapeOf(routes: Readonly<Record<string, Route>> = contract): Shape {
  const named = { sent: new Map<string, Schema>(), answered: new Map<string, Schema>() };
  const schemaOf = (schema: z.ZodType | "bytes", way: "sent" | "answered"): Schema => {
    if (schema === "bytes") return { contentEncoding: "bytes" };
    const io = way === "sent" ? "input" : "output";
    const { $defs = {}, $schema: _, id: __, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    for (const [id, definition] of Object.entries($defs)) named[way].set(id, definition);
    const id = schema.meta()?.id;
    if (id === undefined || "$ref" in whole) return whole;
    named[way].set(id, whole);
    return { $ref: `#/$defs/${id}` };
  };
  const shapes = Object.entries(routes).map(([name, route]): [string, RouteShape] => {
    const parts = { params: route.params, query: route.query, body: route.body };
    const sent = Object.entries(parts).flatMap(([part, schema]) => (schema ? [[part, schemaOf(schema, "sent")]] : []));
    const answers = Object.entries(route.answers).map(([status, schema]) => [
      status,
      schema && schemaOf(schema, "answered"),
    ]);
    return [
      name,
      {
        caller: route.caller,
        ...(route.scope && { scope: route.scope }),
        idempotent: route.idempotent ?? false,
        ifMatch: route.ifMatch ?? false,
        etag: route.etag ?? false,
        sent: Object.fromEntries(sent),
        answers: Object.fromEntries(answers),
        errors: refusals(route),
      },
    ];
  });
  const sorted = (map: Map<string, Schema>) =>
    Object.fromEntries([...map].sort(([one], [two]) => (one < two ? -1 : 1)));
  return { routes: Object.fromEntries(shapes), sent: sorted(named.sent), answered: sorted(named.answered) };
}
