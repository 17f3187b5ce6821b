import { parseArgs } from "node:util";

/** Something the person who typed the command can put right: told in one line, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What `npm start` and `npm run dev` can be told. */
export interface StartOptions {
  /** The TCP port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The folder that holds the data, as typed. */
  readonly data: string;
  /** Whether a new desk starts without the demo. */
  readonly empty: boolean;
}

/**
 * Reads the command line; what is not said gets its default: port 8787, the given folder, with the demo.
 * @throws UsageError for an unknown option or a value that makes no sense.
 */
export function readOptions(args: readonly string[], defaultData: string): StartOptions {
  const { port = "8787", data = defaultData, empty = false } = parse(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, not "${port}".`);
  }
  if (data.trim() === "") throw new UsageError("--data takes the path of a folder.");
  return { port: Number(port), data, empty };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { port: { type: "string" }, data: { type: "string" }, empty: { type: "boolean" } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new UsageError(`${reason}. The options are --port NUMBER, --data FOLDER and --empty.`);
  }
}

/** Runs a program; a UsageError becomes its one line and exit code 2. */
export async function run(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`firstline: ${error.message}\n`);
    process.exit(2);
  }
}
