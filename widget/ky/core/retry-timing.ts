/** What an answer says about the next try. */
export const getRetryTimingHeader = (headers: Headers): string | null => headers.get("Retry-After");

/** Milliseconds to wait; undefined where the header holds no number of seconds. */
export const calculateRetryTimingDelay = (seconds: string): number | undefined => Number(seconds) * 1000 || undefined;
