// Sends a receiver what a desk would: an urgent ticket, signed.
import { signTestWebhook, signWebhook, type WebhookEvent } from "@firstline/sdk/webhooks";

const [url = "http://localhost:8790/"] = process.argv.slice(2);
const { FIRSTLINE_WEBHOOK_SECRET: secret = "" } = process.env;
const event: WebhookEvent = JSON.parse((await signTestWebhook("ticket.created", secret)).body);
const ticket = { ...event.data.ticket, priority: "urgent" } as const;
const { headers, body } = await signWebhook({ ...event, data: { ...event.data, ticket } }, secret);
const response = await fetch(url, { method: "POST", headers, body });
process.stdout.write(`${response.status} ${await response.text()}\n`);
