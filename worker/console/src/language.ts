/** The languages that the console speaks, each in its own words. */
export const languages = [
  { tag: "en", name: "English", locale: "en-GB", dir: "ltr" },
  { tag: "pl", name: "Polski", locale: "pl-PL", dir: "ltr" },
] as const;

export type Language = (typeof languages)[number]["tag"];

const key = "firstline-console:language";

/** The language of this page, for as long as it is open: the agent's choice, else the browser's, else English. */
export const language: Language = typeof document === "undefined" ? "en" : (chosen() ?? preferred() ?? "en");
/** How dates and numbers are written. */
export const locale: string = languages.find(({ tag }) => tag === language)?.locale ?? "en-GB";

/** What the agent has chosen; undefined: whatever the browser asks for. */
export function chosen(): Language | undefined {
  try {
    return known(localStorage.getItem(key));
  } catch {
    return undefined;
  }
}

/** Keeps a choice. It holds from the next time the page is loaded. */
export function choose(next: Language | undefined): void {
  try {
    if (next === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Blocked: the browser's own language stays.
  }
}

function preferred(): Language | undefined {
  for (const tag of navigator.languages) {
    const found = known(tag.split("-")[0]);
    if (found) return found;
  }
  return undefined;
}

function known(tag: string | null | undefined): Language | undefined {
  return languages.find((one) => one.tag === tag)?.tag;
}

/**
 * Texts with the shape of the English ones. Words may differ; what they take may not.
 */
export type Words<English> = English extends string
  ? string
  : English extends (...given: never[]) => unknown
    ? English
    : { readonly [Key in keyof English]: Words<English[Key]> };

/**
 * Texts in the page's language; English where the other file does not come. A module that exports the outcome waits for
 * it, so that whoever imports it can use the texts at once. The other language's files import nothing but types and each
 * other, or they would wait for the module that waits for them.
 */
export async function inLanguage<English>(
  english: English,
  polish: () => Promise<Words<English>>,
): Promise<Words<English>> {
  const widened = english as Words<English>;
  if (language === "en") return widened;
  try {
    return await polish();
  } catch {
    return widened;
  }
}
