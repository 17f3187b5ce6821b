import type * as z from "zod";
import type { ProblemCode } from "./problem.ts";
import { accessRoutes } from "./routes/access.ts";
import { contactsRoutes } from "./routes/contacts.ts";
import { coverageRoutes } from "./routes/coverage.ts";
import { inboxRoutes } from "./routes/inbox.ts";
import type { Route } from "./routes/route.ts";
import { setupRoutes } from "./routes/setup.ts";
import { ticketsRoutes } from "./routes/tickets.ts";
import { visitorRoutes } from "./routes/visitor.ts";
import { webhooksRoutes } from "./routes/webhooks.ts";

export type { Caller, Route } from "./routes/route.ts";

/**
 * The whole wire: every route a desk answers, keyed by method and path.
 * Handlers, clients, the authorisation matrix and the OpenAPI document are all read from it.
 */
export const contract = {
  ...visitorRoutes,
  ...accessRoutes,
  ...inboxRoutes,
  ...ticketsRoutes,
  ...contactsRoutes,
  ...coverageRoutes,
  ...setupRoutes,
  ...webhooksRoutes,
} as const;

export type Contract = typeof contract;
export type RouteName = keyof Contract;

type Field<Name extends RouteName, Key extends string> = Contract[Name] extends { readonly [K in Key]: infer Schema }
  ? Schema
  : never;
type Input<Schema> = [Schema] extends [never] ? undefined : Schema extends z.ZodType ? z.input<Schema> : undefined;
type Output<Schema> = [Schema] extends [never] ? undefined : Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a caller sends: the parts a route declares, as typed before parsing. */
export type Params<Name extends RouteName> = Input<Field<Name, "params">>;
export type Query<Name extends RouteName> = Input<Field<Name, "query">>;
export type Body<Name extends RouteName> = Input<Field<Name, "body">>;

/** What a handler receives: the same parts, parsed. */
export type ParsedParams<Name extends RouteName> = Output<Field<Name, "params">>;
export type ParsedQuery<Name extends RouteName> = Output<Field<Name, "query">>;
export type ParsedBody<Name extends RouteName> = Output<Field<Name, "body">>;

/** The successful answers of a route: a union of `{ status, body }`. */
export type Answer<Name extends RouteName> = {
  [Status in keyof Contract[Name]["answers"]]: Contract[Name]["answers"][Status] extends infer Schema
    ? { status: Status; body: Schema extends z.ZodType ? z.output<Schema> : null }
    : never;
}[keyof Contract[Name]["answers"]];

/** The body of a route's successful answer. */
export type AnswerBody<Name extends RouteName> = Answer<Name>["body"];

/** What any route may refuse with, by what it declares. */
export function refusals(route: Route): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(route.errors ?? []);
  codes
    .add("too_many_requests")
    .add("internal")
    .add("unavailable")
    .add("overloaded")
    .add("invalid")
    .add("text_forbidden_character");
  if (route.body === "bytes") {
    codes.add("length_required").add("body_too_large").add("file_type_refused");
  } else if (route.body) {
    codes.add("json_malformed").add("json_duplicate_key").add("json_too_deep").add("text_not_utf8");
    codes.add("body_too_large").add("media_type_unsupported");
  }
  if (route.caller !== "public") codes.add("credentials_missing").add("credentials_invalid").add("forbidden");
  else codes.add("credentials_invalid");
  if (route.caller === "visitor" || route.caller === "requester") {
    codes.add("origin_not_allowed");
    if (!route.anyToken) codes.add("identity_expired");
  }
  if (route.identified) codes.add("identity_required");
  if (route.idempotent) codes.add("idempotency_key_reused");
  if (route.ifMatch) codes.add("version_required").add("version_mismatch");
  return [...codes].sort();
}
