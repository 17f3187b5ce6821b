import css from "./launcher.css?inline";
import type { Panel } from "./panel/panel.tsx";
import { launcherTexts as texts } from "./panel/texts.ts";

/** The panel's hashed file, relative to the desk; the build fills it in. */
declare const PANEL_FILE: string;

export interface LauncherOptions {
  /** Base URL of the desk, with a slash at its end. */
  readonly url: string;
  /** The site's public key. */
  readonly site: string;
  /** The bubble's colour, until the panel has read the site's theme; default a blue. */
  readonly accent?: string | undefined;
  /** Which side of the page the bubble stands on, in reading direction: `start`, or by default `end`. */
  readonly side?: string | undefined;
}

/** Draws the bubble; the panel behind it is loaded when somebody is about to open it. Returns what a page may ask for. */
export function createLauncher({
  url,
  site,
  accent = "#3457d5",
  side,
}: LauncherOptions): Partial<Record<string, (value: string) => unknown>> {
  // A valid custom element's name may hold a shadow root without being defined; so nothing stays in the registry.
  const host = document.createElement("firstline-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const frame = document.createElement("div");
  const bubble = document.createElement("button");
  const panel = document.createElement("section");
  let failures = 0;
  let loading: Promise<typeof import("./panel/panel.tsx") | undefined> | undefined;
  let mounted: Panel | undefined;

  const load = () => {
    // Some browsers remember a module that failed: another address makes them ask again.
    loading ??= import(/* @vite-ignore */ `${url}${PANEL_FILE}?${failures}`).catch(() => {
      failures++;
      loading = undefined;
    });
    return loading;
  };

  function setOpen(open: boolean) {
    panel.hidden = !open;
    bubble.ariaExpanded = `${open}`;
    mounted?.setOpen(open);
  }

  /** Resolves with the panel once it stands; until then an empty one is shown, or a way to try again. */
  async function open() {
    setOpen(true);
    panel.focus();
    if (mounted) return mounted;
    panel.ariaBusy = "true";
    panel.textContent = "";
    const chunk = await load();
    panel.ariaBusy = null;
    if (!chunk) {
      const retry = document.createElement("button");
      retry.textContent = texts.failed;
      retry.onclick = open;
      panel.replaceChildren(retry);
    } else if (host.isConnected && !mounted) {
      // Neither destroyed nor opened twice in the meantime.
      mounted = chunk.mount({ url, site, container: panel, root, frame, bubble, onClose: close });
      setOpen(!panel.hidden);
    }
    return mounted;
  }

  function close() {
    const focused = root.activeElement;
    setOpen(false);
    // A focus that was in the page stays there.
    if (focused) bubble.focus();
  }

  const toggle = () => (panel.hidden ? open() : close());

  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  bubble.toggleAttribute("data-firstline-bubble");
  panel.toggleAttribute("data-firstline-panel");
  bubble.ariaLabel = panel.ariaLabel = texts.help;
  panel.role = "dialog";
  panel.tabIndex = -1;
  frame.className = `frame ${side}`;
  frame.style.setProperty("--accent", accent);
  setOpen(false);
  bubble.onclick = toggle;
  bubble.onpointerenter = bubble.onfocus = load;
  frame.onkeydown = ({ key }) => {
    if (key === "Escape") close();
  };
  frame.append(bubble, panel);
  root.append(frame);
  document.body.append(host);

  return {
    /** Opens the panel. */
    open,
    /** Closes the panel; what was typed stays. */
    close,
    /** Opens the panel, or closes it. */
    toggle,
    /** Opens the panel with the form of a new ticket. */
    newTicket: async () => (await open())?.newTicket(),
    /** Opens the panel with the ticket of this number. */
    showTicket: async (number) => (await open())?.showTicket(number),
    /** Takes everything off the page again, the global too. */
    destroy() {
      host.remove();
      mounted?.unmount();
      delete window.Firstline;
    },
  };
}
