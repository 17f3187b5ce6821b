import { parseArgs } from "node:util";

/** The command line was typed wrongly; the message says what is right. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const help = `firstline <command> [options]

  init                      prints what puts the help desk into a page
    --url <url> --site <pk_…>   the desk, and the site's public key; asked for if left out
    --as tag|typescript         a script tag (default), or a module for a UI of your own
    --file <file>               writes it there instead

  tickets list              lists tickets
    --view mine|team|unassigned|open|solved   open by default
    --site <site_…> --limit <count>           all sites, 25 by default
  tickets show <number>     shows a ticket with its timeline
  tickets reply <number>    answers the requester
    --text <text>               or the text piped in
    --status open|pending|solved

  setup pull                writes the desk's set-up to a file
  setup diff                tells what the file would change; ends with 3 if anything
  setup push                replaces the desk's set-up by the file
    --file <file>               firstline.setup.json by default; - is the terminal

  verify                    verifies a webhook whose body is piped in
    --id <webhook-id> --timestamp <webhook-timestamp> --signature <webhook-signature>
    --tolerance <seconds>       300 by default

  --url <url>   the desk, or FIRSTLINE_URL
  --json        answers, and complains, as JSON
  --help, --version

The secret key is read from FIRSTLINE_KEY, the webhook's secret from FIRSTLINE_WEBHOOK_SECRET: what stands on a command
line can be read by others on the machine. Ends with 0 when done, 1 when refused or failed, 2 when typed wrongly.
`;

const options = {
  as: { type: "string" },
  file: { type: "string" },
  help: { type: "boolean", short: "h" },
  id: { type: "string" },
  json: { type: "boolean" },
  limit: { type: "string" },
  signature: { type: "string" },
  site: { type: "string" },
  status: { type: "string" },
  text: { type: "string" },
  timestamp: { type: "string" },
  tolerance: { type: "string" },
  url: { type: "string" },
  version: { type: "boolean" },
  view: { type: "string" },
} as const;

type Name = keyof typeof options;
export type Values = { readonly [Key in Name]?: (typeof options)[Key]["type"] extends "boolean" ? boolean : string };

const always: readonly Name[] = ["help", "json", "url", "version"];
/** What each command takes besides, and how many words follow it. */
const commands: Readonly<Record<string, { readonly takes: readonly Name[]; readonly words: 0 | 1 }>> = {
  init: { takes: ["as", "file", "site"], words: 0 },
  "tickets list": { takes: ["limit", "site", "view"], words: 0 },
  "tickets show": { takes: [], words: 1 },
  "tickets reply": { takes: ["status", "text"], words: 1 },
  "setup pull": { takes: ["file"], words: 0 },
  "setup diff": { takes: ["file"], words: 0 },
  "setup push": { takes: ["file"], words: 0 },
  verify: { takes: ["id", "signature", "timestamp", "tolerance"], words: 0 },
};

export interface CommandLine {
  /** Such as `tickets show`; empty if none was named. */
  readonly command: string;
  /** The ticket's number, where the command takes one; else empty. */
  readonly number: string;
  readonly values: Values;
}

/** Reads what was typed. @throws UsageError */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [first = "", second = ""] = positionals;
  const command = first === "" || first in commands ? first : `${first} ${second}`.trim();
  if (values.help || values.version || command === "") return { command, number: "", values };
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!known) throw new UsageError(`There is no command “${command}”. There are: ${Object.keys(commands).join(", ")}.`);
  const words = positionals.slice(command.split(" ").length);
  if (words.length < known.words) throw new UsageError(`Name the ticket: firstline ${command} SHOP-10019.`);
  if (words.length > known.words) throw new UsageError(`“${words.at(-1)}” is one word too many for “${command}”.`);
  for (const name of Object.keys(values))
    if (![...always, ...known.takes].some((one) => one === name))
      throw new UsageError(`“${command}” takes no --${name}.`);
  return { command, number: words[0] ?? "", values };
}

function parse(args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "The options could not be read.");
  }
}

/** One of the words that an option may have, or undefined if it was left out. @throws UsageError */
export function oneOf<Word extends string>(
  name: Name,
  value: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((one) => one === value);
  if (word === undefined) throw new UsageError(`--${name} is one of ${words.join(", ")}, not “${value}”.`);
  return word;
}

/** An option's whole number from 1 up to `most`, or undefined if it was left out. @throws UsageError */
export function wholeNumber(name: Name, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new UsageError(`--${name} is a whole number from 1 to ${most}, not “${value}”.`);
  return number;
}
