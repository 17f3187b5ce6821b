import type { Site } from "@firstline/sdk/wire";
import { legible, readableOn } from "../contrast.ts";

/** Puts a site's theme onto the element that holds the bubble and the panel, or a whole page. */
export function applyTheme({ style, classList }: HTMLElement, { accent, scheme, side }: Site["theme"]): void {
  style.setProperty("--accent", accent);
  style.setProperty("--on-accent", readableOn(accent));
  // The darkest and the lightest surface that accent-coloured text stands on.
  style.setProperty("--accent-on-light", legible(accent, "#f4f5f7"));
  style.setProperty("--accent-on-dark", legible(accent, "#23262e"));
  style.colorScheme = scheme === "auto" ? "light dark" : scheme;
  classList.toggle("start", side === "start");
}
