import { addressIssue } from "../webhooks/address.ts";

/** How long (ms) an answer may take, and how many bytes of it are read. */
const WITHIN = 5_000;
const MOST = 256 * 1024;

/** An address that is not to be dialled, or that did not answer as it should. */
export class DialFailed extends Error {
  override readonly name = "DialFailed";
}

/** What is sent to an address. */
export interface Dialled {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: URLSearchParams | undefined;
}

/**
 * Asks an address that somebody named. It follows no redirect, and neither waits nor reads for ever.
 * @throws DialFailed where there is nothing to be had.
 */
export async function dial(address: string, { method, headers, body }: Dialled): Promise<Response> {
  if (addressIssue(address) !== undefined) throw new DialFailed("The address is not a public one.");
  try {
    const response = await fetch(address, {
      method,
      headers,
      body: body ?? null,
      redirect: "manual",
      signal: AbortSignal.timeout(WITHIN),
    });
    return new Response(await limited(response), { status: response.status, headers: response.headers });
  } catch (error) {
    throw error instanceof DialFailed ? error : new DialFailed("The address does not answer.", { cause: error });
  }
}

async function limited({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST) throw new DialFailed("The answer is too long.");
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
