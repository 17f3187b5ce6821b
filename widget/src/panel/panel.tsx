import type { Site } from "@firstline/sdk/wire";
import { effect } from "@preact/signals-core";
import { render } from "preact";
import type { PlainView, Prefill, Tell, WidgetOptions } from "../widget.ts";
import { createPanelModel, type PanelModel } from "./models/panel.ts";
import css from "./panel.css?inline";
import { tellPage } from "./tell.ts";
import { texts } from "./texts.ts";
import { themeRule } from "./theme.ts";
import { Forget } from "./views/forget.tsx";
import { Form } from "./views/form.tsx";
import { Home } from "./views/home.tsx";
import { Bar } from "./views/parts.tsx";
import { Sent } from "./views/sent.tsx";
import { Thread } from "./views/thread.tsx";
import { replaceTexts } from "./words.ts";

export interface PanelOptions extends Pick<WidgetOptions, "url" | "help" | "logo" | "texts"> {
  /** The site's public key. */
  readonly site?: string | undefined;
  /** What the panel is drawn into; its content is replaced. */
  readonly container: HTMLElement;
  /** Where the style sheet goes and the focus is looked for: the container's shadow root, or the document. */
  readonly root: ShadowRoot | Document;
  /** The button that opens the panel: told when an answer waits that was not seen. */
  readonly opener?: HTMLElement;
  /** Told about the site once it is known. */
  readonly onSite?: (site: Site) => void;
  /** Told what happens. */
  readonly tell?: Tell;
  /** Asked to close; without it there is no close button. */
  readonly onClose?: () => void;
}

/** A panel that stands in its container. */
export interface Panel {
  readonly model: PanelModel;
  /** Says whether the panel is on the screen: what is seen counts as read. */
  setOpen(open: boolean): void;
  /** Shows the form of a new ticket; the prefill goes into fields that are empty. */
  newTicket(prefill?: Prefill): void;
  /** Shows one ticket; see the model. */
  readonly showTicket: PanelModel["showTicket"];
  navigate(view: PlainView): void;
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
  const { url, site = "", container, root, opener, help = texts.help, logo, tell = () => {} } = options;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  container.replaceChildren();
  if (logo) {
    // In the place of the site's first letter.
    container.style.setProperty("--logo", `url("${new URL(logo, document.baseURI)}")`);
    container.style.setProperty("--logo-ink", "transparent");
  }
  if (options.texts) replaceTexts(texts, typeof options.texts === "string" ? JSON.parse(options.texts) : options.texts);

  // What is typed into the panel is not for the shortcuts of the page around it; Escape is the launcher's.
  const keep = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) event.stopPropagation();
  };
  container.onkeydown = container.onkeyup = container.onkeypress = keep;

  // A frame that may not submit forms would stop a submission before anyone hears of it; so each click says it itself.
  container.onclick = (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLButtonElement>("[type=submit]");
    if (!button) return;
    event.preventDefault();
    button.form?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  };

  let waiting = false;
  const model = createPanelModel({
    url,
    site,
    onUnread(unread) {
      if (unread === waiting) return;
      waiting = unread;
      opener?.classList.toggle("unread", unread);
      if (opener) opener.ariaLabel = unread ? texts.unreadHelp : help;
      tell("unread", { unread });
    },
  });
  const stopTheme = effect(() => {
    const state = model.site.state.value;
    if (state.kind !== "ready") return;
    sheet.insertRule(themeRule(state.value.theme));
    options.onSite?.(state.value);
  });
  // Drawing reads the signals it shows, so it is drawn again when one of them changes.
  const stopDrawing = effect(() => render(<Views {...options} model={model} />, container));
  const stopTelling = tellPage(model, tell);
  void model.start();

  return {
    model,
    setOpen(open) {
      if (model.open.peek() === open) return;
      model.open.value = open;
      tell(open ? "open" : "close", null);
    },
    newTicket(prefill) {
      const { fields } = model.submission;
      const written = Object.entries(fields.peek()).filter(([, text]) => text);
      fields.value = { ...fields.peek(), ...prefill, ...Object.fromEntries(written) };
      model.show({ name: "new" });
    },
    showTicket: model.showTicket,
    navigate: (name) => model.show({ name }),
    unmount() {
      stopTheme();
      stopDrawing();
      stopTelling();
      model.stop();
      render(null, container);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
