import type { Call } from "../request.ts";
import type { Body, SetupDiff, VersionedSetup } from "../wire/index.ts";

/** A set-up as it is written: what has a default may be left out. */
export type SetupDocument = Body<"PUT /v1/desk/setup">;

/** The desk's set-up: one versioned document, which may live in git. */
export interface DeskSetup {
  get(): Promise<VersionedSetup>;
  /** Replaces the set-up that has the given version; resolves with the new one. */
  put(setup: { readonly version: number; readonly setup: SetupDocument }): Promise<VersionedSetup>;
  /** What replacing the set-up would change, and which contracts get a new version. Nothing is written. */
  diff(setup: SetupDocument): Promise<SetupDiff>;
}

export const createSetup = (call: Call): DeskSetup => ({
  get: () => call("GET /v1/desk/setup", {}),
  put: ({ version, setup }) => call("PUT /v1/desk/setup", { ifMatch: version, body: setup }),
  diff: (body) => call("POST /v1/desk/setup/diff", { body }),
});
