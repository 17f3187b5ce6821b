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
  /** What had the focus when the panel was opened. */
  let opener: HTMLElement | null = null;
  let mounted: Panel | undefined;

  const tell: Tell = (name, detail) => {
    host.dispatchEvent(new CustomEvent(eventType(name), { bubbles: true, detail }));
  };

  function setOpen(open: boolean) {
    panel.hidden = !open;
    bubble.ariaExpanded = `${open}`;
    mounted?.setOpen(open);
  }

  /** Moves the focus into the panel, but not away from somebody who writes in the page. */
  function takeFocus() {
    const focused = document.querySelector<HTMLElement>(":focus");
    if (focused?.matches("input, textarea, select, [contenteditable]")) return;
    opener = focused;
    panel.focus();
  }

  function stand(mount: Mount) {
    // Not on the page yet, or taken off it in the meantime.
    if (!host.isConnected) return setOpen(false);
    if (!panel.hidden) takeFocus();
    mounted ??= mount({ ...options, container: panel, root, opener: bubble, tell, onClose: close });
    setOpen(!panel.hidden);
  }

  /** Opens the panel; resolves with it once it stands. */
  async function opened(): Promise<Panel | undefined> {
    if (!host.isConnected) return;
    if (!mounted) await launcher.open();
    else if (panel.hidden) {
      setOpen(true);
      takeFocus();
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
