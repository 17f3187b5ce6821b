import { failed, help } from "./first-words.ts";
import css from "./launcher.css?inline";
import type { Panel, PanelOptions } from "./panel/panel.tsx";
import type { Tell, Widget, WidgetOptions } from "./widget.ts";

/** A bubble on the page with an empty panel, and the few verbs that need nothing more. */
export interface Launcher {
  readonly options: WidgetOptions;
  readonly root: ShadowRoot;
  readonly bubble: HTMLElement;
  readonly panel: HTMLElement;
  /** Once its code is here. */
  corner?: Corner;
  /** Once the code of all verbs is here. */
  widget?: Widget;
  /** The verbs that have come so far. */
  verbs?: Partial<Widget>;
  /** Loads the code that comes late; resolves with nothing if that failed. */
  load(): Promise<LateCode | undefined>;
  /** The same until it is here: a failure is said in the panel, with a way to try again. */
  wait(panel: HTMLElement): Promise<LateCode>;
  /** Puts the options on an element as custom properties, `--firstline-accent`; the style sheets read those they know. */
  dress(element: HTMLElement): void;
  boot(options?: Partial<WidgetOptions>): void;
  shutdown(): void;
  destroy(): void;
  open(): Promise<Corner>;
}

/** The code that comes late. */
export interface LateCode {
  take(launcher: Launcher): Corner;
  readonly mount: Mount;
}

export type Mount = (options: PanelOptions) => Panel;

/** The verbs that open and close; the others are built on them. */
type Opening = Pick<
  Widget,
  "open" | "close" | "toggle" | "newTicket" | "showTicket" | "navigate" | "shutdown" | "destroy"
>;

/** A launcher's corner of the page, with its panel. */
export interface Corner extends Opening {
  /** Ends with `destroy`. */
  readonly life: AbortSignal;
  readonly tell: Tell;
  /** The panel, once it stands. */
  panel(): Panel | undefined;
  /** Puts the panel into its place. */
  stand(mount: Mount): void;
  /** Draws the panel anew, if it stands. */
  redraw(): void;
}

/** Makes a launcher; `boot` draws it. */
export function createLauncher(options: WidgetOptions, load: Launcher["load"]): Launcher {
  // A valid custom element's name may hold a shadow root without being defined; so nothing stays in the registry.
  const host = document.createElement("firstline-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const frame = document.createElement("div");
  const bubble = document.createElement("button");
  const panel = document.createElement("section");
  // How often it may come back to a page that takes it away: enough for any page, and no endless fight.
  let returns = 1_000;

  function attach() {
    const { body } = document;
    if (!body || host.isConnected || !returns--) return;
    body.append(host);
    observer.observe(body, { childList: true });
  }
  // A framework may replace the body, or all that is in it.
  const observer = new MutationObserver(attach);

  function setOpen(open: boolean) {
    panel.hidden = !open;
    bubble.ariaExpanded = `${open}`;
  }

  function shutdown() {
    observer.disconnect();
    host.remove();
  }

  const launcher: Launcher = {
    options,
    root,
    bubble,
    panel,
    load,
    async wait(panel) {
      for (;;) {
        panel.textContent = "";
        const code = await load();
        if (code) return code;
        const retry = document.createElement("button");
        retry.textContent = options.failed ?? failed;
        panel.append(retry);
        await new Promise((resolve) => {
          retry.onclick = resolve;
        });
      }
    },
    dress({ style }) {
      let name: keyof WidgetOptions;
      for (name in options) style.setProperty(`--firstline-${name}`, `${options[name] ?? ""}`);
    },
    boot(changes) {
      Object.assign(options, changes);
      launcher.dress(frame);
      bubble.ariaLabel = options.help ?? help;
      if (!options.site) return;
      observer.observe(document.documentElement, { childList: true });
      attach();
    },
    shutdown,
    destroy: shutdown,
    async open() {
      setOpen(true);
      const { take, mount } = await launcher.wait(panel);
      const corner = take(launcher);
      corner.stand(mount);
      return corner;
    },
  };

  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  bubble.dataset.firstlineBubble = panel.dataset.firstlinePanel = "";
  setOpen(false);
  bubble.onclick = () => (panel.hidden ? launcher.open() : setOpen(false));
  bubble.onpointerenter = bubble.onfocus = load;
  frame.append(bubble, panel);
  root.append(frame);
  return launcher;
}
