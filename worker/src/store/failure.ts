const transient = [
  "Network connection lost",
  "D1 DB reset because its code was updated",
  "Internal error while starting up D1 DB storage caused object to be reset",
  "Internal error in D1 DB storage caused object to be reset",
  "Cannot resolve D1 DB due to transient issue on remote node",
];

/**
 * What a failed batch means. `clash`: a constraint held, so somebody else was first and nothing was written.
 * `transient`: the database went away; reading again tells what became of the batch. `overloaded`: must not be tried
 * again. Sources: SQLite's result codes; Cloudflare's list of D1 errors.
 */
export function failureOf(error: unknown): "clash" | "transient" | "overloaded" | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.includes("SQLITE_CONSTRAINT") || error.message.includes("constraint failed")) return "clash";
  if (error.message.includes("D1 DB is overloaded")) return "overloaded";
  return transient.some((message) => error.message.includes(message)) ? "transient" : undefined;
}
