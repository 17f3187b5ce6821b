import {
  createContext,
  createElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { createWidget, type Widget, type WidgetEvents, type WidgetOptions } from "./index.ts";

export type * from "./widget.ts";

export interface FirstlineProps extends WidgetOptions {
  /** What may use the widget: call `useFirstline`, or hold a `<FirstlinePanel />`. */
  readonly children?: ReactNode;
}

/** `null` outside of a `<Firstline>`; inside, undefined until the browser has drawn it. */
const Context = createContext<Widget | undefined | null>(null);

/** The same text for what says the same: a function is made anew with every rendering, and means the same. */
const said = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, inner) => (typeof inner === "function" ? "a function" : inner));

/** What has to be told to a widget that knows `known`. */
function changesBetween(known: WidgetOptions, options: WidgetOptions): Partial<WidgetOptions> {
  const before = new Map<string, unknown>(Object.entries(known));
  const now = { ...Object.fromEntries([...before.keys()].map((name) => [name, undefined])), ...options };
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => said(value) !== said(before.get(name))));
}

/** The same with the slash at the end of the desk's address. */
const whole = (options: WidgetOptions): WidgetOptions => ({ ...options, url: options.url.replace(/\/?$/, "/") });

/**
 * Puts a widget on the page for as long as it is rendered. A changed prop changes the widget; without a `site` nothing
 * is shown. An `identity` that comes or goes signs the visitor in or out; for another user give it another `key`. On a
 * server it renders its children and does nothing else.
 */
export function Firstline({ children, ...props }: FirstlineProps): ReactElement {
  const options = whole(props);
  const [widget, setWidget] = useState<Widget>();
  const known = useRef(options);
  const named = options.site !== undefined && options.site !== "";

  // What else changes is told to the widget that is there.
  useEffect(() => {
    if (!named) return;
    known.current = options;
    const created = createWidget(options);
    setWidget(created);
    return () => {
      setWidget(undefined);
      created.destroy();
    };
  }, [named]);

  useEffect(() => {
    const changes = changesBetween(known.current, options);
    known.current = options;
    if (!widget || Object.keys(changes).length === 0) return;
    widget.update(changes);
    // Somebody signed in or out. Where it fails, the page's own reporting is told.
    if ("identity" in changes) {
      const { identity } = options;
      (identity ? widget.identify(identity) : widget.logout()).catch(reportError);
    }
  });

  return createElement(Context.Provider, { value: widget }, children);
}

/**
 * The widget of the `<Firstline>` around it: undefined on a server and until the browser has drawn it.
 * @throws Error outside of a `<Firstline>`.
 */
export function useFirstline(): Widget | undefined {
  const widget = useContext(Context);
  if (widget === null) throw new Error("useFirstline() needs a <Firstline> around the component that calls it.");
  return widget;
}

/** Calls `listener` with each event of that name while the component is rendered; it need not be memoised. */
export function useFirstlineEvent<Name extends keyof WidgetEvents>(
  name: Name,
  listener: (detail: WidgetEvents[Name]) => void,
): void {
  const widget = useFirstline();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => widget?.on(name, (detail) => newest.current(detail)), [widget, name]);
}

/** A `div` with a panel in it, at its place in the page; of the same widget as the bubble. */
export function FirstlinePanel(props: HTMLAttributes<HTMLDivElement>): ReactElement {
  const widget = useFirstline();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (widget && place.current ? widget.mount(place.current) : undefined), [widget]);
  return createElement("div", { ...props, ref: place });
}
