import type { Corner, Launcher, Mount } from "./launcher.ts";
import type { Panel } from "./panel/panel.tsx";
import type { PlainView, Prefill, Tell, WidgetEvents } from "./widget.ts";

/** The name of an event of the window. */
export const eventType = (name: keyof WidgetEvents): string => `firstline:${name.replace(":", "-")}`;

/** The corner of a launcher, made once: this code may come twice, with the panel and with the verbs. */
export function take(launcher: Launcher): Corner {
  launcher.corner ??= createCorner(launcher);
  launcher.verbs ??= launcher.corner;
  return launcher.corner;
}

function createCorner(launcher: Launcher): Corner {
  const { bubble, options, panel, root } = launcher;
  const { host } = root;
  const life = new AbortController();
  /** Holds the panel where it fills the screen: there, the page behind it is out of reach. */
  const modal = document.createElement("dialog");
  const small = matchMedia("(width <= 480px)");
  /** What had the focus when the panel was opened. */
  let opener: HTMLElement | null = null;
  let mounted: Panel | undefined;

  const tell: Tell = (name, detail) => {
    host.dispatchEvent(new CustomEvent(eventType(name), { bubbles: true, detail }));
  };

  /** Moves the panel into the modal dialog on a small screen, and out of it elsewhere. */
  function fit() {
    const modally = small.matches && !panel.hidden;
    if (modal.open === modally) return;
    panel.role = modally ? "group" : "dialog";
    if (modally) {
      // It is called what the panel in it is called.
      modal.setAttribute("aria-labelledby", panel.id);
      modal.append(panel);
      modal.showModal();
      panel.focus();
    } else {
      bubble.after(panel);
      modal.removeAttribute("aria-labelledby");
      modal.close();
    }
  }

  function setOpen(open: boolean) {
    panel.hidden = !open;
    bubble.ariaExpanded = `${open}`;
    fit();
    mounted?.setOpen(open);
  }

  /** Keeps what has the focus, for later; false for somebody who writes in the page, from whom it is not taken. */
  function leaveOpener(): boolean {
    const focused = document.querySelector<HTMLElement>(":focus");
    if (focused?.matches("input, textarea, select, [contenteditable]")) return false;
    opener = focused;
    return true;
  }

  function stand(mount: Mount) {
    // Not on the page yet, or taken off it in the meantime.
    if (!host.isConnected) return setOpen(false);
    const mayTake = !panel.hidden && leaveOpener();
    mounted ??= mount({ ...options, container: panel, root, opener: bubble, tell, onClose: close });
    setOpen(!panel.hidden);
    if (mayTake) panel.focus();
  }

  /** Opens the panel; resolves with it once it stands. */
  async function opened(): Promise<Panel | undefined> {
    if (!host.isConnected) return;
    if (!mounted) await launcher.open();
    else if (panel.hidden) {
      const mayTake = leaveOpener();
      setOpen(true);
      if (mayTake) panel.focus();
    }
    return mounted;
  }

  function close() {
    const inside = panel.contains(root.activeElement);
    setOpen(false);
    if (!inside) return;
    // Back to whoever opened it; what cannot have the focus leaves it with the bubble.
    bubble.focus();
    opener?.focus();
  }

  function toggle() {
    if (panel.hidden) void opened();
    else close();
  }

  function unmount() {
    mounted?.unmount();
    mounted = undefined;
  }

  function shutdown() {
    setOpen(false);
    unmount();
    launcher.shutdown();
  }

  panel.id = "panel";
  modal.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  bubble.after(panel, modal);
  small.addEventListener("change", fit, { signal: life.signal });
  panel.role = "dialog";
  panel.tabIndex = -1;
  panel.ariaLabel = bubble.ariaLabel;
  bubble.onclick = toggle;
  for (const element of [bubble, panel]) {
    element.addEventListener("keydown", ({ key, isComposing }) => {
      if (key === "Escape" && !isComposing) close();
    });
  }

  return {
    life: life.signal,
    tell,
    panel: () => mounted,
    stand,
    redraw() {
      if (!mounted) return;
      unmount();
      if (!panel.hidden) void launcher.open();
    },
    async open() {
      await opened();
    },
    close,
    toggle,
    newTicket: async (prefill?: Prefill) => (await opened())?.newTicket(prefill),
    showTicket: async (number: string, secret?: string) => (await opened())?.showTicket(number, secret),
    navigate: async (view: PlainView) => (await opened())?.navigate(view),
    shutdown,
    destroy() {
      shutdown();
      life.abort();
    },
  };
}
