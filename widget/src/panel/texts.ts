import type { OwnTexts } from "../widget.ts";
import { fetchTexts, languages } from "./fetch-texts.ts";
import type enDesk from "./languages/en.desk.ts";
import type enMore from "./languages/en.more.ts";
import type en from "./languages/en.ts";

/** A text that depends on a number, by the plural categories of its language; `{n}` stands for the number. */
export type Plural = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

type Worded<Source> = Source extends string
  ? string
  : Source extends { readonly one: string; readonly other: string }
    ? Plural
    : { readonly [Name in keyof Source]: Worded<Source[Name]> };

/** What the form says. In a text `{who}` and the like stand for what it speaks about. */
export type Texts = Worded<typeof en>;
/** What is said behind the form, by the list and the tickets. */
export type DeskTexts = Worded<typeof enDesk>;
/** What those parts say that come only when they are asked for. */
export type MoreTexts = Worded<typeof enMore>;

interface Tree {
  readonly [name: string]: string | Tree;
}

/** What the form says in the reader's language, empty until `speak` has brought it. It holds for every panel of a page. */
export const texts = {} as Texts;
/** The language of the texts, and which way it is written. */
export let language = "en";
export let direction: "ltr" | "rtl" = "ltr";

/** The texts that are here, and as they are when nobody has put own words in their place. */
const here = new Map<object, Tree>();
const own: Record<"desk" | "page", OwnTexts> = { desk: {}, page: {} };

/** The first language of those wished for that there is. A variant is read as its language; of Chinese the script counts. */
function pick(wished: readonly string[]): string {
  for (const tag of wished) {
    try {
      const { language, script } = new Intl.Locale(tag.replace(/^n[no]\b/, "nb")).maximize();
      for (const known of [`${language}-${script}`, language]) if (languages.includes(known)) return known;
    } catch {
      // No tag of a language.
    }
  }
  return "en";
}

/** The tags of those languages that the reader may want, best first: what the page asks for, its own, the browser's. */
const wished = (asked = "") => [asked, document.documentElement.lang, ...navigator.languages].filter(Boolean);

/** Fetches what `speak` would bring. */
export const prefetchTexts = (): Promise<unknown> => fetchTexts(pick(wished()), "");

/** What `speak` was called for last: whoever brings other texts waits for it, so that they come in the same language. */
export let speaking: Promise<void> | undefined;

/** Brings the texts in the language that was asked for, else the page's, else the browser's. Rejects if they do not come. */
export function speak(asked?: string): Promise<void> {
  speaking = bring(asked);
  return speaking;
}

async function bring(asked?: string): Promise<void> {
  const picked = pick(wished(asked));
  const ours = await fetchTexts<Texts>(picked, "");
  language = picked;
  direction = /^(ar|fa|he)/.test(language) ? "rtl" : "ltr";
  fill(texts, ours);
}

/** Fills in texts, with the own words in their place. */
export function fill<Some extends Tree>(texts: Some, ours: Some): void {
  here.set(texts, ours);
  Object.assign(texts, merge(merge(ours, own.desk), own.page));
}

/**
 * Puts the own words of a page, or of its desk, in the place of ours. The page's go before the desk's, and add to what
 * the page said before.
 */
export function reword(whose: "desk" | "page", words: OwnTexts): void {
  own[whose] = whose === "page" ? { ...own.page, ...words } : words;
  for (const [texts, ours] of here) fill(texts as Tree, ours);
}

function merge<Ours extends Tree>(ours: Ours, own: OwnTexts): Ours {
  const merged: Record<string, string | Tree> = { ...ours };
  for (const [name, words] of Object.entries(own)) {
    const text = Object.hasOwn(ours, name) ? ours[name] : undefined;
    if (typeof text === typeof words) merged[name] = typeof text === "object" ? merge(text, Object(words)) : `${words}`;
  }
  return merged as Ours;
}

/**
 * A text with what it speaks about put in. What may run the other way, as names do in a language that is written from
 * right to left and another's words anywhere, is set apart, so that it does not take the sentence with it.
 */
export const put = (text: string, about: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) =>
    direction === "rtl" || name === "reason" ? `\u2068${about[name]}\u2069` : `${about[name]}`,
  );

/** A text about so many. */
export const count = (forms: Plural, n: number): string =>
  put(forms[new Intl.PluralRules(language).select(n)] ?? forms.other, { n: n.toLocaleString(language) });
