import type { Site } from "@firstline/sdk/wire";

/** What the desk says about a site's looks, as a rule of style: the page's own style sheet and options go before it. */
export function themeRule({ accent, scheme, side, offset, layer }: Site["theme"]): string {
  const looks = { accent, scheme: scheme === "auto" ? "light dark" : scheme, side, offset, layer };
  const lines = Object.entries(looks).map(([name, look]) => (look === undefined ? "" : `--firstline-${name}:${look};`));
  return `:host,:root{${lines.join("")}}`;
}
