import type { Site, SiteSetup } from "@firstline/sdk/wire";
import { fileTypes } from "./file-type.ts";
import { hoursAt } from "./hours.ts";
import type { Lines } from "./lines.ts";

/** What a page may know about its site at an instant (ms). `measured` is what the set-up does not tell. */
export function siteFor(
  site: SiteSetup,
  lines: Lines,
  measured: Pick<Site, "usualAnswer" | "restore">,
  now: number,
): Site {
  const { key, name, greeting, theme, topics, identifiedOnly, consent = null, fallbackEmail = null, texts = {} } = site;
  const terms = lines.termsFor(site.id, null, null);
  const hours = terms ? hoursAt(terms.time, now) : null;
  const uploads = { ...site.uploads, types: [...fileTypes] };
  return {
    key,
    name,
    greeting,
    theme,
    topics,
    uploads,
    hours,
    identifiedOnly,
    consent,
    fallbackEmail,
    texts,
    ...measured,
  };
}

/** What tells one answer about a site from another: the set-up's version, and what moves without it. */
export function siteTag({ hours, usualAnswer }: Site, version: number): string {
  const changes = hours?.is === "open" ? hours.until : hours?.opensAt;
  return `"${version}-${usualAnswer ?? ""}-${hours?.is ?? ""}${changes ? Date.parse(changes) : ""}"`;
}
