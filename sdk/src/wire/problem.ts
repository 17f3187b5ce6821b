import * as z from "zod";

/**
 * Every error a Firstline desk answers with: its code, HTTP status and title.
 * Clients branch on the code; the title is for people.
 */
export const problems = {
  json_malformed: { status: 400, title: "The body is not valid JSON." },
  json_duplicate_key: { status: 400, title: "The body names one key twice." },
  json_too_deep: { status: 400, title: "The body is nested too deeply." },
  text_not_utf8: { status: 400, title: "The body is not valid UTF-8." },
  text_forbidden_character: { status: 400, title: "The request holds a character that is not allowed." },
  credentials_missing: { status: 401, title: "Sign in, or send a credential, to do this." },
  credentials_invalid: {
    status: 401,
    title: "The key or token is unknown, expired or revoked. Check it, or sign in again.",
  },
  agent_unknown: {
    status: 403,
    title: "Nobody of this desk has that address. Ask an admin to add it, or sign in another way.",
  },
  issuer_unreachable: { status: 503, title: "The sign-in service does not answer as it should. Sign in another way." },
  identity_invalid: { status: 401, title: "This identity token does not prove who the visitor is." },
  identity_expired: { status: 401, title: "The visitor's identity has run out. Identify them again." },
  forbidden: { status: 403, title: "You may not do this." },
  origin_not_allowed: {
    status: 403,
    title: "This page's origin is not on the site's list. Add it in the desk's set-up.",
  },
  identity_required: { status: 403, title: "This site takes identified visitors only." },
  not_found: { status: 404, title: "There is nothing here that you may see." },
  version_clash: { status: 409, title: "Somebody else changed this at the same moment. Try again." },
  already_assigned: { status: 409, title: "Somebody already has this ticket." },
  ticket_closed: { status: 409, title: "This ticket is closed. Open a new one." },
  requester_differs: {
    status: 409,
    title: "These tickets are for different people. Only those of one person can be merged.",
  },
  reopen_expired: { status: 409, title: "This ticket was solved too long ago to be opened again. Open a new one." },
  not_solved: { status: 409, title: "A ticket can be rated once it is solved." },
  rating_expired: { status: 409, title: "This ticket was closed too long ago to be rated." },
  webhook_off: { status: 409, title: "This webhook is off. Switch it on first." },
  transition_refused: { status: 409, title: "A ticket in this status cannot do that." },
  version_mismatch: { status: 412, title: "This changed since you read it. Read it again." },
  length_required: { status: 411, title: "Say how long the file is: send Content-Length." },
  body_too_large: { status: 413, title: "The body is too large." },
  media_type_unsupported: { status: 415, title: "Send the body as application/json." },
  file_type_refused: { status: 415, title: "Files of this kind are not taken." },
  range_not_satisfiable: { status: 416, title: "The file has no such part." },
  invalid: { status: 422, title: "Some fields are not right." },
  number_mistyped: { status: 422, title: "This ticket number has a typing slip." },
  idempotency_key_reused: { status: 422, title: "This idempotency key was used with another request." },
  version_required: { status: 428, title: "Say which version you change: send If-Match." },
  too_many_requests: { status: 429, title: "Too many requests. Wait a moment." },
  internal: { status: 500, title: "Something went wrong on our side." },
  not_implemented: { status: 501, title: "This stands in for a desk and does not do that." },
  unavailable: {
    status: 503,
    title: "The desk cannot be reached for a moment. Try again with the same idempotency key.",
  },
  overloaded: { status: 503, title: "The desk has too much to do just now. Wait a minute before you try again." },
} as const satisfies Record<string, { status: number; title: string }>;

export const ProblemCode = z.enum(Object.keys(problems) as [keyof typeof problems, ...(keyof typeof problems)[]]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/**
 * One thing that is wrong with a request: where (`body.message.text`, `query.limit`, `path.number`,
 * `header.If-Match`), and why, as a sentence.
 */
export const Issue = z.strictObject({ path: z.string(), message: z.string() }).meta({ id: "Issue" });
export type Issue = z.infer<typeof Issue>;

/** The body of every error: RFC 9457 problem details with Firstline's `code`, `requestId` and `issues`. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: ProblemCode,
    requestId: z.string(),
    issues: z.array(Issue).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
