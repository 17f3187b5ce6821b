import { inspect } from "node:util";
import { type FirstlineError, isFirstlineError } from "../src/index.ts";

/** The FirstlineError that a call rejects with. */
export async function errorOf(call: Promise<unknown>): Promise<FirstlineError> {
  const fault = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isFirstlineError(fault)) throw new Error(`expected a FirstlineError, got ${inspect(fault)}`);
  return fault;
}
