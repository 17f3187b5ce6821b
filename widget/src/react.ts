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

/** What has to be told to a widget that knows `known`; objects that say the same are the same. */
function changesBetween(known: WidgetOptions, options: WidgetOptions): Partial<WidgetOptions> {
  const said = { ...Object.fromEntries(Object.keys(known).map((name) => [name, undefined])), ...options };
  const same = (name: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(Object.entries(known).find(([other]) => other === name)?.[1]);
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => !same(name, value)));
}

/** The same with the slash at the end of the desk's address. */
const whole = (options: WidgetOptions): WidgetOptions => ({ ...options, url: options.url.replace(/\/?$/, "/") });

/**
 * Puts a widget on the page for as long as it is rendered. A changed prop changes the widget; without a `site` nothing
 * is shown. On a server it renders its children and does nothing else.
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
    if (Object.keys(changes).length > 0) widget?.update(changes);
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
