import type { ErrorCode, FirstlineError } from "./errors.ts";

/** Faults that pass by themselves, and soon. */
export const passing: readonly ErrorCode[] = ["network", "timeout", "too_many_requests", "internal", "unavailable"];

/**
 * How many milliseconds to wait after the given failed try of a call that is safe to repeat; undefined: not to try again.
 * The pauses double from 0.3 s up to 10 s and vary by half, so that callers who failed together do not come back together; they
 * begin when Retry-After has passed. A clash of two writers is over at once and gets twice as many tries. A desk that is
 * overloaded is left in peace, and a wait of more than 10 s is the caller's to announce, not ours to sit out.
 */
export function pauseAfter(
  { code, retryAfter = 0 }: Pick<FirstlineError, "code" | "retryAfter">,
  tries: number,
  retries: number,
): number | undefined {
  const most = code === "version_clash" ? 2 * retries : passing.includes(code) ? retries : 0;
  if (tries > most || retryAfter > 10) return undefined;
  return retryAfter * 1000 + Math.min(300 * 2 ** (tries - 1), 10_000) * (0.5 + Math.random());
}

/** Resolves after a pause, or as soon as the signal ends it. */
export const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, signal?.aborted ? 0 : milliseconds);
    signal?.addEventListener("abort", end);
  });
