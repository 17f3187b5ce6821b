import type { ErrorCode, Ticket } from "@firstline/sdk";

/** A page's own words, by the names in `panel/texts.ts`; `{}` stands for what a text speaks about. */
export interface OwnTexts {
  readonly [name: string]: string | OwnTexts;
}

/**
 * What a page may say about its widget. Of the looks, what is left out the page's style sheet may say, as
 * `--firstline-accent` and so on for `firstline-widget`, and after it the desk.
 */
export interface WidgetOptions {
  /** Base URL of the desk, with a slash at its end. */
  readonly url: string;
  /** The site's public key. Until it is known nothing is shown. */
  readonly site?: string | undefined;
  /** The brand's colour, any CSS colour. What stands on it is black or white, whichever reads better. */
  readonly accent?: string | undefined;
  /** `light`, `dark`, or by default both: what the visitor's system says. */
  readonly scheme?: "light" | "dark" | "light dark" | undefined;
  /** Which side of the page the bubble stands on, in reading direction; default `end`. */
  readonly side?: "start" | "end" | undefined;
  /** The distance to the edges of the window: one CSS length, or two, `20px 80px`, the second for the sides. */
  readonly offset?: string | undefined;
  /** The z-index; default 999999. */
  readonly layer?: number | string | undefined;
  /** `none` takes the bubble away, for a page with buttons of its own. */
  readonly bubble?: "block" | "none" | undefined;
  /** The address of a picture that stands for the site at the top of the panel. */
  readonly logo?: string | undefined;
  /** What the bubble is called; default "Help". */
  readonly help?: string | undefined;
  /** What the panel says when its code did not load. */
  readonly failed?: string | undefined;
  /** All other texts; in the tag as JSON. They hold for every widget of a page. */
  readonly texts?: OwnTexts | string | undefined;
  /** The language of the texts, by its tag; default the page's, else the browser's. */
  readonly language?: string | undefined;
  /**
   * Lets the last errors of the page go with a ticket. In the tag `data-errors="yes"`: they are noted from then on, which
   * fetches the code of the verbs at once. Or the page's own list of them, as it stands when a ticket is sent.
   */
  readonly errors?: boolean | string | readonly string[] | undefined;
  /** Who the visitor is, from the start; later by `identify`. */
  readonly identity?: Identity | undefined;
  /** Lines of the page's own that go with a ticket, by name; the visitor sees each and may turn it off. */
  readonly context?: Readonly<Record<string, string | (() => string | Promise<string>)>> | undefined;
}

/** Who the visitor is: a token that the page's own server has signed, or what brings one, also a new one when it has run out. */
export type Identity = { readonly token: string } | (() => string | Promise<string>);

/** What the form of a new ticket may start with. `topic` is a topic's id. */
export type Prefill = Partial<Record<"topic" | "subject" | "message" | "email" | "name", string>>;

/** The views that need nothing to be shown but their name. */
export type PlainView = "home" | "new" | "forget" | "find";

/** What the panel shows, by name. */
export type ViewName = PlainView | "sent" | "thread" | "sends";

/** What a widget tells its page: by `on`, and as an event of the window, `firstline:ticket-created` for `ticket:created`. */
export interface WidgetEvents {
  /** A panel is open, and its code is here. */
  open: null;
  close: null;
  view: { readonly view: ViewName };
  "ticket:created": { readonly ticket: Ticket };
  /** A ticket that is shown has changed. */
  "ticket:updated": { readonly ticket: Ticket };
  /** Whether an answer waits that was not seen. */
  unread: { readonly unread: boolean };
  /** The desk does not say what the panel needs to begin. */
  problem: { readonly code: ErrorCode };
}

export type Tell = <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void;

export interface WidgetState {
  /** Whether it is on the page. */
  readonly booted: boolean;
  readonly open: boolean;
  /** Once the panel's code is here and it was opened: what it shows. */
  readonly panel?: PanelState;
}

export interface PanelState {
  readonly view: ViewName;
  /** The number of the ticket that is shown. */
  readonly ticket?: string;
  readonly unread: boolean;
  /** Whether this computer knows tickets of the visitor. */
  readonly known: boolean;
}

/**
 * Why a widget does not work here. `offline`: the browser says so. `csp`: the page's policy forbids a part of it.
 * `blocked`: the desk is down, or something between keeps the page from it. `origin-not-allowed`: the page's origin is
 * not on the site's list. `site-unknown`: there is no site with this key. `desk`: the desk answers otherwise.
 */
export type ReasonCode = "offline" | "csp" | "blocked" | "origin-not-allowed" | "site-unknown" | "desk";

export interface Reason {
  readonly code: ReasonCode;
  /** What to do about it, for whoever runs the page. */
  readonly message: string;
}

/** What a page can do with its widget. Whatever is undone by what it returns, `destroy` undoes too. */
export interface Widget {
  /** Puts the widget on the page, after `shutdown` again. */
  boot(options?: Partial<WidgetOptions>): void;
  /** Changes options. Another desk, site, logo or text draws the panel anew; what was typed stays. */
  update(options: Partial<WidgetOptions>): void;
  /** Takes it off the page and ends what it does there, until `boot`. */
  shutdown(): void;
  /** The same for good: no element, listener, timer, socket or global is left. */
  destroy(): void;

  /** Opens the panel; resolves once it can be used. */
  open(): Promise<void>;
  /** Closes the panel; what was typed stays. */
  close(): void;
  toggle(): void;
  /** Shows the bubble. */
  show(): void;
  /** Hides the bubble; the panel can still be opened. */
  hide(): void;

  /** Opens the panel with the form of a new ticket. The prefill goes into fields that are empty. */
  newTicket(prefill?: Prefill): Promise<void>;
  /** Opens the panel with one ticket. `secret` is that of its link, where this computer does not know it yet. */
  showTicket(number: string, secret?: string): Promise<void>;
  navigate(view: PlainView): Promise<void>;
  /** Says who the visitor is; what they wrote before comes along. Rejects with a FirstlineError if it does not hold. */
  identify(identity: Identity): Promise<void>;
  /** Forgets the visitor here and on the desk. Rejects with a FirstlineError if the desk cannot be told. */
  logout(): Promise<void>;

  /** Draws a panel into an element of the page, at its place in the text. Returns what takes it away. */
  mount(element: Element): () => void;
  /** Lets a button of the page open and close the panel. Returns what lets go of it. */
  attachTo(button: HTMLElement): () => void;

  /** Returns what ends the listening. */
  on<Name extends keyof WidgetEvents>(name: Name, listener: (detail: WidgetEvents[Name]) => void): () => void;
  once<Name extends keyof WidgetEvents>(name: Name, listener: (detail: WidgetEvents[Name]) => void): () => void;

  /** Sends what an earlier page could not, and begins to note errors where it may. The tag asks for it by itself. */
  resume(): Promise<void>;
  state(): WidgetState;
  /** Looks for what keeps the widget from working on this page; finding nothing is an empty list. */
  diagnose(): Promise<readonly Reason[]>;
}
