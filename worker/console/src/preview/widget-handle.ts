/** The page's handle on the widget, as the script tag makes it. */
type Handle = ((verb: string, ...values: unknown[]) => unknown) & { q?: unknown[][] };

declare global {
  interface Window {
    Firstline?: Handle;
  }
}

/** Calls a verb of the widget; before its script is here the call waits. */
export function callWidget(verb: string, ...values: unknown[]): void {
  window.Firstline ??= Object.assign((...call: unknown[]) => waiting.push(call), { q: waiting });
  window.Firstline(verb, ...values);
}

const waiting: unknown[][] = [];
