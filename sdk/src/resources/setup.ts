import type { Call, CallOptions } from "../request.ts";
import type { Body, Explanation, SetupDiff, VersionedSetup } from "../wire/index.ts";

/** A set-up as it is written: what has a default may be left out. */
export type SetupDocument = Body<"PUT /v1/desk/setup">;

/** The desk's set-up: one versioned document, which may live in git. */
export interface DeskSetup {
  get(options?: CallOptions): Promise<VersionedSetup>;
  /** Replaces the set-up that has the given version; resolves with the new one. */
  put(
    setup: { readonly version: number; readonly setup: SetupDocument },
    options?: CallOptions,
  ): Promise<VersionedSetup>;
  /** What replacing the set-up would change, and which contracts get a new version. Nothing is written. */
  diff(setup: SetupDocument, options?: CallOptions): Promise<SetupDiff>;
  /** Explains where a ticket would go, who would take it and what would be promised. Nothing is written. */
  explain(trial: Body<"POST /v1/desk/setup/explain">, options?: CallOptions): Promise<Explanation>;
}

export const createSetup = (call: Call): DeskSetup => ({
  get: (options) => call("GET /v1/desk/setup", { ...options }),
  put: ({ version, setup }, options) => call("PUT /v1/desk/setup", { ...options, ifMatch: version, body: setup }),
  diff: (body, options) => call("POST /v1/desk/setup/diff", { ...options, body }),
  explain: (body, options) => call("POST /v1/desk/setup/explain", { ...options, body }),
});
