import { createFirstline, type FirstlineError } from "@firstline/sdk";
import type { Submitted } from "@firstline/sdk/wire";
import { computed, effect, signal } from "@preact/signals-core";
import { forgetDrafts, keptDraft, keptToken } from "../storage.ts";
import { createClock } from "./clock.ts";
import { createRemote, expectFirstlineError } from "./remote.ts";
import { createSubmissionModel } from "./submission.ts";
import { createThreadModel, type ThreadModel } from "./thread.ts";

/** What the panel shows; a view carries what only it knows. */
export type View =
  | { readonly name: "home" }
  | { readonly name: "new" }
  | { readonly name: "sent"; readonly submitted: Submitted; readonly readAt: number }
  | { readonly name: "thread"; readonly thread: ThreadModel }
  | { readonly name: "forget" };

export interface PanelModelOptions {
  /** Base URL of the desk. */
  readonly url: string;
  /** The site's public key. */
  readonly site: string;
  /** Told whether an answer waits that was not seen. */
  readonly onUnread: (unread: boolean) => void;
}

/** All the panel knows and can do. Nothing is asked of the desk before `start`. */
export function createPanelModel({ url, site: key, onUnread }: PanelModelOptions) {
  const token = keptToken(key);
  const known = signal(token.read() !== undefined);
  const open = signal(false);
  const inFront = signal(document.visibilityState === "visible");
  const visible = computed(() => open.value && inFront.value);
  const onVisibility = () => {
    inFront.value = document.visibilityState === "visible";
  };
  document.addEventListener("visibilitychange", onVisibility);
  const clock = createClock(visible);

  const firstline = createFirstline({
    url,
    async fetch(...request) {
      const response = await fetch(...request);
      clock.set(response);
      return response;
    },
    site: key,
    token: token.read(),
    onToken(issued) {
      token.write(issued);
      known.value = issued !== undefined;
    },
  });

  const view = signal<View>({ name: "home" });
  const problem = signal<FirstlineError | undefined>(undefined);
  const site = createRemote(() => firstline.site());
  const list = createRemote(async () => {
    try {
      const tickets = await firstline.tickets.list({ limit: 100 }).toArray();
      return { tickets, readAt: clock.read() };
    } catch (error) {
      // Forgotten in another tab, or revoked: this visitor starts anew.
      if (expectFirstlineError(error).code === "credentials_invalid") await firstline.forget();
      throw error;
    }
  });
  const submission = createSubmissionModel(firstline, keptDraft(key, "new"), topics, (submitted) =>
    show({ name: "sent", submitted, readAt: clock.read() }),
  );

  function topics() {
    const state = site.state.peek();
    return state.kind === "ready" ? state.value.topics : [];
  }

  function show(next: View) {
    const current = view.peek();
    if (current.name === "thread") current.thread.stop();
    view.value = next;
  }

  // Home is always fresh: whenever it comes up, the list is asked for again.
  const stopListing = effect(() => {
    if (view.value.name === "home" && known.value) void list.load();
  });

  return {
    open,
    known,
    view,
    site,
    list,
    problem,
    submission,
    url,
    now: clock.now,
    start: () => site.load(),
    show,
    /** Shows one ticket. `secret` is that of its link, where this computer does not know the ticket yet. */
    showTicket(number: string, secret?: string, onRedeemed?: () => void) {
      const ask = async () => {
        if (!secret) return firstline.tickets.get(number);
        const thread = await firstline.redeem(number, secret);
        onRedeemed?.();
        return thread;
      };
      const draft = keptDraft(key, number);
      const thread = createThreadModel({ firstline, number, ask, draft, visible, clock, onUnread });
      show({ name: "thread", thread });
      void thread.load();
    },
    /** Forgets the visitor here and on the desk; when the desk cannot be told, nothing is forgotten, and `problem` says why. */
    async forget() {
      problem.value = undefined;
      try {
        await firstline.forget();
        forgetDrafts(key);
        list.state.value = { kind: "loading" };
        show({ name: "home" });
      } catch (error) {
        problem.value = expectFirstlineError(error);
      }
    },
    stop() {
      stopListing();
      clock.stop();
      show({ name: "home" });
      document.removeEventListener("visibilitychange", onVisibility);
    },
  };
}

export type PanelModel = ReturnType<typeof createPanelModel>;
