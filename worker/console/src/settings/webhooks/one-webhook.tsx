import type { Webhook } from "@firstline/sdk/wire";
import type { Workspace } from "../../models/workspace.ts";
import { webhooksTexts as texts } from "../../texts/webhooks.ts";
import { inFull } from "../../time.ts";
import { WarningIcon } from "../../views/icons.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { outcomeOf, StateChip, siteNames, typeNames } from "./facts.tsx";
import type { WebhooksModel } from "./webhooks-model.ts";

interface Props {
  readonly workspace: Workspace;
  readonly model: WebhooksModel;
  readonly webhook: Webhook;
}

/** One webhook: what it is, what can be done with it, and what it was sent. */
export function OneWebhook({ workspace, model, webhook }: Props) {
  const { state } = webhook;
  const ping = model.ping.value?.of === webhook.id ? model.ping.value : undefined;
  return (
    <div class="webhooks-one">
      <header class="webhooks-title">
        <h3>
          <bdi>{webhook.name}</bdi>
        </h3>
        <StateChip state={state} />
      </header>
      {state.is === "off" && (
        <p class={`webhooks-off${state.because === "admin" ? "" : " webhooks-off-alone"}`}>
          <WarningIcon />
          <span>
            {texts.offBecause[state.because]} {texts.since(inFull(state.since))}
          </span>
        </p>
      )}
      <dl class="webhooks-details">
        <dt>{texts.facts.address}</dt>
        <dd>
          <bdi dir="ltr">{webhook.url}</bdi>
        </dd>
        <dt>{texts.facts.sites}</dt>
        <dd>
          <bdi>{siteNames(webhook, workspace.session.value.sites)}</bdi>
        </dd>
        <dt>{texts.facts.events}</dt>
        <dd>{typeNames(webhook)}</dd>
        <dt>{texts.facts.made}</dt>
        <dd>{inFull(webhook.createdAt)}</dd>
        {webhook.previousSecretUntil !== null && Date.parse(webhook.previousSecretUntil) > workspace.now.value && (
          <>
            <dt>{texts.facts.oldSecret}</dt>
            <dd>{inFull(webhook.previousSecretUntil)}</dd>
          </>
        )}
      </dl>
      <div class="webhooks-actions">
        <button type="button" class="button" onClick={() => model.openForm(webhook)}>
          {texts.edit}
        </button>
        <button
          type="button"
          class="button"
          disabled={ping?.kind === "sending"}
          onClick={() => model.sendPing(webhook)}
        >
          {ping?.kind === "sending" ? texts.pinging : texts.ping}
        </button>
        <button type="button" class="button" onClick={() => model.switch(webhook, state.is === "off")}>
          {state.is === "off" ? texts.switchOn : texts.switchOff}
        </button>
        <button type="button" class="button" onClick={() => model.ask("rotate", webhook)}>
          {texts.rotate}
        </button>
        <button type="button" class="button webhooks-remove" onClick={() => model.ask("remove", webhook)}>
          {texts.remove}
        </button>
      </div>
      <p class="webhooks-ping" role="status">
        {ping?.kind === "sent" &&
          (ping.delivery.status === "delivered" && ping.delivery.last?.type === "answered"
            ? texts.pingTaken(ping.delivery.last.status)
            : texts.pingRefused(outcomeOf(ping.delivery.last)))}
      </p>
      <DeliveryLog workspace={workspace} webhook={webhook} pinged={ping?.kind === "sent" ? ping.delivery.id : ""} />
    </div>
  );
}
