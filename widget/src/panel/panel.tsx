import type { Site } from "@firstline/sdk/wire";
import { effect, signal } from "@preact/signals-core";
import { render } from "preact";
import { failed } from "../first-words.ts";
import type { PlainView, Prefill, Tell, WidgetOptions } from "../widget.ts";
import { createPanelModel, type PanelModel } from "./models/panel.ts";
import css from "./panel.css?inline";
import { tellPage } from "./tell.ts";
import { direction, language, reword, speak, texts } from "./texts.ts";
import { themeRule } from "./theme.ts";
import { Form } from "./views/form.tsx";
import { Avatar, Bar, Loaded } from "./views/parts.tsx";

export interface PanelOptions extends WidgetOptions {
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
  /** Shows one ticket; `secret` is that of its link, where this computer does not know the ticket yet. */
  showTicket(number: string, secret?: string, onRedeemed?: () => void): void;
  navigate(view: PlainView): void;
  /** Ends everything that was begun and leaves the container empty. */
  unmount(): void;
}

function Views({ model }: { model: PanelModel }) {
  const view = model.view.value;
  const desk = model.desk.state.value;
  const name = (desk.kind === "ready" && desk.value.siteNow()?.name) || texts.help;
  if (view.name !== "new" && (view.name !== "home" || model.known.value)) {
    if (desk.kind === "ready") return <>{desk.value.draw.view()}</>;
    return (
      <>
        <Bar panel={model}>{name}</Bar>
        <div class="body">
          <Loaded remote={model.desk}>{() => null}</Loaded>
        </div>
      </>
    );
  }
  return (
    <>
      <Bar panel={model} back={view.name === "new"}>
        {view.name === "new" ? (
          texts.newTicket
        ) : (
          <>
            <Avatar name={name} /> <bdi>{name}</bdi>
          </>
        )}
      </Bar>
      <Form panel={model} />
    </>
  );
}

/** Draws the panel into its container, in the reader's language once its texts are here, and asks the desk for the site. */
export function mount(options: PanelOptions): Panel {
  const { container, root, opener, help, language: asked, onSite, tell = () => {} } = options;
  const sheets: CSSStyleSheet[] = [];
  const spoken = signal(false);
  let waiting = false;

  function style(css: string): CSSStyleSheet {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.push(sheet);
    root.adoptedStyleSheets.push(sheet);
    return sheet;
  }

  /** Puts a picture in the place of the site's first letter. */
  function showLogo(logo: string | undefined) {
    if (!logo) return;
    container.style.setProperty("--logo", `url("${new URL(logo, document.baseURI)}")`);
    container.style.setProperty("--logo-ink", "transparent");
  }

  const sheet = style(css);
  showLogo(options.logo);
  reword("page", typeof options.texts === "string" ? JSON.parse(options.texts) : (options.texts ?? {}));

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

  const model = createPanelModel({
    ...options,
    style,
    connect: async (panel) => (await import("./desk.tsx")).createDesk(panel),
    onUnread(unread) {
      if (unread === waiting) return;
      waiting = unread;
      opener?.classList.toggle("unread", unread);
      if (opener) opener.ariaLabel = unread ? texts.unreadHelp : (help ?? texts.help);
      tell("unread", { unread });
    },
    onSite(site) {
      sheet.insertRule(themeRule(site.theme));
      if (!options.logo) showLogo(site.theme.logo);
      reword("desk", site.texts[language] ?? {});
      onSite?.(site);
    },
  });

  function speakUp() {
    container.replaceChildren();
    speak(asked).then(
      () => {
        container.lang = language;
        container.dir = direction;
        if (opener) opener.ariaLabel = help ?? texts.help;
        if (container.role) container.ariaLabel = help ?? texts.help;
        spoken.value = true;
      },
      () => {
        const retry = document.createElement("button");
        retry.textContent = options.failed ?? failed;
        retry.onclick = speakUp;
        container.append(retry);
      },
    );
  }

  // Drawing reads the signals it shows, so it is drawn again when one of them changes.
  const stopDrawing = effect(() => {
    if (spoken.value) render(<Views model={model} />, container);
  });
  const stopTelling = tellPage(model, tell);
  speakUp();
  void model.desk.load();

  return {
    model,
    setOpen(open) {
      if (model.open.peek() === open) return;
      model.open.value = open;
      tell(open ? "open" : "close", null);
    },
    newTicket(prefill) {
      model.draft.prefill(prefill);
      model.show({ name: "new" });
    },
    showTicket: (number, secret, onRedeemed) => model.show({ name: "thread", number, secret, onRedeemed }),
    navigate: (name) => model.show({ name }),
    unmount() {
      stopDrawing();
      stopTelling();
      model.stop();
      render(null, container);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => !sheets.includes(other));
    },
  };
}
