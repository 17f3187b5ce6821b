import type { OwnWords } from "@firstline/sdk/wire";

/** One of the widget's texts: where it stands, such as `status.open`, and what it says. */
export interface KnownText {
  readonly name: string;
  readonly says: string;
}

/** Every text of a language's file by its whole name. Whatever is no text or group of texts is passed over. */
export function knownTexts(texts: unknown, path: readonly string[] = []): KnownText[] {
  if (typeof texts === "string") return [{ name: path.join("."), says: texts }];
  if (typeof texts !== "object" || texts === null) return [];
  return Object.entries(texts).flatMap(([name, inner]) => knownTexts(inner, [...path, name]));
}

/** The texts of one's own by their whole names. */
export const ownTexts = (words: OwnWords): KnownText[] => knownTexts(words);

/** The same words with another text; undefined takes it out, and a group that is empty then. */
export function withText(words: OwnWords, name: string, text: string | undefined): OwnWords {
  return withPart(words, name.split("."), text) ?? {};
}

type Tree = { [name: string]: string | Tree };

function withPart<Words extends Tree>(
  words: Words,
  [first = "", ...rest]: readonly string[],
  text: string | undefined,
): Words | undefined {
  const { [first]: before, ...others } = words;
  const inner = typeof before === "object" ? before : {};
  const part = rest.length === 0 ? text : withPart(inner, rest, text);
  const whole: Tree = part === undefined ? others : { ...words, [first]: part };
  return Object.keys(whole).length === 0 ? undefined : (whole as Words);
}

/** The placeholders that a text has lost or that ours does not have, such as `{at}`. */
export function placeholderSlips(ours: string, own: string): { readonly lost: string[]; readonly strange: string[] } {
  const names = (text: string) => new Set([...text.matchAll(/\{\w+\}/g)].map(([name]) => name));
  const [known, given] = [names(ours), names(own)];
  return {
    lost: [...known].filter((name) => !given.has(name)),
    strange: [...given].filter((name) => !known.has(name)),
  };
}
