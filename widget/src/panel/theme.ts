import type { Site } from "@firstline/sdk/wire";
import { readableOn } from "./contrast.ts";

/** Puts a site's theme onto the element that holds the bubble and the panel, or a whole page. */
export function applyTheme({ style, classList }: HTMLElement, { accent, scheme, side }: Site["theme"]): void {
  style.setProperty("--accent", accent);
  style.setProperty("--on-accent", readableOn(accent));
  style.colorScheme = scheme === "auto" ? "light dark" : scheme;
  classList.toggle("start", side === "start");
}
