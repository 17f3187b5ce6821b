import { FirstlineError } from "./errors.ts";

/** A request as it goes over the network; what is undefined is left out. */
export interface Outgoing {
  /** Absolute, without a query. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: object | undefined;
  /** Sent as JSON. */
  readonly body: unknown;
  /** Sent as it is. */
  readonly file: Blob | undefined;
  /** Whether the bytes of a good answer are asked for, not its text. */
  readonly bytes: boolean | undefined;
  /** Whether it may outlive the page that sends it. */
  readonly keepalive: boolean | undefined;
}

interface Way {
  readonly fetch: typeof fetch | undefined;
  /** Milliseconds within which the answer has to be there to its end. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** An answer, read to its end. */
interface Arrived {
  readonly response: Response;
  readonly text: string;
  /** The bytes, if they were asked for. */
  readonly blob?: Blob;
}

/**
 * Sends a request and reads the answer to its end: half an answer is none. A redirect is not followed, for it would turn
 * a POST into a GET. Rejects with a FirstlineError that holds nothing of the request and nothing that quotes it.
 */
export async function send(request: Outgoing, way: Way): Promise<Arrived> {
  const { body, bytes, file, keepalive = false, method } = request;
  const { signal, timeout, fetch = globalThis.fetch } = way;
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, signal?.aborted ? 0 : timeout);
  signal?.addEventListener("abort", end);
  try {
    if (signal?.aborted) end();
    const response = await fetch(addressOf(request), {
      method,
      headers: headersOf(request),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(file && { body: file }),
      redirect: "manual",
      keepalive,
      signal: controller.signal,
    });
    return bytes && response.ok
      ? { response, text: "", blob: await response.blob() }
      : { response, text: await response.text() };
  } catch (fault) {
    if (signal?.aborted) throw new FirstlineError("aborted", "The call was stopped.");
    if (controller.signal.aborted) throw new FirstlineError("timeout", "The desk did not answer in time. Try again.");
    const check = "Check the network, the desk's url and the site's origins.";
    throw new FirstlineError("network", `The desk could not be reached${reasonOf(fault)}. ${check}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

function addressOf({ url, query }: Outgoing): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) parameters.set(name, String(value));
  const text = String(parameters);
  return text ? `${url}?${text}` : url;
}

function headersOf({ headers, body }: Outgoing): Headers {
  const sent = new Headers(body === undefined ? {} : { "Content-Type": "application/json" });
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
  return sent;
}

/** What the platform calls a failure of the network, such as ECONNREFUSED; its own message might quote a header. */
function reasonOf(fault: unknown): string {
  const { code } = Object(Object(fault).cause);
  return /^[A-Z_]+$/.test(code) ? ` (${code})` : "";
}
