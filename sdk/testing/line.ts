import { Problem, type ProblemCode, type RouteName } from "@firstline/sdk/wire";
import type { Incoming } from "../../worker/src/http/incoming.ts";
import { routeOf } from "./door.ts";
import { type Fault, type FaultOptions, failedFetch, suffer } from "./faults.ts";

/** A request that a client made, and what became of it. */
export interface TestRequest {
  readonly method: string;
  /** The path with its query, such as `/v1/tickets?limit=1`. */
  readonly path: string;
  /** The route that it asked for; undefined if there is none. */
  readonly route: RouteName | undefined;
  readonly headers: Headers;
  /** What was sent: parsed JSON, a file's bytes, or undefined for no body. */
  readonly body: unknown;
  /** What spoiled it, if anything did. */
  readonly fault: Fault | undefined;
  /** The status that the caller got; undefined: no answer. */
  readonly status: number | undefined;
  /** The code of an error. */
  readonly code: ProblemCode | undefined;
}

/** The line between clients and a desk: it can be spoiled, and it remembers. */
export interface Line {
  readonly fetch: typeof fetch;
  readonly requests: TestRequest[];
  fail(fault: Fault, options?: FaultOptions): void;
}

/** Makes a line to what answers requests at an origin. */
export function createLine(origin: string, answer: (request: Incoming) => Promise<Response>): Line {
  const requests: TestRequest[] = [];
  const waiting: { readonly fault: Fault; readonly route: RouteName | undefined; left: number }[] = [];

  const nextFault = (route: RouteName | undefined): Fault | undefined => {
    const index = waiting.findIndex((one) => one.route === undefined || one.route === route);
    const found = waiting[index];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) waiting.splice(index, 1);
    return found.fault;
  };

  const call: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, signal } = request;
    const { pathname, search, origin: asked } = new URL(url);
    if (asked !== origin)
      throw failedFetch("ENOTFOUND", `The test desk is at ${origin}; this request went to ${asked}.`);
    const bytes = new Uint8Array(await request.arrayBuffer());
    signal.throwIfAborted();
    const route = routeOf(request);
    const fault = nextFault(route);
    const headers = new Headers(request.headers);
    const told = { method, path: pathname + search, route, headers, body: bodyOf(headers, bytes), fault };
    try {
      const response = await suffer(fault, () => answer(incoming(method, url, headers, bytes)), signal);
      requests.push({ ...told, status: response.status, code: response.ok ? undefined : await codeOf(response) });
      signal.throwIfAborted();
      return response;
    } catch (error) {
      requests.push({ ...told, status: undefined, code: undefined });
      throw error;
    }
  };

  return {
    fetch: call,
    requests,
    fail(fault, { route, times = 1 } = {}) {
      waiting.push({ fault, route, left: times });
    },
  };
}

/** A request as it arrives: with its length, which only a network may tell. */
function incoming(method: string, url: string, sent: Headers, bytes: Uint8Array<ArrayBuffer>): Incoming {
  const headers = new Headers(sent);
  if (method !== "GET" && method !== "HEAD") headers.set("content-length", String(bytes.length));
  return { method, url, headers, body: bytes.length === 0 ? null : new Blob([bytes]).stream() };
}

function bodyOf(headers: Headers, bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  if (!headers.get("content-type")?.startsWith("application/json")) return bytes;
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function codeOf(response: Response): Promise<ProblemCode | undefined> {
  if (!response.headers.get("content-type")?.includes("problem+json")) return undefined;
  return Problem.safeParse(await response.clone().json()).data?.code;
}
