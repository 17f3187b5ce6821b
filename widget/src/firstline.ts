import { createLauncher, type LateCode, type Launcher } from "./launcher.ts";
import type { Widget, WidgetOptions } from "./widget.ts";

/** The hashed files of what comes late, relative to the desk; the build fills them in. */
declare const PANEL_FILE: string;
declare const VERBS_FILE: string;

interface VerbsCode {
  take(launcher: Launcher): Widget;
}

type Verb = keyof Widget;
/** Verbs whose values are whatever a page passes. */
type Callable = { [Name in Verb]?: { verb(...values: unknown[]): unknown }["verb"] };

/**
 * The page's handle on its widget: `Firstline("showTicket", "SHOP-10013")` calls the widget's verb of that name and
 * resolves with what it returns. Before the script came it is a stub that keeps the calls in `q`.
 */
export interface Handle {
  <Name extends Verb>(verb: Name, ...values: Parameters<Widget[Name]>): Promise<unknown>;
  q?: Iterable<[Verb, ...unknown[]]>;
}

declare global {
  interface Window {
    Firstline?: Handle;
  }
}

const script = document.currentScript;
// A handle without a queue is that of another tag: the first one stays.
const { q: queue } = window.Firstline ?? { q: [] };

if (script && "src" in script && queue) {
  const options: WidgetOptions = { url: new URL(".", script.src).href, ...script.dataset };
  // Some browsers remember a module that failed: another address, also of what it imports, makes them ask again. One, so
  // that it can be pinned too.
  let again = "";
  const load = <Code>(file: string): Promise<Code> => import(/* @vite-ignore */ options.url + again + file);
  const launcher = createLauncher(options, () =>
    load<LateCode>(PANEL_FILE).catch(() => {
      again = "again/";
      return undefined;
    }),
  );

  const call = async (verb: Verb, ...values: unknown[]) => {
    if (verb === "destroy") delete window.Firstline;
    let verbs: Callable = launcher.verbs ?? launcher;
    // What opens the panel shows it at once; for anything else its code can wait.
    if (!verbs[verb])
      verbs = /Tic|nav/.test(verb) ? await launcher.open() : (await load<VerbsCode>(VERBS_FILE)).take(launcher);
    return verbs[verb]?.(...values);
  };
  window.Firstline = call;
  call("boot");
  for (const kept of queue) call(...kept);
  try {
    if (options.errors ?? localStorage.firstline) call("resume");
  } catch {
    // Where storage is closed nothing was left.
  }
}
