import { isFirstlineError } from "../errors.ts";
import { isWebhookError } from "../webhook-error.ts";
import { init } from "./init.ts";
import { diffSetup, pullSetup, pushSetup } from "./setup.ts";
import { json, plain, type Terminal } from "./terminal.ts";
import { listTickets, replyToTicket, showTicket } from "./tickets.ts";
import { help, readCommandLine, UsageError } from "./usage.ts";
import { verify } from "./verify.ts";

/** Runs what was typed; resolves with the exit code: 0 done, 1 refused or failed, 2 typed wrongly, 3 a difference. */
export async function runCommand(args: readonly string[], terminal: Terminal, version: string): Promise<number> {
  try {
    const { command, number, values } = readCommandLine(args);
    if (values.version || values.help || command === "") {
      terminal.write(values.version ? `${version}\n` : help);
      return values.version || values.help ? 0 : 2;
    }
    switch (command) {
      case "init":
        await init(terminal, values);
        return 0;
      case "tickets list":
        await listTickets(terminal, values);
        return 0;
      case "tickets show":
        await showTicket(terminal, values, number);
        return 0;
      case "tickets reply":
        await replyToTicket(terminal, values, number);
        return 0;
      case "setup pull":
        await pullSetup(terminal, values);
        return 0;
      case "setup diff":
        return (await diffSetup(terminal, values)) ? 3 : 0;
      case "setup push":
        await pushSetup(terminal, values);
        return 0;
      default:
        await verify(terminal, values);
        return 0;
    }
  } catch (error) {
    terminal.complain(args.includes("--json") ? json({ error: described(error) }) : plain(told(error)));
    return error instanceof UsageError ? 2 : 1;
  }
}

function described(error: unknown): object {
  if (isFirstlineError(error)) {
    const { code, message, status, requestId, issues, retryAfter } = error;
    return { code, message, status, requestId, issues, retryAfter };
  }
  if (isWebhookError(error)) return { code: error.code, message: error.message };
  if (error instanceof UsageError) return { code: "usage", message: error.message };
  throw error;
}

function told(error: unknown): string {
  if (isFirstlineError(error)) {
    const hint = error.code === "version_mismatch" ? " “firstline setup pull” reads the newest set-up." : "";
    const quoted = error.requestId === undefined ? "" : ` (${error.requestId})`;
    return `firstline: ${error.message}${hint}${quoted}\n`;
  }
  if (isWebhookError(error)) return `firstline: ${error.message}\n`;
  if (error instanceof UsageError) return `firstline: ${error.message}\nfirstline --help tells more.\n`;
  throw error;
}
