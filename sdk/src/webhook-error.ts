/**
 * Why a webhook is not taken. `headers_missing`: it is not signed. `secret_malformed`: the secret given here is none.
 * `timestamp_outside_tolerance`: it is too old, or a clock is wrong. `signature_mismatch`: another secret, or a body that
 * was changed on its way. `payload_unreadable`: signed, but not an event of a desk.
 */
export type WebhookErrorCode =
  | "headers_missing"
  | "secret_malformed"
  | "timestamp_outside_tolerance"
  | "signature_mismatch"
  | "payload_unreadable";

/** What verifying a webhook rejects with. Branch on `code`; `message` says what to do, and holds nothing of the secret. */
export class WebhookError<Code extends WebhookErrorCode = WebhookErrorCode> extends Error {
  override readonly name = "WebhookError";
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether something caught is a WebhookError, of one of the given codes if any are given; from any copy of this package. */
export function isWebhookError<Code extends WebhookErrorCode = WebhookErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is WebhookError<Code> {
  const { name, code } = Object(error);
  return name === "WebhookError" && (codes.length === 0 || codes.includes(code));
}
