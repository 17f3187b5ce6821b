import { createWidget, type Widget, type WidgetEvents, type WidgetOptions } from "./index.ts";

export type * from "./widget.ts";

/** A widget that is on the page as long as its element is. */
export interface FirstlineHelp extends HTMLElement {
  /** Its verbs; undefined while the element is not on the page or names no desk. */
  readonly widget: Widget | undefined;
}

/** The element's own events, each with the widget's detail: `ticket-created`, not bubbling. */
export type FirstlineHelpEvents = {
  [Name in keyof WidgetEvents as Name extends `${infer Noun}:${infer Verb}` ? `${Noun}-${Verb}` : Name]: CustomEvent<
    WidgetEvents[Name]
  >;
};

declare global {
  interface HTMLElementTagNameMap {
    "firstline-help": FirstlineHelp;
  }
}

const options = [
  "url",
  "site",
  "accent",
  "scheme",
  "side",
  "offset",
  "layer",
  "bubble",
  "logo",
  "help",
  "failed",
  "texts",
  "language",
  "errors",
] as const satisfies readonly (keyof WidgetOptions)[];

/** What `<firstline-help>` may be given, for the types of a framework's markup; `texts` is JSON. */
export type FirstlineHelpAttributes = {
  readonly [Name in (typeof options)[number]]?: Exclude<WidgetOptions[Name], object> | undefined;
} & {
  /** There at all, it draws the panel into the element itself, beside the bubble. */
  readonly inline?: boolean | "" | undefined;
};

const events = ["open", "close", "view", "ticket:created", "ticket:updated", "unread", "problem"] as const;

/**
 * Makes `<firstline-help url="https://desk.example" site="pk_…">` known to the page; its attributes are the widget's
 * options. Calling it again, or on a server, does nothing.
 */
export function defineFirstlineHelp(): void {
  const name = "firstline-help";
  if (!globalThis.customElements || customElements.get(name)) return;

  // In here, so that the module may be imported where there are no elements.
  class Element extends HTMLElement implements FirstlineHelp {
    static readonly observedAttributes = [...options, "inline"];
    #widget: Widget | undefined;
    #unmount: (() => void) | undefined;

    get widget() {
      return this.#widget;
    }

    connectedCallback() {
      this.#follow();
    }

    disconnectedCallback() {
      // Perhaps it is only moved.
      queueMicrotask(() => this.#follow());
    }

    attributeChangedCallback(changed: string, before: string | null, after: string | null) {
      if (before !== after && changed !== "inline") this.#widget?.update({ [changed]: this.#option(changed) });
      this.#follow();
    }

    #option(name: string): string | undefined {
      const value = this.getAttribute(name) ?? undefined;
      return name === "url" ? value?.replace(/\/?$/, "/") : value;
    }

    /** Lets there be what the attributes ask for. */
    #follow() {
      const url = this.#option("url");
      if (!this.isConnected || !url || !this.getAttribute("site")) {
        this.#widget?.destroy();
        this.#widget = this.#unmount = undefined;
        return;
      }
      this.#widget ??= this.#create(url);
      if (this.hasAttribute("inline")) this.#unmount ??= this.#widget.mount(this);
      else {
        this.#unmount?.();
        this.#unmount = undefined;
      }
    }

    #create(url: string): Widget {
      const given = Object.fromEntries(options.map((name) => [name, this.#option(name)]));
      const widget = createWidget({ ...given, url });
      for (const name of events) {
        widget.on(name, (detail) => this.dispatchEvent(new CustomEvent(name.replace(":", "-"), { detail })));
      }
      return widget;
    }
  }
  customElements.define(name, Element);
}
