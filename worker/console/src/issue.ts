import { language } from "./language.ts";
import { texts } from "./texts.ts";

const said = texts.issues;

/** What the desk says in English about a field, by how it begins, and the same in the page's language. */
const known: readonly (readonly [RegExp, (figure: number) => string])[] = [
  [/^Too small: expected string to have >=(\d+)/, said.short],
  [/^Too big: expected string to have <=(\d+)/, said.long],
  [/^Too small: expected number to be >=?(-?[\d.]+)/, said.least],
  [/^Too big: expected number to be <=?(-?[\d.]+)/, said.most],
  [/^Too small: expected array to have >=(\d+)/, said.few],
  [/^Too big: expected array to have <=(\d+)/, said.many],
  [/^Invalid email/, () => said.email],
  [/^Invalid URL/, () => said.url],
  [/^Invalid input: expected (?:number|int)/, () => said.number],
];

/** What is wrong with a field, in the page's language as far as the console knows the sentence. */
export function issueText(message: string): string {
  for (const [pattern, say] of known) {
    const match = pattern.exec(message);
    if (match) return say(Number(match[1]));
  }
  return language === "en" ? message : said.other;
}
