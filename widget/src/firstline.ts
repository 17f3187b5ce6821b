import { createLauncher, type LauncherOptions } from "./launcher.ts";

/**
 * The page's handle on its widget: `Firstline("open")`, `Firstline("showTicket", "SHOP-10013")`,
 * `Firstline("boot", { site })`. Before the script came it is a stub that keeps the calls in `q`.
 */
interface Handle {
  (verb: string, value?: string | Partial<LauncherOptions>): void;
  q?: Iterable<Parameters<Handle>>;
  ready?: true;
}

declare global {
  interface Window {
    Firstline?: Handle;
  }
}

const script = document.currentScript;

function install() {
  const stub = window.Firstline;
  // Loaded twice: the first one stays.
  if (stub?.ready || !script || !("src" in script)) return;

  let launcher: ReturnType<typeof createLauncher> | undefined;
  const handle: Handle = (verb, value = "") => {
    if (typeof value === "string") launcher?.[verb]?.(value);
    else if (value.site)
      launcher ??= createLauncher({ url: new URL(".", script.src).href, ...value, site: value.site });
  };

  handle.ready = true;
  window.Firstline = handle;
  handle("boot", script.dataset);
  for (const call of stub?.q ?? []) handle(...call);
}

if (document.body) install();
else document.addEventListener("DOMContentLoaded", install, { once: true });
