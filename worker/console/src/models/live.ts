import type { ColleagueAttending, Desk, DeskWatch } from "@firstline/sdk/desk";
import type { Attention, Changed } from "@firstline/sdk/wire";
import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

export type LiveStatus = "live" | "connecting" | "polling" | "offline";

/** How well the console hears what happens: the worst of its sites' connections. */
export interface Live {
  readonly status: ReadonlySignal<LiveStatus>;
  /** Tells a site's agents what this one does with a ticket. */
  attend(site: string, number: string, attention: Attention): void;
}

/** Who listens to a live console. */
export interface LiveListener {
  onChange(changed: Changed): void;
  onAttending(attending: ColleagueAttending): void;
  /** A connection is up again, and something may have been missed. */
  onReady(): void;
  onFailure(failure: Failure): void;
}

const worstFirst: readonly LiveStatus[] = ["offline", "connecting", "polling", "live"];

/** What is followed, and where. */
export interface LiveSurroundings {
  readonly desk: Desk;
  /** Their ids. */
  readonly sites: ReadonlySignal<readonly string[]>;
  /** How often the session was lost and found again. A watch ends with its session, so each time it begins anew. */
  readonly renewals: ReadonlySignal<number>;
}

/** Follows every site of the agent until it is disposed of. */
export const Live = createModel<Live, [LiveSurroundings, LiveListener]>(({ desk, sites, renewals }, listener) => {
  const statuses = signal<ReadonlyMap<string, LiveStatus>>(new Map(sites.peek().map((site) => [site, "connecting"])));
  const status = computed(() => {
    const present = new Set(statuses.value.values());
    return worstFirst.find((one) => present.has(one)) ?? "live";
  });

  const watches = new Map<string, DeskWatch>();
  effect(() => {
    void renewals.value;
    for (const site of sites.value) {
      const watch = desk.watch({
        site,
        onChange: (changed) => listener.onChange(changed),
        onReady: () => listener.onReady(),
        onAttending: (attending) => listener.onAttending(attending),
        onStatus: (next) => {
          statuses.value = new Map(statuses.peek()).set(site, next);
        },
        onError: (error) => listener.onFailure(failureOf(error)),
      });
      watches.set(site, watch);
    }
    return () => {
      for (const stop of watches.values()) stop();
    };
  });

  return { status, attend: (site, number, attention) => watches.get(site)?.attend(number, attention) };
});
