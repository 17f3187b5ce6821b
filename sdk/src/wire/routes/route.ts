import type * as z from "zod";
import type { ProblemCode } from "../problem.ts";
import type { Scope } from "../session.ts";

/**
 * Who may call a route, from the widest to the narrowest.
 * `public`: anyone, without a credential. `visitor`: a page with a site's public key, known or not.
 * `requester`: a visitor whose token is good. `agent`, `lead`, `admin`: a signed-in person of that role or a higher one.
 */
export type Caller = "public" | "visitor" | "requester" | "agent" | "lead" | "admin";

/** One row of the table: everything that is declared about a route. */
export interface Route {
  readonly summary: string;
  readonly caller: Caller;
  /** The scope a secret key needs to call it; without one no key may. */
  readonly scope?: Scope;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON of this shape; or the bytes of a file, with its name, percent-encoded, in the header `Firstline-File-Name`. */
  readonly body?: z.ZodType | "bytes";
  /** The body of each successful status: JSON of this shape, the bytes of a file, or `null` for no body. */
  readonly answers: { readonly [status: number]: z.ZodType | "bytes" | null };
  /** What it refuses with, beyond what every route may (see `refusals`). */
  readonly errors?: readonly ProblemCode[];
  /** A create: takes `Idempotency-Key`; the same key and body is answered with the first answer. */
  readonly idempotent?: true;
  /** An update: needs `If-Match` with the ticket's or document's version. */
  readonly ifMatch?: true;
  /** Answers with an `ETag`, and 304 to `If-None-Match`. */
  readonly etag?: true;
  /** A visitor's write: where a site takes identified visitors only, nobody else may. */
  readonly identified?: true;
  /** A visitor token that does not hold any more is taken for none. */
  readonly anyToken?: true;
}

/** Routes, keyed by method and path. */
export type Routes = Record<`${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`, Route>;
