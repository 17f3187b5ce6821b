import { verifyWebhook } from "../webhooks.ts";
import { json, plain, type Terminal } from "./terminal.ts";
import { UsageError, type Values, wholeNumber } from "./usage.ts";

/** Verifies a webhook whose body is piped in. */
export async function verify(terminal: Terminal, values: Values): Promise<void> {
  const secret = terminal.environment.FIRSTLINE_WEBHOOK_SECRET;
  if (!secret) throw new UsageError("Put the webhook's secret into FIRSTLINE_WEBHOOK_SECRET.");
  if (terminal.isInteractive)
    throw new UsageError("Pipe the webhook's body in, as it came: firstline verify … < body.json");
  const headers = {
    "webhook-id": values.id,
    "webhook-timestamp": values.timestamp,
    "webhook-signature": values.signature,
  };
  const tolerance = wholeNumber("tolerance", values.tolerance, 10 ** 10);
  const event = await verifyWebhook(await terminal.read(), headers, secret.split(/[\s,]+/), { tolerance });
  const name = event.type === "unknown" ? `${event.named.type}, version ${event.named.version}` : event.type;
  terminal.write(values.json ? json(event) : plain(`Good: ${name}, ${event.id}.\n`));
}
