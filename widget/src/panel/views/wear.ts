import type { PanelModel } from "../models/panel.ts";

const worn = new WeakMap<PanelModel, Set<string>>();

/** Gives a panel the style of a part that came late, once. */
export function wear(panel: PanelModel, css: string): void {
  const sheets = worn.get(panel) ?? new Set();
  worn.set(panel, sheets);
  if (sheets.has(css)) return;
  sheets.add(css);
  panel.options.style(css);
}
