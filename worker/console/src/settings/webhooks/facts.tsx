import type { Session, Webhook, WebhookAttempt, WebhookDelivery } from "@firstline/sdk/wire";
import { webhooksTexts as texts } from "../../texts/webhooks.ts";

/** Whether a webhook is on, in colour and words. */
export function StateChip({ state }: Pick<Webhook, "state">) {
  if (state.is === "on") return <span class="chip status-solved">{texts.on}</span>;
  return <span class={`chip ${state.because === "admin" ? "status-on_hold" : "status-failed"}`}>{texts.off}</span>;
}

const chips = { waiting: "status-pending", delivered: "status-solved", failed: "status-failed" } as const;

/** How a delivery fares, in colour and words. */
export const DeliveryChip = ({ status }: Pick<WebhookDelivery, "status">) => (
  <span class={`chip ${chips[status]}`}>{texts.log.status[status]}</span>
);

/** The names of the sites that a webhook hears of. */
export function siteNames({ sites }: Webhook, known: Session["sites"]): string {
  if (sites === "all") return texts.allSites;
  if (sites.length === 0) return texts.noSites;
  return sites.map((id) => known.find((site) => site.id === id)?.name ?? id).join(", ");
}

/** What a webhook tells of. */
export const typeNames = ({ types }: Webhook): string => types.map((type) => texts.types[type]).join(", ");

/** Sites and events of a webhook in a line. */
export const Facts = ({ webhook, sites }: { webhook: Webhook; sites: Session["sites"] }) => (
  <span class="webhooks-facts">
    <bdi>{siteNames(webhook, sites)}</bdi> · {typeNames(webhook)}
  </span>
);

/** What became of a try, in a few words. */
export function outcomeOf(attempt: WebhookAttempt | null): string {
  if (!attempt) return texts.outcome.pending;
  return attempt.type === "answered" ? texts.outcome.status(attempt.status) : texts.outcome[attempt.why];
}
