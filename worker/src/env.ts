/** What the worker is given: bindings and settings, as `wrangler.jsonc` and the single-machine runner name them. */
export interface Env {
  readonly DB: D1Database;
  readonly ROOMS: DurableObjectNamespace;
  /** The bytes of uploads and attachments. */
  readonly FILES: R2Bucket;
  readonly ASSETS: Fetcher;
  /** A coarse sieve before the exact budgets, counted by the runtime per address. */
  readonly SIEVE: RateLimit;
  /** At least 32 random bytes, base64url. Every secret that the desk hands out is derived with it. */
  readonly FIRSTLINE_SECRET: string;
  /** Sends mail. Without it, or without the two settings below, the desk sends none and offers nothing that needs it. */
  readonly MAIL?: SendEmail;
  /** The address that mails are from. */
  readonly MAIL_FROM?: string;
  /** Where people reach the desk, such as `https://desk.example`: what links in mails begin with. */
  readonly DESK_URL?: string;
  /** The way to webhooks, in place of the runtime's own network. */
  readonly OUTBOUND?: Pick<Fetcher, "fetch">;
  /** The request header that holds the client's address; empty where none can be trusted. */
  readonly ADDRESS_HEADER: string;
}
