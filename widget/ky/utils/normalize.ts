/** The SDK writes methods in capitals, as the contract does. */
export const normalizeRequestMethod = (method: string): string => method;

/** ky's defaults for what the SDK leaves open; that the given ones are of the right kind, the compiler has seen. */
export const normalizeRetryOptions = (retry: object): object => ({
  afterStatusCodes: [413, 429, 503],
  maxRetryAfter: Number.POSITIVE_INFINITY,
  backoffLimit: Number.POSITIVE_INFINITY,
  delay: (attempt: number) => 300 * 2 ** (attempt - 1),
  ...retry,
});
