import { type Issue, type Macro, Placeholder, type Setup } from "@firstline/sdk/wire";
import { maySee } from "./directory.ts";

const known: ReadonlySet<string> = new Set(Placeholder.options);

/** Whatever stands between two braces and two braces, as it is written. */
const named = /\{\{([^{}]*)\}\}/g;

/** What macros that read well may still get wrong: doubles, placeholders that mean nothing, and things that are not there. */
export function macrosIssues({ macros, sites, teams }: Pick<Setup, "macros" | "sites" | "teams">): Issue[] {
  const issues: Issue[] = [];
  const ids = new Set<string>();
  macros.forEach((macro, index) => {
    const note = (path: string, message: string) => issues.push({ path: `${index}.${path}`, message });
    const { id, name, text, actions } = macro;
    if (ids.has(id)) note("id", `Two macros share “${id}”.`);
    ids.add(id);
    for (const [whole, inside = ""] of text.matchAll(named)) {
      if (!known.has(inside.trim())) {
        note("text", `“${name}” has the placeholder ${whole}, which means nothing. There are: ${list()}.`);
      }
    }
    if (/\{\{|\}\}/.test(text.replace(named, ""))) {
      note("text", `“${name}” has two braces that are not closed or not opened.`);
    }
    if (macro.sites !== "all") {
      macro.sites.forEach((site, at) => {
        if (!sites.some((one) => one.id === site)) {
          note(`sites.${at}`, `“${name}” is for ${site}, which is not a site here.`);
        }
      });
    }
    const { team } = actions ?? {};
    if (team !== undefined && !teams.some((one) => one.id === team)) {
      note("actions.team", `“${name}” moves tickets to ${team}, which is not a team here.`);
    }
  });
  return issues;
}

const list = (): string => Placeholder.options.map((one) => `{{${one}}}`).join(", ");

/** The macros for at least one of these sites, each with no more than those of its sites. */
export const macrosFor = (macros: readonly Macro[], sites: readonly string[]): Macro[] =>
  macros.flatMap((macro) => {
    if (macro.sites === "all") return [macro];
    const seen = sites.filter((site) => maySee(macro.sites, site));
    return seen.length === 0 ? [] : [{ ...macro, sites: seen }];
  });
