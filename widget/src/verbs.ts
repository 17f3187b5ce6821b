import { eventType, take as takeCorner } from "./corner.ts";
import { diagnose } from "./diagnose.ts";
import { drawInline, type Inline } from "./inline.ts";
import type { Launcher } from "./launcher.ts";
import type { PanelModel } from "./panel/models/panel.ts";
import { keptWaiting } from "./panel/storage.ts";
import type { PanelState, Widget, WidgetEvents, WidgetOptions } from "./widget.ts";

/** What is drawn into a panel, and not only put on it. */
const drawn = ["url", "site", "logo", "help", "texts", "language", "context", "errors"] as const;

/** What a panel shows, in the words that a page knows. */
function stateOf({ known, view: { value: view } }: PanelModel, unread: boolean): PanelState {
  const ticket = view.name === "thread" ? view.number : view.name === "sent" ? view.submitted.ticket.number : undefined;
  return { view: view.name, ...(ticket && { ticket }), unread, known: known.value };
}

/** Gives a launcher all its verbs, once: several calls may wait for this code. */
export function take(launcher: Launcher): Widget {
  launcher.widget ??= createWidget(launcher);
  launcher.verbs = launcher.widget;
  return launcher.widget;
}

/** Notes the last errors of the page until `life` ends. */
function noteErrors(life: AbortSignal): readonly string[] {
  const noted: string[] = [];
  const note = (error: unknown) => {
    noted.push(`${error}`.slice(0, 1_000));
    if (noted.length > 20) noted.shift();
  };
  addEventListener("error", ({ message }) => note(message), { signal: life });
  addEventListener("unhandledrejection", ({ reason }) => note(reason), { signal: life });
  return noted;
}

function createWidget(launcher: Launcher): Widget {
  const { bubble, load, options, panel, root } = launcher;
  const { host } = root;
  const corner = takeCorner(launcher);
  const { open, close, toggle, newTicket, showTicket, navigate } = corner;
  const inlines = new Set<Inline>();

  function listen<Name extends keyof WidgetEvents>(
    name: Name,
    listener: (detail: WidgetEvents[Name]) => void,
    once: boolean,
  ): () => void {
    const off = new AbortController();
    const hear = (event: Event) => {
      if (event instanceof CustomEvent) listener(event.detail);
    };
    host.addEventListener(eventType(name), hear, { once, signal: AbortSignal.any([corner.life, off.signal]) });
    return () => off.abort();
  }

  function update(changes: Partial<WidgetOptions>) {
    const anew = drawn.some((name) => name in changes);
    Object.assign(options, changes);
    for (const inline of inlines) inline.update(anew);
    if (!host.isConnected) return;
    launcher.boot();
    if (anew) corner.redraw();
  }

  function shutdown() {
    for (const inline of inlines) inline.end();
    corner.shutdown();
  }

  return {
    open,
    close,
    toggle,
    newTicket,
    showTicket,
    navigate,
    boot(changes = {}) {
      Object.assign(options, changes);
      launcher.boot();
      update(changes);
    },
    update,
    shutdown,
    destroy() {
      shutdown();
      corner.destroy();
    },
    show: () => update({ bubble: "block" }),
    hide: () => update({ bubble: "none" }),
    async identify(identity) {
      Object.assign(options, { identity });
      // A panel that does not stand yet asks when it does.
      await (await corner.panel()?.model.connect())?.identify(identity);
    },
    async logout() {
      const code = await load();
      if (code) corner.stand(code.mount);
      const model = corner.panel()?.model;
      if (!model) throw new Error("Firstline is not on the page, or its code did not load.");
      Object.assign(options, { identity: undefined });
      await (await model.connect()).forget();
    },
    mount(element) {
      const inline = drawInline(launcher, element, corner.tell, () => inlines.delete(inline));
      inlines.add(inline);
      return inline.end;
    },
    attachTo(button) {
      const { ariaExpanded, ariaHasPopup } = button;
      const off = new AbortController();
      const signal = AbortSignal.any([corner.life, off.signal]);
      const say = () => {
        button.ariaExpanded = `${!panel.hidden}`;
      };
      say();
      button.ariaHasPopup = "dialog";
      button.addEventListener("click", toggle, { signal });
      for (const intent of ["pointerenter", "focus"]) button.addEventListener(intent, load, { signal });
      for (const name of ["open", "close"] as const) host.addEventListener(eventType(name), say, { signal });
      signal.addEventListener("abort", () => Object.assign(button, { ariaExpanded, ariaHasPopup }));
      return () => off.abort();
    },
    async resume() {
      if (options.errors && !Array.isArray(options.errors)) update({ errors: noteErrors(corner.life) });
      if (!keptWaiting.read()) return;
      const code = await load();
      if (code) corner.stand(code.mount);
    },
    on: (name, listener) => listen(name, listener, false),
    once: (name, listener) => listen(name, listener, true),
    state() {
      const model = corner.panel()?.model;
      return {
        booted: host.isConnected,
        open: !panel.hidden,
        ...(model && { panel: stateOf(model, bubble.matches(".unread")) }),
      };
    },
    diagnose: () => diagnose(launcher),
  };
}
