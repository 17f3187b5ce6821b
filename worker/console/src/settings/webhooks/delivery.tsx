import type { Webhook, WebhookAttempt, WebhookDeliveryDetails } from "@firstline/sdk/wire";
import { webhooksTexts } from "../../texts/webhooks.ts";
import { inFull } from "../../time.ts";
import { Dialog } from "../../views/dialog.tsx";
import { FormFailure } from "../../views/form-field.tsx";
import { Blank, Skeleton } from "../../views/parts.tsx";
import type { DeliveriesModel } from "./deliveries-model.ts";
import { DeliveryChip, outcomeOf } from "./facts.tsx";

const texts = webhooksTexts.delivery;

/** The delivery that is looked at: what was sent, what came back, and the button that sends it again. */
export function DeliveryDialog({ model, webhook }: { model: DeliveriesModel; webhook: Webhook }) {
  const open = model.open.value;
  if (!open) return null;
  return (
    <Dialog id="delivery" title={texts.title} onClose={model.close}>
      {open.kind === "loading" && <Skeleton row="row row-skeleton" count={3} />}
      {open.kind === "failed" && <Blank title={texts.failedTitle} text={open.failure.text} problem />}
      {open.kind === "ready" && (
        <div class="form delivery">
          <Details details={open.details} />
          <FormFailure failure={open.failure} />
          <footer class="form-foot">
            <button
              type="button"
              class="button button-primary"
              disabled={open.sending || webhook.state.is === "off"}
              onClick={model.replay}
            >
              {open.sending ? texts.replaying : texts.replay}
            </button>
          </footer>
        </div>
      )}
    </Dialog>
  );
}

function Details({ details: { delivery, request, attempts } }: { details: WebhookDeliveryDetails }) {
  return (
    <>
      <p class="delivery-what">
        <DeliveryChip status={delivery.status} />
        <span>
          {webhooksTexts.log.type[delivery.type]} {delivery.ticket !== null && <bdi>{delivery.ticket}</bdi>}
        </span>
        <code>{delivery.id}</code>
      </p>
      <div>
        <h3>{texts.attempts}</h3>
        {attempts.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <ol class="delivery-attempts">
            {attempts.toReversed().map((attempt) => (
              <Attempt key={attempt.at} attempt={attempt} />
            ))}
          </ol>
        )}
      </div>
      <div>
        <h3>{texts.body}</h3>
        <Code label={texts.body} text={indented(request.body)} />
      </div>
      <div>
        <h3>
          {texts.headers} <span class="form-optional">{texts.signature}</span>
        </h3>
        <Code
          label={texts.headers}
          text={Object.entries(request.headers)
            .map(([name, value]) => `${name}: ${value}`)
            .join("\n")}
        />
      </div>
    </>
  );
}

function Attempt({ attempt }: { attempt: WebhookAttempt }) {
  return (
    <li>
      <span class="delivery-attempt">
        <time dateTime={attempt.at}>{inFull(attempt.at)}</time>
        <span>{outcomeOf(attempt)}</span>
      </span>
      {attempt.type === "answered" && attempt.body !== "" && <Code label={texts.answer} text={attempt.body} />}
    </li>
  );
}

/** Text of programs, which the keyboard can scroll. */
const Code = ({ label, text }: { label: string; text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
  <section class="delivery-code" tabIndex={0} aria-label={label}>
    <pre dir="ltr">{text}</pre>
  </section>
);

/** JSON as people read it; whatever is none stays as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
