import type { Site } from "@firstline/sdk/wire";
import { effect } from "@preact/signals-core";
import { render } from "preact";
import { createPanelModel, type PanelModel } from "./models/panel.ts";
import css from "./panel.css?inline";
import { texts } from "./texts.ts";
import { applyTheme } from "./theme.ts";
import { Forget } from "./views/forget.tsx";
import { Form } from "./views/form.tsx";
import { Home } from "./views/home.tsx";
import { Bar } from "./views/parts.tsx";
import { Sent } from "./views/sent.tsx";
import { Thread } from "./views/thread.tsx";

export interface PanelOptions {
  /** Base URL of the desk. */
  readonly url: string;
  /** The site's public key. */
  readonly site: string;
  /** What the panel is drawn into; its content is replaced. */
  readonly container: HTMLElement;
  /** Where the style sheet goes and the focus is looked for: the container's shadow root, or the document. */
  readonly root: ShadowRoot | Document;
  /** What the site's theme is put on. */
  readonly frame: HTMLElement;
  /** The button that opens the panel: told when an answer waits that was not seen. */
  readonly bubble?: HTMLElement;
  /** Told about the site once it is known. */
  readonly onSite?: (site: Site) => void;
  /** Asked to close; without it there is no close button. */
  readonly onClose?: () => void;
}

/** A panel that stands in its container. */
export interface Panel {
  /** Says whether the panel is on the screen: what is seen counts as read. */
  setOpen(open: boolean): void;
  /** Shows the form of a new ticket. */
  newTicket(): void;
  /** Shows one ticket; see the model. */
  readonly showTicket: PanelModel["showTicket"];
  /** Ends everything that was begun and leaves the container empty. */
  unmount(): void;
}

function Views({ model, onClose }: PanelOptions & { model: PanelModel }) {
  const view = model.view.value;
  const onBack = () => model.show({ name: "home" });
  switch (view.name) {
    case "home":
      return <Home model={model} onClose={onClose} />;
    case "new":
      return (
        <>
          <Bar onBack={onBack} onClose={onClose}>
            {texts.newTicket}
          </Bar>
          <Form panel={model} />
        </>
      );
    case "sent":
      return <Sent model={model} view={view} onBack={onBack} onClose={onClose} />;
    case "thread":
      return <Thread model={model} thread={view.thread} onBack={onBack} onClose={onClose} />;
    case "forget":
      return <Forget model={model} onBack={onBack} onClose={onClose} />;
  }
}

/** Draws the panel into its container and asks the desk for the site. */
export function mount(options: PanelOptions): Panel {
  const { url, site, container, root, frame, bubble } = options;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  container.replaceChildren();

  // What is typed into the panel is not for the shortcuts of the page around it; Escape is the launcher's.
  const keep = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) event.stopPropagation();
  };
  container.onkeydown = container.onkeyup = container.onkeypress = keep;

  const model = createPanelModel({
    url,
    site,
    onUnread(unread) {
      bubble?.classList.toggle("unread", unread);
      if (bubble) bubble.ariaLabel = unread ? texts.unreadHelp : texts.help;
    },
  });
  const stopTheme = effect(() => {
    const state = model.site.state.value;
    if (state.kind !== "ready") return;
    applyTheme(frame, state.value.theme);
    options.onSite?.(state.value);
  });
  // Drawing reads the signals it shows, so it is drawn again when one of them changes.
  const stopDrawing = effect(() => render(<Views {...options} model={model} />, container));
  void model.start();

  return {
    setOpen(open) {
      model.open.value = open;
    },
    newTicket: () => model.show({ name: "new" }),
    showTicket: model.showTicket,
    unmount() {
      stopTheme();
      stopDrawing();
      model.stop();
      render(null, container);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
