import type { Desk } from "@firstline/sdk/desk";
import type { WebhookDelivery, WebhookDeliveryDetails } from "@firstline/sdk/wire";
import { createModel, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { endsSession, type Failure, failureOf } from "../../failure.ts";

export type LogState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly deliveries: readonly WebhookDelivery[];
      /** Where older ones begin; null: these are all. */
      readonly next: string | null;
      readonly loadingMore: boolean;
    };

/** The delivery that is looked at. */
export type OpenDelivery =
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "failed"; readonly id: string; readonly failure: Failure }
  | {
      readonly kind: "ready";
      readonly id: string;
      readonly details: WebhookDeliveryDetails;
      readonly sending: boolean;
      /** Why it was not sent again. */
      readonly failure: Failure | undefined;
    };

/** What one webhook was sent. */
export interface DeliveriesModel {
  readonly filter: ReadonlySignal<WebhookDelivery["status"] | undefined>;
  readonly state: ReadonlySignal<LogState>;
  readonly open: ReadonlySignal<OpenDelivery | undefined>;
  show(filter: WebhookDelivery["status"] | undefined): void;
  load(): Promise<void>;
  loadMore(): Promise<void>;
  look(id: string): Promise<void>;
  close(): void;
  replay(): Promise<void>;
}

export const DeliveriesModel = createModel<DeliveriesModel, [Desk, string, (failure: Failure) => void]>(
  (desk, webhook, onFailure) => {
    const filter = signal<WebhookDelivery["status"] | undefined>(undefined);
    const state = signal<LogState>({ kind: "loading" });
    const open = signal<OpenDelivery | undefined>(undefined);

    const failed = (error: unknown): Failure => {
      const failure = failureOf(error);
      if (endsSession(failure)) onFailure(failure);
      return failure;
    };
    const pageFrom = (cursor?: string) =>
      desk.webhooks.deliveries(webhook, { status: filter.peek(), cursor, limit: 25 }).page();

    const load = async () => {
      const wanted = filter.peek();
      try {
        const { items, next } = await pageFrom();
        if (wanted === filter.peek()) state.value = { kind: "ready", deliveries: items, next, loadingMore: false };
      } catch (error) {
        state.value = { kind: "failed", failure: failed(error) };
      }
    };

    const look = async (id: string) => {
      if (open.peek()?.id !== id) open.value = { kind: "loading", id };
      try {
        const details = await desk.webhooks.delivery(webhook, id);
        if (open.peek()?.id === id) open.value = { kind: "ready", id, details, sending: false, failure: undefined };
      } catch (error) {
        if (open.peek()?.id === id) open.value = { kind: "failed", id, failure: failed(error) };
      }
    };

    effect(() => {
      void filter.value;
      untracked(() => {
        state.value = { kind: "loading" };
        void load();
      });
    });

    return {
      filter,
      state,
      open,
      show(next) {
        filter.value = next;
      },
      load,
      async loadMore() {
        const now = state.peek();
        if (now.kind !== "ready" || now.next === null || now.loadingMore) return;
        state.value = { ...now, loadingMore: true };
        try {
          const { items, next } = await pageFrom(now.next);
          state.value = { ...now, deliveries: [...now.deliveries, ...items], next };
        } catch (error) {
          state.value = { kind: "failed", failure: failed(error) };
        }
      },
      look,
      close() {
        open.value = undefined;
      },
      async replay() {
        const now = open.peek();
        if (now?.kind !== "ready" || now.sending) return;
        open.value = { ...now, sending: true, failure: undefined };
        try {
          await desk.webhooks.replay(webhook, now.id);
          await Promise.all([look(now.id), load()]);
        } catch (error) {
          open.value = { ...now, failure: failed(error) };
        }
      },
    };
  },
);
