import { FileName, type Issue, type Route } from "@firstline/sdk/wire";
import * as z from "zod";
import type { IncomingFile } from "../incoming-file.ts";
import { digest, randomSecret } from "../secrets.ts";
import type { Incoming } from "./incoming.ts";
import { forbiddenText, readJson } from "./json.ts";
import { Refused } from "./refused.ts";
import { sentenceOf } from "./sentence.ts";

/** Routes that take a set-up, or a part of one: the largest things that are sent. */
const large: ReadonlySet<string> = new Set([
  "/v1/desk/setup",
  "/v1/desk/setup/diff",
  "/v1/desk/setup/explain",
  "/v1/desk/contracts/dry-run",
]);

/** The largest body a route reads, in bytes. */
const bodyLimit = (path: string): number => (large.has(path) ? 1024 * 1024 : 128 * 1024);

/** What a route takes that takes no query. */
const noQuery = z.strictObject({});

/** What a request brings besides its credentials, checked against its row. */
export interface Parts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file: IncomingFile | undefined;
  readonly version: number | undefined;
  readonly idempotencyKey: string | undefined;
  readonly requestHash: string | undefined;
}

/** Reads and checks path, query, headers and body. Everything outside the row is refused. */
export async function readParts(
  request: Incoming,
  pathParams: Readonly<Record<string, string>>,
  route: Route,
): Promise<Parts> {
  const url = new URL(request.url);
  for (const value of [...Object.values(pathParams), ...url.searchParams.keys(), ...url.searchParams.values()]) {
    if (forbiddenText(value)) throw new Refused("text_forbidden_character");
  }
  const params = route.params && parse(route.params, pathParams, "path");
  const query = parse(route.query ?? noQuery, onceEach(url.searchParams), "query");
  const idempotencyKey = route.idempotent && readIdempotencyKey(request.headers);
  const version = route.ifMatch && readVersion(request.headers);
  const { body, file, bytes } = await readContent(request, url.pathname, route.body);
  return {
    params,
    query,
    body,
    file,
    version,
    idempotencyKey,
    requestHash: route.idempotent && (await digest(`${request.method} ${url.pathname}\n`, bytes)),
  };
}

/** What is sent, and the bytes by which a repetition is known. A file's own bytes are left to whoever stores them. */
async function readContent(request: Incoming, path: string, expected: Route["body"]) {
  if (expected === "bytes") {
    const file = readFile(request);
    return { body: undefined, file, bytes: encoder.encode(`${file.size}\n${file.name}\n`) };
  }
  const { value, bytes } = await readBody(request, path, expected);
  return { body: expected && parse(expected, value, "body"), file: undefined, bytes };
}

const encoder = new TextEncoder();

/** A file whose bytes are still to come. Storage has to know their number beforehand, so it is asked for. */
function readFile({ headers, body }: Incoming): IncomingFile {
  const name = parse(
    z.object({ "Firstline-File-Name": FileName }),
    { "Firstline-File-Name": nameIn(headers) },
    "header",
  );
  const size = headers.get("content-length");
  if (size === null || !/^\d{1,15}$/.test(size)) throw new Refused("length_required");
  return { name: name["Firstline-File-Name"], size: Number(size), bytes: body ?? new Blob([]).stream() };
}

/** A header holds plain ASCII only, so a file's name comes percent-encoded. */
function nameIn(headers: Headers): string | undefined {
  const written = headers.get("firstline-file-name");
  if (written === null) return undefined;
  try {
    const name = decodeURIComponent(written);
    if (forbiddenText(name)) throw new Refused("text_forbidden_character");
    return name;
  } catch (error) {
    if (error instanceof Refused) throw error;
    const message = "This has to be UTF-8, percent-encoded.";
    throw new Refused("invalid", { issues: [{ path: "header.Firstline-File-Name", message }] });
  }
}

function parse<Parsed>(schema: z.ZodType<Parsed>, value: unknown, where: string): Parsed {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new Refused("invalid", { issues: result.error.issues.slice(0, 20).map((issue) => issueOf(issue, where)) });
}

const issueOf = (issue: z.core.$ZodIssue, where: string): Issue => ({
  path: [where, ...issue.path.map(String)].join("."),
  message: sentenceOf(issue),
});

/** A query as an object; a name given twice is refused, for two readers could read it two ways. */
function onceEach(search: URLSearchParams): Record<string, string> {
  const entries = [...search];
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (twice) throw new Refused("invalid", { issues: [{ path: `query.${twice[0]}`, message: "This is given twice." }] });
  return Object.fromEntries(entries);
}

function readIdempotencyKey(headers: Headers): string {
  const key = headers.get("idempotency-key");
  if (key === null) return randomSecret();
  if (/^[A-Za-z0-9_-]{16,128}$/.test(key)) return key;
  const message = "This has to be 16 to 128 letters, digits, hyphens or underscores.";
  throw new Refused("invalid", { issues: [{ path: "header.Idempotency-Key", message }] });
}

function readVersion(headers: Headers): number {
  const value = headers.get("if-match");
  if (value === null) throw new Refused("version_required");
  const version = /^"(\d{1,15})"$/.exec(value)?.[1];
  if (version === undefined) throw new Refused("version_mismatch");
  return Number(version);
}

async function readBody(request: Incoming, path: string, schema: z.ZodType | undefined) {
  if (schema) {
    const body = await readJson(request, bodyLimit(path));
    if (!body.ok) throw new Refused(body.code);
    return body;
  }
  const bytes = new Uint8Array();
  if (request.body && request.method !== "GET") {
    const { value } = await request.body.getReader().read();
    if (value && value.length > 0) {
      throw new Refused("invalid", { issues: [{ path: "body", message: "This call takes no body." }] });
    }
  }
  return { value: undefined, bytes };
}
