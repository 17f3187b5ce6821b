import type { Webhook, WebhookDelivery } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Workspace } from "../../models/workspace.ts";
import { webhooksTexts } from "../../texts/webhooks.ts";
import { texts as general } from "../../texts.ts";
import { moment } from "../../time.ts";
import { Ago, Blank, Failed, Picker, Skeleton } from "../../views/parts.tsx";
import { DeliveriesModel } from "./deliveries-model.ts";
import { DeliveryDialog } from "./delivery.tsx";
import { DeliveryChip, outcomeOf } from "./facts.tsx";

const texts = webhooksTexts.log;
const statuses = ["waiting", "delivered", "failed"] as const;

interface Props {
  readonly workspace: Workspace;
  readonly webhook: Webhook;
  /** The last ping, which the log tells of as well. */
  readonly pinged: string;
}

/** What a webhook was sent, newest first. */
export function DeliveryLog({ workspace, webhook, pinged }: Props) {
  const model = useModel(() => new DeliveriesModel(workspace.desk, webhook.id, workspace.onFailure));
  useEffect(() => {
    if (pinged !== "") void model.load();
  }, [pinged, model]);
  return (
    <section class="deliveries" aria-labelledby="deliveries-title">
      <header class="deliveries-head">
        <h3 id="deliveries-title">{texts.title}</h3>
        <Picker
          aria-label={texts.filter}
          value={model.filter.value ?? ""}
          onChange={(event) => model.show(statuses.find((status) => status === event.currentTarget.value))}
        >
          <option value="">{texts.all}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {texts.status[status]}
            </option>
          ))}
        </Picker>
        <button type="button" class="button" onClick={model.load}>
          {texts.refresh}
        </button>
      </header>
      <Rows workspace={workspace} webhook={webhook} model={model} />
      <DeliveryDialog model={model} webhook={webhook} />
    </section>
  );
}

type RowsProps = Pick<Props, "workspace" | "webhook"> & { model: DeliveriesModel };

function Rows({ workspace, webhook, model }: RowsProps) {
  const state = model.state.value;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={3} />;
  if (state.kind === "failed") return <Failed title={texts.failedTitle} text={state.failure.text} retry={model.load} />;
  if (state.deliveries.length === 0) return <Blank title={texts.emptyTitle} text={texts.empty} />;
  const now = workspace.now.value;
  return (
    <>
      <ul class="deliveries-list">
        {state.deliveries.map((delivery) => (
          <li key={delivery.id}>
            <button type="button" class="deliveries-item" onClick={() => model.look(delivery.id)}>
              <DeliveryChip status={delivery.status} />
              <span class="deliveries-what">
                {texts.type[delivery.type]} {delivery.ticket !== null && <bdi>{delivery.ticket}</bdi>}
              </span>
              <span class="deliveries-how">{howItFares(delivery, webhook, now)}</span>
              <Ago at={delivery.createdAt} now={now} />
            </button>
          </li>
        ))}
      </ul>
      {state.next !== null && (
        <button type="button" class="button deliveries-more" disabled={state.loadingMore} onClick={model.loadMore}>
          {state.loadingMore ? general.loading : texts.more}
        </button>
      )}
    </>
  );
}

/** The last outcome, how often it was tried, and what comes next. */
function howItFares(delivery: WebhookDelivery, webhook: Webhook, now: number): string {
  const told = [outcomeOf(delivery.last)];
  if (delivery.tries > 1) told.push(texts.tries(delivery.tries));
  if (delivery.status === "waiting")
    told.push(webhook.state.is === "off" ? texts.whenOn : texts.next(moment(delivery.nextAt, now)));
  return told.join(" · ");
}
