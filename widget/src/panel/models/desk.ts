import { createFirstline, type FirstlineError } from "@firstline/sdk";
import type { Site } from "@firstline/sdk/wire";
import { computed, effect, signal } from "@preact/signals-core";
import type { Identity } from "../../widget.ts";
import { createShelf } from "../shelf.ts";
import { forgetDrafts, keptDraft, keptWaiting } from "../storage.ts";
import { createClock } from "./clock.ts";
import { createOutbox, type Parcel } from "./outbox.ts";
import type { PanelModel } from "./panel.ts";
import { createRemote, expectFirstlineError } from "./remote.ts";
import { createSubmission } from "./submission.ts";
import { createThreadModel, type ThreadModel } from "./thread.ts";

/** What the panel knows of its desk: the site, the visitor's tickets, and what is on its way. Ends with `stop`. */
export function createDeskModel(panel: PanelModel) {
  const { key, token, known, view, visible, draft, options } = panel;
  const { url, onUnread, onSite } = options;
  const clock = createClock(visible);
  const identified = signal(false);
  /** Why it is not known who the visitor is, where the page said so. */
  const stranger = signal<FirstlineError | undefined>(undefined);
  const thread = signal<ThreadModel | undefined>(undefined);

  const firstline = createFirstline({
    url,
    onResponse: clock.set,
    site: key,
    token: token.read(),
    onToken(issued) {
      token.write(issued);
      known.value = issued !== undefined;
    },
  });

  const site = createRemote(async () => {
    const site = await firstline.site();
    onSite(site);
    return site;
  });
  const siteNow = (): Site | undefined => (site.state.value.kind === "ready" ? site.state.value.value : undefined);
  const needsIdentity = computed(() => siteNow()?.identifiedOnly === true && !identified.value);

  const list = createRemote(async () => {
    try {
      const tickets = await firstline.tickets.list({ limit: 100 }).toArray();
      return { tickets, readAt: clock.read() };
    } catch (error) {
      const failure = expectFirstlineError(error);
      if (failure.code === "identity_expired") stranger.value = failure;
      // Forgotten in another tab, or revoked: this visitor starts anew.
      if (isForgotten(failure)) await firstline.forget();
      throw error;
    }
  });

  const outbox = createOutbox({
    site: key,
    shelf: createShelf<Parcel>(),
    waiting: keptWaiting,
    async deliver(parcel) {
      if (parcel.is === "ticket") return submission.deliver(parcel);
      const news = await firstline.tickets.reply(parcel.number, parcel.reply);
      if (thread.peek()?.number === parcel.number) thread.peek()?.apply(news);
    },
  });
  const submission = createSubmission({
    key,
    firstline,
    draft,
    outbox,
    site: siteNow,
    options,
    onSubmitted(submitted, shown) {
      if (shown) panel.show({ name: "sent", submitted, readAt: clock.read() });
      else void list.load();
    },
  });

  // Home is always fresh: whenever it comes up, the list is asked for again.
  const stopListing = effect(() => {
    if (view.value.name === "home" && known.value) void list.load();
  });
  const stopThreading = effect(() => {
    const { value: shown } = view;
    if (shown.name !== "thread") return;
    const { number, secret, onRedeemed } = shown;
    const model = createThreadModel({
      firstline,
      number,
      async ask() {
        if (!secret) return firstline.tickets.get(number);
        const thread = await firstline.redeem(number, secret);
        onRedeemed?.();
        return thread;
      },
      draft: keptDraft(key, number),
      outbox,
      site: key,
      visible,
      clock,
      onUnread,
    });
    thread.value = model;
    void model.load();
    return () => {
      model.stop();
      thread.value = undefined;
    };
  });

  /** Takes it from the page who the visitor is. Rejects with why it does not hold. */
  async function identify(identity: Identity): Promise<void> {
    try {
      await firstline.identify(typeof identity === "function" ? identity : identity.token);
      identified.value = true;
      stranger.value = undefined;
      if (view.peek().name === "home") await list.load();
    } catch (error) {
      stranger.value = expectFirstlineError(error);
      throw error;
    }
  }

  /** The secret of a mailed link that waits to be used: by a person, for a scanner of mail opens links too. */
  const mailed = signal<string | undefined>(undefined);

  /** Opens the tickets of whoever the secret was mailed to. Rejects with `not_found` for one that was used or has run out. */
  async function restore(secret: string): Promise<void> {
    try {
      await firstline.redeemRestore(secret);
    } catch (error) {
      // A token that the desk has forgotten keeps nobody out: without it the secret is still good.
      if (!isForgotten(expectFirstlineError(error))) throw error;
      await firstline.forget();
      await firstline.redeemRestore(secret);
    }
    panel.show({ name: "home" });
  }

  void site.load();
  void outbox.resume().then(submission.resume);
  // For whoever runs the page; the visitor is told in the panel.
  if (options.identity)
    identify(options.identity).catch((error: FirstlineError) => console.warn(`Firstline: ${error.message}`));

  return {
    firstline,
    clock,
    site,
    siteNow,
    list,
    outbox,
    submission,
    thread,
    identified,
    /** Whether nothing can be sent before the page has said who the visitor is. */
    needsIdentity,
    /** Whether nothing can be sent at all: also where the desk serves no site to this page. */
    shut: computed(() => {
      const { value: asked } = site.state;
      return needsIdentity.value || (asked.kind === "failed" && (asked.error.status ?? 500) < 429);
    }),
    stranger,
    identify,
    mailed,
    restore,
    /** Forgets the visitor here and on the desk. Rejects with a FirstlineError if the desk cannot be told. */
    async forget() {
      await firstline.forget();
      forgetDrafts(key);
      draft.clear();
      submission.files.value = undefined;
      await outbox.clear();
      identified.value = false;
      list.state.value = { kind: "loading" };
      panel.show({ name: "home" });
    },
    stop() {
      submission.stop();
      stopListing();
      stopThreading();
      outbox.stop();
      clock.stop();
    },
  };
}

/** Whether the desk no longer takes the token; a mistyped key of the site is another thing. */
const isForgotten = ({ code, issues }: FirstlineError) =>
  /^(credentials_invalid|identity_expired)$/.test(code) && !issues.some(({ path }) => path === "header.Firstline-Site");

export type DeskModel = ReturnType<typeof createDeskModel>;
