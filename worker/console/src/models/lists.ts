import type { Desk, NewSavedView } from "@firstline/sdk/desk";
import type { SavedView, View } from "@firstline/sdk/wire";
import { createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** How many tickets a list holds; `more`: that many at least. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** The lists in the rail: the views and saved views, with how much is in each. */
export interface Lists {
  /** By `keyOf` of a list; empty until the desk has answered. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, Count>>;
  readonly saved: ReadonlySignal<readonly SavedView[]>;
  /** Shows the counts of one site, or of all. */
  countSite(site: string | undefined): void;
  /** Something has changed: counts again, though not at once if that was just done. */
  stir(): void;
  /** Keeps a view; resolves with why not. */
  save(view: NewSavedView, shared: boolean, before: SavedView | undefined): Promise<SavedView | Failure>;
  forget(view: SavedView): Promise<Failure | undefined>;
}

/** How often (ms) the lists are counted at most. */
const interval = 5_000;

export const keyOf = (list: View | Pick<SavedView, "id" | "shared">): string =>
  typeof list === "string" ? list : `${list.shared} ${list.id}`;

export const Lists = createModel<Lists, [Desk, (failure: Failure) => void]>((desk, onFailure) => {
  const counts = signal<ReadonlyMap<string, Count>>(new Map());
  const saved = signal<readonly SavedView[]>([]);
  let site: string | undefined;
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStale = false;
  effect(() => () => clearTimeout(timer));

  const count = async () => {
    round += 1;
    const mine = round;
    isStale = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (isStale) void count();
    }, interval);
    try {
      const counted = await desk.tickets.counts(site === undefined ? {} : { site });
      if (mine !== round) return;
      counts.value = new Map([
        ...Object.entries(counted.views),
        ...counted.saved.map((one): [string, Count] => [keyOf(one), one]),
      ]);
    } catch (error) {
      onFailure(failureOf(error));
    }
  };
  const list = async () => {
    try {
      saved.value = await desk.savedViews.list();
    } catch (error) {
      onFailure(failureOf(error));
    }
  };
  const stir = () => {
    isStale = true;
    if (timer === undefined) void count();
  };
  void list();

  const attempt = async <Done>(work: () => Promise<Done>): Promise<Done | Failure> => {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      onFailure(failure);
      return failure;
    }
  };
  const drop = (view: SavedView) =>
    view.shared ? desk.savedViews.forgetShared(view.id) : desk.savedViews.forget(view.id);

  return {
    counts,
    saved,
    countSite(next) {
      if (next === site && counts.peek().size > 0) return;
      site = next;
      void count();
    },
    stir,
    save: (view, shared, before) =>
      attempt(async () => {
        const id = before?.shared === shared ? before.id : `view_${crypto.randomUUID().replaceAll("-", "")}`;
        const done = await (shared ? desk.savedViews.share(id, view) : desk.savedViews.save(id, view));
        if (before && before.shared !== shared) await drop(before);
        await list();
        stir();
        return done;
      }),
    async forget(view) {
      const failure = await attempt(async () => {
        await drop(view);
        await list();
      });
      return failure ?? undefined;
    },
  };
});
