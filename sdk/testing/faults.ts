import type { ProblemCode, RouteName } from "@firstline/sdk/wire";
import { problemAnswer } from "../../worker/src/http/problem-answer.ts";
import { spanOf } from "./clock.ts";

/**
 * What becomes of a request. `lost`: it never arrives, so nothing is done. `answer_lost`: it is done, but the caller does
 * not learn of it. `answer_cut`: the same, with half an answer. `slow`: it is done at once, and the answer takes so long
 * in real time (ms, or a text such as `3s`). `refused`: the desk answers with this error and does nothing;
 * `retryAfter` is in seconds. `page`: something in the desk's place answers with HTML, 502 unless named.
 */
export type Fault =
  | { readonly kind: "lost" }
  | { readonly kind: "answer_lost" }
  | { readonly kind: "answer_cut" }
  | { readonly kind: "slow"; readonly by: number | string }
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly retryAfter?: number | undefined }
  | { readonly kind: "page"; readonly status?: number | undefined };

/** Which requests a fault is for, and how many. */
export interface FaultOptions {
  /** A route such as `POST /v1/tickets`; default: whatever comes next. */
  readonly route?: RouteName | undefined;
  /** How many requests it spoils; 1 unless named. */
  readonly times?: number | undefined;
}

/** A request that does not arrive, as `fetch` tells of it. */
export const failedFetch = (code: string, message = "fetch failed"): TypeError =>
  new TypeError(message, { cause: Object.assign(new Error(message), { code }) });

/** Carries a request out as a fault lets it be. */
export async function suffer(
  fault: Fault | undefined,
  request: () => Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return request();
    case "lost":
      throw failedFetch("ECONNRESET");
    case "answer_lost":
      await request();
      throw failedFetch("ECONNRESET");
    case "answer_cut":
      return halved(await request());
    case "slow": {
      const response = await request();
      await delay(spanOf(fault.by), signal);
      return response;
    }
    case "refused":
      return problemAnswer(fault.code, crypto.randomUUID(), undefined, fault.retryAfter);
    case "page": {
      const status = fault.status ?? 502;
      const headers = { "content-type": "text/html" };
      return new Response("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>", { status, headers });
    }
  }
}

/** The same answer, of which the second half does not come. */
async function halved(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, Math.floor(bytes.length / 2)));
    },
    pull(controller) {
      controller.error(failedFetch("ECONNRESET", "terminated"));
    },
  });
  const { status, headers } = response;
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
}

/** Waits in real time, or until the caller gives up. */
const delay = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });

/**
 * Spoils the way to any desk as `TestDesk.fail` spoils the way to a test desk: the function is asked what becomes of each
 * request, and undefined lets it through.
 */
export const withFaults =
  (fetch: typeof globalThis.fetch, faultOf: (request: Request) => Fault | undefined): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return suffer(faultOf(request), () => fetch(request), request.signal);
  };
