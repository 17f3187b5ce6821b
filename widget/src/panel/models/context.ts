import type { Submission } from "@firstline/sdk/wire";
import { signal } from "@preact/signals-core";
import type { PanelModelOptions } from "./panel.ts";
import { createRemote } from "./remote.ts";

type Context = NonNullable<Submission["context"]>;

/** What is sent with a ticket, line by line, and which lines the visitor has turned off. */
export function createContext({ context = {}, errors }: Pick<PanelModelOptions, "context" | "errors">) {
  const off = signal<ReadonlySet<string>>(new Set());

  /** All there is to send, as it is now. What a page's own line fails to say is left out. */
  async function all(): Promise<Context> {
    const { origin, pathname, protocol } = location;
    const custom: Record<string, string> = {};
    for (const [name, line] of Object.entries(context)) {
      try {
        const said = typeof line === "function" ? await line() : line;
        if (said) custom[name.slice(0, 60)] = `${said}`.slice(0, 1_000);
      } catch (fault) {
        console.warn(`Firstline: the context "${name}" failed.`, fault);
      }
    }
    return {
      ...(/^http/.test(protocol) && { page: origin + pathname }),
      browser: navigator.userAgent.slice(0, 300),
      viewport: { width: innerWidth, height: innerHeight },
      locale: navigator.language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(Array.isArray(errors) && { errors: errors.slice(-20).map((error) => `${error}`.slice(0, 1_000)) }),
      ...(Object.keys(custom).length > 0 && { custom }),
    };
  }

  return {
    off,
    lines: createRemote(all),
    toggle(name: string) {
      const next = new Set(off.peek());
      if (!next.delete(name)) next.add(name);
      off.value = next;
    },
    /** What the visitor lets go out. */
    async read(): Promise<Context> {
      const sent = await all();
      for (const name of off.peek()) {
        const [, own] = /^custom\.(.*)/s.exec(name) ?? [];
        Reflect.deleteProperty(own === undefined ? sent : (sent.custom ?? {}), own ?? name);
      }
      return sent;
    },
  };
}
