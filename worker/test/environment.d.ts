/** What the desk under test is given; `ASSETS` belongs to the pages, which are tested where they are served. */
declare namespace Cloudflare {
  interface Env {
    readonly DB: D1Database;
    readonly ROOMS: DurableObjectNamespace;
    readonly FILES: R2Bucket;
    readonly SIEVE: RateLimit;
    /** Cloudflare's own stand-in for its mail service, which checks what it is handed. */
    readonly MAIL: SendEmail;
    readonly FIRSTLINE_SECRET: string;
    readonly ADDRESS_HEADER: string;
    readonly MIGRATIONS: import("cloudflare:test").D1Migration[];
  }
}
