import { useModel } from "@preact/signals";
import { screenFragment } from "../../models/place.ts";
import { webhooksTexts as texts } from "../../texts/webhooks.ts";
import { Blank, Failed, Skeleton } from "../../views/parts.tsx";
import type { PageProps } from "../page.ts";
import { Facts, StateChip } from "./facts.tsx";
import { OneWebhook } from "./one-webhook.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhooksModel } from "./webhooks-model.ts";
import "./webhooks.css";

/** The webhooks, or one of them with what it was sent. */
export function Webhooks({ workspace, path: [id] }: PageProps) {
  const model = useModel(() => new WebhooksModel(workspace.desk, workspace));
  return (
    <>
      <Content workspace={workspace} model={model} id={id} />
      <WebhookDialog workspace={workspace} model={model} />
    </>
  );
}

type ContentProps = Pick<PageProps, "workspace"> & { model: WebhooksModel; id: string | undefined };

function Content({ workspace, model, id }: ContentProps) {
  const state = model.state.value;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={3} />;
  if (state.kind === "failed") return <Failed title={texts.failedTitle} text={state.failure.text} retry={model.load} />;
  if (id !== undefined) {
    const webhook = state.webhooks.find((one) => one.id === id);
    return (
      <>
        <a class="webhooks-back" href={screenFragment(["settings", "webhooks"])}>
          {texts.back}
        </a>
        {webhook ? (
          <OneWebhook key={id} workspace={workspace} model={model} webhook={webhook} />
        ) : (
          <Blank title={texts.goneTitle} text={texts.gone} />
        )}
      </>
    );
  }
  const create = (
    <button type="button" class="button button-primary" onClick={() => model.openForm()}>
      {texts.create}
    </button>
  );
  if (state.webhooks.length === 0)
    return (
      <Blank title={texts.emptyTitle} text={texts.empty}>
        {create}
      </Blank>
    );
  return (
    <>
      <div class="webhooks-head">
        <p>{texts.intro}</p>
        {create}
      </div>
      <ul class="webhooks-list">
        {state.webhooks.map((webhook) => (
          <li key={webhook.id}>
            <a class="webhooks-item" href={screenFragment(["settings", "webhooks", webhook.id])}>
              <span class="webhooks-name">
                <bdi>{webhook.name}</bdi> <StateChip state={webhook.state} />
              </span>
              <bdi class="webhooks-url" dir="ltr">
                {webhook.url}
              </bdi>
              <Facts webhook={webhook} sites={workspace.session.value.sites} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
