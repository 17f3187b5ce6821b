import { FirstlineError } from "@firstline/sdk/errors";
import type { Site, Submitted } from "@firstline/sdk/wire";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { WidgetOptions } from "../../widget.ts";
import type { Desk } from "../desk.tsx";
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

export interface PanelModelOptions extends Pick<WidgetOptions, "url" | "site" | "context" | "errors" | "identity"> {
  /** Told whether an answer waits that was not seen. */
  readonly onUnread: (unread: boolean) => void;
  /** Told about the site once it is known. */
  readonly onSite: (site: Site) => void;
  /** Asked to close; without it nobody can. */
  readonly onClose?: (() => void) | undefined;
  /** Takes up the style of what comes behind. */
  readonly style: (css: string) => void;
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
    connecting ??= import("../desk.tsx")
      .then(({ createDesk }) => createDesk(model))
      .catch(() => {
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
        await (await connect()).submission.submit(unreadable);
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
