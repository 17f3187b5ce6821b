/** The answer did not come in time. */
export class TimeoutError extends Error {}
