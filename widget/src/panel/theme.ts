import type { Site } from "@firstline/sdk/wire";

/** What the desk says about a site's looks, as a rule of style: the page's own style sheet and options go before it. */
export const themeRule = ({ accent, scheme, side }: Site["theme"]): string =>
  `:host,:root{--firstline-accent:${accent};--firstline-scheme:${scheme === "auto" ? "light dark" : scheme};--firstline-side:${side}}`;
