import { FirstlineError } from "@firstline/sdk/errors";
import type { Site, Submitted, Thread } from "@firstline/sdk/wire";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { ComponentChildren } from "preact";
import type { Identity, WidgetOptions } from "../../widget.ts";
import { type Kept, keptDraft, keptToken } from "../storage.ts";
import { createDraft, type Draft, nothingWrong } from "./draft.ts";
import { createRemote, expectFirstlineError, type Remote } from "./remote.ts";

/** What the panel shows; a view carries what only it knows. */
export type View =
  | { readonly name: "home" | "new" | "forget" | "find" | "sends" }
  | { readonly name: "sent"; readonly submitted: Submitted; readonly readAt: number }
  | {
      readonly name: "thread";
      readonly number: string;
      /** The secret of the ticket's link, where this computer does not know the ticket yet. */
      readonly secret?: string | undefined;
      readonly onRedeemed?: (() => void) | undefined;
    };

/** What stands in the form for whoever comes behind it, and every other view. */
export interface Draw {
  /** What stands above the fields that every ticket has, below them, and above the button that sends them. */
  beforeForm(): ComponentChildren;
  afterForm(): ComponentChildren;
  beforeSend(): ComponentChildren;
  /** Every view but the form. */
  view(): ComponentChildren;
}

/** What comes behind the form: all that the desk answers, and how it is drawn. */
export interface Desk {
  readonly draw: Draw;
  readonly site: Remote<Site>;
  /** The site, once it is here. */
  siteNow(): Site | undefined;
  /** The ticket that is shown. */
  readonly thread: ReadonlySignal<Pick<Remote<Thread>, "state"> | undefined>;
  /** Whether the page has said who the visitor is. */
  readonly identified: ReadonlySignal<boolean>;
  /** Whether nothing can be sent: before it has, where that is needed, or where the desk serves no site to this page. */
  readonly shut: ReadonlySignal<boolean>;
  /** Takes it from the page who the visitor is. Rejects with why it does not hold. */
  identify(identity: Identity): Promise<void>;
  /** The secret of a mailed link that waits to be used. */
  readonly mailed: Signal<string | undefined>;
  /** Forgets the visitor here and on the desk. Rejects with a FirstlineError if the desk cannot be told. */
  forget(): Promise<void>;
  submit(unreadable: readonly string[]): Promise<void>;
  stop(): void;
}

export interface PanelModelOptions extends Pick<WidgetOptions, "url" | "site" | "context" | "errors" | "identity"> {
  /** Told whether an answer waits that was not seen. */
  readonly onUnread: (unread: boolean) => void;
  /** Told about the site once it is known. */
  readonly onSite: (site: Site) => void;
  /** Asked to close; without it nobody can. */
  readonly onClose?: (() => void) | undefined;
  /** Takes up the style of what comes behind. */
  readonly style: (css: string) => void;
  /** Brings what comes behind. */
  readonly connect: (panel: PanelModel) => Promise<Desk>;
}

/** The panel as it begins: what it shows, and the form. What asks the desk comes behind it, with code of its own. */
export interface PanelModel {
  /** The site's public key. */
  readonly key: string;
  readonly options: PanelModelOptions;
  /** The visitor's token, kept in the browser. */
  readonly token: Kept;
  /** Whether this computer knows tickets of the visitor. */
  readonly known: Signal<boolean>;
  readonly open: Signal<boolean>;
  /** Whether the visitor has it before their eyes: what is seen counts as read. */
  readonly visible: ReadonlySignal<boolean>;
  readonly view: ReadonlySignal<View>;
  readonly draft: Draft;
  readonly desk: Remote<Desk>;
  /** The desk, once its code is here. Rejects with `network` if that does not come; asked again it is fetched again. */
  connect(): Promise<Desk>;
  show(view: View): void;
  /** Sends the form. `unreadable` names the fields that the browser cannot make sense of. */
  submit(unreadable: readonly string[]): Promise<void>;
  /** Ends everything that was begun. */
  stop(): void;
}

export function createPanelModel(options: PanelModelOptions): PanelModel {
  const { site: key = "" } = options;
  const token = keptToken(key);
  const open = signal(false);
  const inFront = signal(document.visibilityState === "visible");
  const view = signal<View>({ name: "home" });
  let connecting: Promise<Desk> | undefined;

  const onVisibility = () => {
    inFront.value = document.visibilityState === "visible";
  };
  document.addEventListener("visibilitychange", onVisibility);

  function connect(): Promise<Desk> {
    connecting ??= options.connect(model).catch(() => {
      connecting = undefined;
      throw new FirstlineError("network", "The code of the panel did not load.");
    });
    return connecting;
  }

  const draft = createDraft(keptDraft(key, "new"));
  const desk = createRemote(connect);
  const model: PanelModel = {
    key,
    options,
    token,
    known: signal(token.read() !== undefined),
    open,
    visible: computed(() => open.value && inFront.value),
    view,
    draft,
    desk,
    connect,
    show(next) {
      view.value = next;
    },
    async submit(unreadable) {
      if (desk.state.peek().kind !== "ready") draft.state.value = { kind: "sending", wrong: nothingWrong };
      try {
        await (await connect()).submit(unreadable);
      } catch (error) {
        draft.state.value = { kind: "failed", wrong: nothingWrong, error: expectFirstlineError(error) };
      }
    },
    stop() {
      document.removeEventListener("visibilitychange", onVisibility);
      connecting?.then(
        (desk) => desk.stop(),
        () => {},
      );
    },
  };
  return model;
}
