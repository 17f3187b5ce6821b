import { type Desk, type NewWebhook, newMessageId } from "@firstline/sdk/desk";
import type { Webhook, WebhookDelivery, WebhookWithSecret } from "@firstline/sdk/wire";
import { createModel, type ReadonlySignal, signal } from "@preact/signals";
import { endsSession, type Failure, failureOf } from "../../failure.ts";
import type { Notices } from "../../models/notices.ts";
import { webhooksTexts as texts } from "../../texts/webhooks.ts";

export type WebhooksState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly webhooks: readonly Webhook[] };

/** What the form holds, as chosen. The sites stay chosen while all of them are. */
export interface WebhookFields {
  readonly name: string;
  readonly url: string;
  readonly everySite: boolean;
  readonly sites: readonly string[];
  readonly types: readonly Webhook["types"][number][];
}

/** What stands over the page: the form, of a webhook or a new one; a question; or a secret, this once. */
export type WebhookDialogState =
  | {
      readonly kind: "form";
      readonly of: Webhook | undefined;
      readonly fields: WebhookFields;
      readonly saving: boolean;
      readonly failure: Failure | undefined;
    }
  | Question<"rotate">
  | Question<"remove">
  | { readonly kind: "secret"; readonly secret: string };

interface Question<Kind> {
  readonly kind: Kind;
  readonly of: Webhook;
  readonly saving: boolean;
  readonly failure: Failure | undefined;
}

/** What became of the last ping of a webhook. */
export type PingState =
  | { readonly kind: "sending"; readonly of: string }
  | { readonly kind: "sent"; readonly of: string; readonly delivery: WebhookDelivery };

/** The webhooks of the desk, and what can be done with them. */
export interface WebhooksModel {
  readonly state: ReadonlySignal<WebhooksState>;
  readonly dialog: ReadonlySignal<WebhookDialogState | undefined>;
  readonly ping: ReadonlySignal<PingState | undefined>;
  load(): Promise<void>;
  openForm(of?: Webhook): void;
  ask(kind: "rotate" | "remove", of: Webhook): void;
  close(): void;
  change(fields: Partial<WebhookFields>): void;
  /** Saves the form, or does what was asked; whether it is done. */
  submit(): Promise<boolean>;
  switch(webhook: Webhook, on: boolean): Promise<void>;
  sendPing(webhook: Webhook): Promise<void>;
}

/** What the model tells of. */
interface Around {
  readonly notices: Notices;
  onFailure(failure: Failure): void;
}

const blank: WebhookFields = {
  name: "",
  url: "https://",
  everySite: true,
  sites: [],
  types: ["ticket.created", "ticket.updated"],
};

const fieldsOf = ({ name, url, sites, types }: Webhook): WebhookFields =>
  sites === "all" ? { name, url, everySite: true, sites: [], types } : { name, url, everySite: false, sites, types };

const chosenIn = ({ name, url, everySite, sites, types }: WebhookFields): NewWebhook => ({
  name: name.trim(),
  url: url.trim(),
  sites: everySite ? "all" : [...sites],
  types: [...types],
});

export const WebhooksModel = createModel<WebhooksModel, [Desk, Around]>((desk, { notices, onFailure }) => {
  const state = signal<WebhooksState>({ kind: "loading" });
  const dialog = signal<WebhookDialogState | undefined>(undefined);
  const ping = signal<PingState | undefined>(undefined);
  /** The key belongs to what was sent: the same form again repeats it. */
  let sent: { of: unknown; key: string } | undefined;

  const failed = (error: unknown): Failure => {
    const failure = failureOf(error);
    if (endsSession(failure)) onFailure(failure);
    return failure;
  };

  const load = async () => {
    if (state.peek().kind !== "ready") state.value = { kind: "loading" };
    try {
      state.value = { kind: "ready", webhooks: await desk.webhooks.list() };
    } catch (error) {
      state.value = { kind: "failed", failure: failed(error) };
    }
  };

  const put = (webhook: Webhook) => {
    const now = state.peek();
    if (now.kind !== "ready") return;
    const known = now.webhooks.some(({ id }) => id === webhook.id);
    const webhooks = known
      ? now.webhooks.map((one) => (one.id === webhook.id ? webhook : one))
      : [...now.webhooks, webhook];
    state.value = { ...now, webhooks };
  };

  const show = ({ webhook, secret }: WebhookWithSecret) => {
    put(webhook);
    dialog.value = { kind: "secret", secret };
  };

  const keyOf = (of: unknown) => {
    const key = sent !== undefined && sent.of === of ? sent.key : newMessageId();
    sent = { of, key };
    return { idempotencyKey: key };
  };

  const carryOut = async (asked: Exclude<WebhookDialogState, { kind: "secret" }>) => {
    if (asked.kind === "rotate") return show(await desk.webhooks.rotateSecret(asked.of.id, keyOf(asked.of)));
    if (asked.kind === "remove") {
      const { id, name } = asked.of;
      await desk.webhooks.delete(id);
      const now = state.peek();
      if (now.kind === "ready") state.value = { ...now, webhooks: now.webhooks.filter((one) => one.id !== id) };
      notices.tell(texts.removed(name));
    } else if (asked.of === undefined) {
      return show(await desk.webhooks.create(chosenIn(asked.fields), keyOf(asked.fields)));
    } else {
      const webhook = await desk.webhooks.update(asked.of.id, chosenIn(asked.fields));
      put(webhook);
      notices.tell(texts.saved(webhook.name));
    }
    dialog.value = undefined;
  };

  void load();
  return {
    state,
    dialog,
    ping,
    load,
    openForm(of) {
      dialog.value = { kind: "form", of, fields: of ? fieldsOf(of) : blank, saving: false, failure: undefined };
    },
    ask(kind, of) {
      dialog.value = { kind, of, saving: false, failure: undefined };
    },
    close() {
      const now = dialog.peek();
      if (now?.kind === "secret" || now?.saving === false) dialog.value = undefined;
    },
    change(fields) {
      const now = dialog.peek();
      if (now?.kind === "form") dialog.value = { ...now, fields: { ...now.fields, ...fields } };
    },
    async submit() {
      const now = dialog.peek();
      if (!now || now.kind === "secret" || now.saving) return false;
      dialog.value = { ...now, saving: true, failure: undefined };
      try {
        await carryOut(now);
        return true;
      } catch (error) {
        dialog.value = { ...now, saving: false, failure: failed(error) };
        return false;
      }
    },
    async switch({ id }, on) {
      try {
        put(await desk.webhooks.update(id, { on }));
      } catch (error) {
        notices.warn(failed(error).text);
      }
    },
    async sendPing({ id }) {
      ping.value = { kind: "sending", of: id };
      try {
        ping.value = { kind: "sent", of: id, delivery: await desk.webhooks.ping(id) };
      } catch (error) {
        ping.value = undefined;
        notices.warn(failed(error).text);
      }
    },
  };
});
