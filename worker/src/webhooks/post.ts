import type { WebhookAttempt } from "@firstline/sdk/wire";
import { addressIssue } from "./address.ts";

/** How long (ms) a try may take with its answer, and how much (bytes) of the answer is read and kept. */
const PATIENCE = 10_000;
const KEPT = 1_024;

/**
 * Posts a body, once. The address is checked before, and no redirect is followed: either could lead where the desk must
 * not call. Of the answer no more is read than is kept, so an endless one costs nothing.
 */
export async function post(
  send: Fetcher["fetch"],
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  at: string,
): Promise<WebhookAttempt> {
  if (addressIssue(url) !== undefined) return { type: "unanswered", at, why: "address" };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await send(url, { method: "POST", headers: { ...headers }, body, redirect: "manual", signal });
    return { type: "answered", at, status: response.status, body: await beginningOf(response) };
  } catch {
    return { type: "unanswered", at, why: signal.aborted ? "timeout" : "connection" };
  }
}

/** The first bytes of an answer as text. One that breaks off has been given all the same. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let left = KEPT;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
    await reader.cancel();
  } catch {
    // What has come is kept.
  }
  return text;
}
