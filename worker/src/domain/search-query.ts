/**
 * What somebody looks for on some sites: every word has to be there, the last one may go on. Words are quoted, so that
 * nothing in them is an operator: at most 16, of at most 64 characters each. Undefined where there is no letter and no
 * digit to look for, or no site.
 */
export function searchQueryOf(text: string, sites: readonly string[]): string | undefined {
  const sought = text
    .replace(/[\p{Cc}\p{Cs}]/gu, " ")
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 16)
    .map((word) => quoted([...word].slice(0, 64).join("")));
  if (sought.length === 0 || sites.length === 0) return undefined;
  // A single letter begins too many words to be looked for as a beginning.
  const begins = /[\p{L}\p{N}]{2}"$/u.test(sought.at(-1) ?? "") ? "*" : "";
  const within = sites.map((site) => quoted(site.replace("_", ""))).join(" OR ");
  return `site : (${within}) AND {subject contact text} : (${sought.join(" AND ")}${begins})`;
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** A ticket number that somebody looks for, made whole with a site's prefix where it is left out. */
export function numberSoughtIn(text: string, prefix: string): string | undefined {
  const [, named, digits] = /^(?:([a-z]{2,6})[\s-]?)?(\d{2,16})$/i.exec(text) ?? [];
  if (digits === undefined || (named !== undefined && named.toUpperCase() !== prefix)) return undefined;
  return `${prefix}-${digits}`;
}
