import { HTTPError } from "../errors/HTTPError.ts";
import { NetworkError } from "../errors/NetworkError.ts";
import { TimeoutError } from "../errors/TimeoutError.ts";

/** The options that the SDK gives, as ky knows them. */
interface Options {
  readonly prefix: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly searchParams: Readonly<Record<string, unknown>>;
  readonly json: unknown;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  /** Milliseconds for all tries and the pauses between them. */
  readonly totalTimeout: number;
  readonly throwHttpErrors: (status: number) => boolean;
  readonly parseJson: (text: string, context: { readonly response: Response }) => unknown;
  readonly retry: {
    /** How often a call may be repeated. */
    readonly limit: number;
    readonly statusCodes: readonly number[];
    readonly jitter: (delay: number) => number;
    /** Decides; undefined leaves it to what went wrong. */
    readonly shouldRetry: (about: { readonly error: unknown; readonly retryCount: number }) => boolean | undefined;
  };
}

/** Milliseconds that one try may take, its body included. */
const timeout = 10_000;

/** Only what has a value is sent. */
const given = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, `${value}`]],
  );

/** The contract's paths begin with a slash. */
function makeRequest(path: string, { prefix, method, headers, searchParams, json }: Options, signal: AbortSignal) {
  const url = new URL(`${prefix.replace(/\/+$/, "")}${path}`);
  for (const [name, value] of given(searchParams)) url.searchParams.append(name, value);
  const type = json === undefined ? {} : { "content-type": "application/json" };
  const body = json === undefined ? null : JSON.stringify(json);
  return new Request(url, {
    method,
    body,
    signal,
    headers: given({ accept: "application/json", ...type, ...headers }),
  });
}

async function attempt(path: string, options: Options, time: number): Promise<unknown> {
  const { signal, parseJson, throwHttpErrors } = options;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), time);
  try {
    const request = makeRequest(path, options, signal ? AbortSignal.any([signal, late.signal]) : late.signal);
    const response = await (options.fetch ?? fetch)(request).catch((cause: unknown) => {
      throw new NetworkError("", { cause });
    });
    const read = async () => parseJson(await response.text(), { response });
    if (response.ok || !throwHttpErrors(response.status)) return await read();
    // An error may come from a proxy, as a page.
    throw new HTTPError(response, await read().catch(() => undefined));
  } catch (fault) {
    throw late.signal.aborted && !signal?.aborted ? new TimeoutError() : fault;
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds to wait before the call is repeated; undefined if it is not. `retryCount` is 1 for the first time. */
function pauseBefore(retryCount: number, error: unknown, { retry }: Options): number | undefined {
  const decided = retryCount <= retry.limit && retry.shouldRetry({ error, retryCount });
  const response = error instanceof HTTPError ? error.response : undefined;
  const passing = response
    ? retry.statusCodes.includes(response.status)
    : error instanceof NetworkError || error instanceof TimeoutError;
  if (!(decided ?? passing)) return;
  const asked = decided === undefined && Number(response?.headers.get("Retry-After")) * 1_000;
  return asked || retry.jitter(300 * 2 ** (retryCount - 1));
}

/** Ends early, and rejects, with the signal. */
const sleep = (milliseconds: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });

async function call(path: string, options: Options): Promise<unknown> {
  const end = Date.now() + options.totalTimeout;
  const left = () => end - Date.now();
  for (let retryCount = 1; ; retryCount++) {
    try {
      return await attempt(path, options, Math.min(timeout, left()));
    } catch (error) {
      const pause = options.signal?.aborted ? undefined : pauseBefore(retryCount, error, options);
      if (pause === undefined) throw error;
      await sleep(Math.min(pause, left()), options.signal);
      if (left() <= 0) throw new TimeoutError();
    }
  }
}

/** Calls and reads JSON, with ky's timeouts and repetitions. */
export const Ky = {
  create: (path: string, options: Options) => ({ json: () => call(path, options) }),
};
