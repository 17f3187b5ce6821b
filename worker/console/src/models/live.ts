import type { Desk } from "@firstline/sdk/desk";
import type { Changed } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

export type LiveStatus = "live" | "connecting" | "polling" | "offline";

/** How well the console hears what happens: the worst of its sites' connections. */
export interface Live {
  readonly status: ReadonlySignal<LiveStatus>;
}

/** Who listens to a live console. */
export interface LiveListener {
  onChange(changed: Changed): void;
  /** A connection is up again, and something may have been missed. */
  onReady(): void;
  onFailure(failure: Failure): void;
}

const worstFirst: readonly LiveStatus[] = ["offline", "connecting", "polling", "live"];

/** Follows every site of the agent until it is disposed of. */
export const Live = createModel<Live, [Desk, readonly string[], LiveListener]>((desk, sites, listener) => {
  const statuses = signal<ReadonlyMap<string, LiveStatus>>(new Map(sites.map((site) => [site, "connecting"])));
  const status = computed(() => {
    const present = new Set(statuses.value.values());
    return worstFirst.find((one) => present.has(one)) ?? "live";
  });

  effect(() => {
    const stops = sites.map((site) =>
      desk.watch({
        site,
        onChange: (changed) => listener.onChange(changed),
        onReady: () => listener.onReady(),
        onStatus: (next) => {
          statuses.value = new Map(statuses.peek()).set(site, next);
        },
        onError: (error) => listener.onFailure(failureOf(error)),
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  });

  return { status };
});
