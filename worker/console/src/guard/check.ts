import { english } from "./english.ts";
import { polish } from "./polish.ts";
import { countWords, proseOf, type Span, sentencesOf } from "./prose.ts";
import type { Wording } from "./wording.ts";

/** A word a client does not want to read, and what is said in its place. */
export interface Term {
  readonly word: string;
  readonly instead: string;
}

/** What is judged by. */
export interface Measure {
  /** A language tag, such as `pl` or `en-GB`; null if nobody knows. */
  readonly language: string | null;
  readonly glossary: readonly Term[];
  /** Whether the requester has had no answer yet. */
  readonly isFirstReply: boolean;
}

export type GuardRule = "greeting" | "jargon" | "blame" | "long" | "next-step";

/** Something that could be said more plainly. `greeting` and `next-step` are spans without length, where it is missing. */
export interface Finding extends Span {
  readonly rule: GuardRule;
  /** What may stand in place of the span. */
  readonly suggestion?: string;
}

/** Shorter texts are left alone: "Done!" needs no next step. In UTF-16 units, without white space around. */
export const shortest = 40;

const wordings: ReadonlyMap<string, Wording> = new Map([
  ["en", english],
  ["pl", polish],
]);
const longestElsewhere = 30;
const none: ReadonlySet<string> = new Set();

/**
 * What in a reply could be said more plainly, in the order of the text. English and Polish are judged by all rules,
 * other languages by the glossary and the length of sentences. Code, quoted text and addresses are not judged.
 */
export function check(text: string, { language, glossary, isFirstReply }: Measure): Finding[] {
  if (text.trim().length < shortest) return [];
  const prose = proseOf(text);
  const spoken = spokenIn(prose, language);
  const wording = wordings.get(spoken);
  const sentences = sentencesOf(prose, spoken, wording?.shortened ?? none);
  const findings = [
    ...jargonIn(prose, glossary, sentences, spoken),
    ...longAmong(sentences, prose, spoken, wording?.longest ?? longestElsewhere),
  ];
  if (wording) {
    findings.push(...blamesIn(prose, wording));
    if (isFirstReply && !greets(prose, wording)) {
      findings.push({ rule: "greeting", start: 0, end: 0, suggestion: wording.greeting });
    }
    if (!saysWhatIsNext(prose, sentences, wording)) {
      const end = text.trimEnd().length;
      findings.push({ rule: "next-step", start: end, end });
    }
  }
  return findings.sort((one, other) => one.start - other.start || one.end - other.end);
}

/**
 * The language of a text: the known one, but for English and Polish only if the text has a word of it. Where one of the
 * two or nothing is known, whichever of them it reads like.
 */
function spokenIn(prose: string, language: string | null): string {
  const known = language?.toLowerCase().split("-")[0] ?? "und";
  if (known !== "und" && !wordings.has(known)) return known;
  const counts = new Map([...wordings.keys()].map((name) => [name, 0]));
  for (const [word] of prose.toLowerCase().matchAll(/\p{L}+/gu)) {
    for (const [name, { marks }] of wordings) if (marks.has(word)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [[likely, most] = [known, 0], [, next] = ["", 0]] = [...counts].sort(([, one], [, other]) => other - one);
  if (most >= 2 && most > 2 * next) return likely;
  return counts.get(known) === 0 ? "und" : known;
}

const whole = (source: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${source.replaceAll(" ", String.raw`\s+`)})(?![\p{L}\p{N}_-])`, "giu");
const literal = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replace(/\s+/g, " ");
const bare = (word: string): string => word.toLowerCase().replace(/\s+/g, " ");

function jargonIn(prose: string, glossary: readonly Term[], sentences: readonly Span[], language: string): Finding[] {
  if (glossary.length === 0) return [];
  const terms = new Map(glossary.map((term) => [bare(term.word), term]));
  const starts = new Set(sentences.map(({ start, end }) => start + prose.slice(start, end).search(/\p{L}/u)));
  const longestFirst = [...terms.keys()].sort((one, other) => other.length - one.length);
  return [...prose.matchAll(whole(longestFirst.map(literal).join("|")))].flatMap(({ 0: words, index }): Finding[] => {
    const term = terms.get(bare(words));
    if (!term || isName(words, term.word, starts.has(index), language)) return [];
    const suggestion = inCaseOf(words, term.instead, term.word);
    return [{ rule: "jargon", start: index, end: index + words.length, suggestion }];
  });
}

/** Whether it is another word than the client's: "Buffer" the firm, or "it" that is not "IT". German writes nouns so. */
function isName(words: string, term: string, opens: boolean, language: string): boolean {
  if (isShout(term)) return term.length <= 4 && words !== term;
  return !opens && language !== "de" && /^\p{Lu}\P{Lu}*$/u.test(words) && /^\p{Ll}/u.test(term);
}

const isShout = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();

/** A suggestion with a capital where the words have one and what they are an instance of has none. */
function inCaseOf(words: string, suggestion: string, pattern: string): string {
  const raised = /^\p{Lu}/u.test(words) && !/^\p{Lu}/u.test(pattern);
  return raised ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1) : suggestion;
}

const longAmong = (sentences: readonly Span[], prose: string, language: string, longest: number): Finding[] =>
  sentences
    .filter(({ start, end }) => countWords(prose.slice(start, end), language) > longest)
    .map((sentence) => ({ rule: "long", ...sentence }));

function blamesIn(prose: string, { blames, excuses }: Wording): Finding[] {
  const findings: Finding[] = [];
  let free = 0;
  const found = blames.flatMap(({ says, suggestion }) =>
    [...prose.matchAll(whole(says))].map(({ 0: words, index }) => ({ words, index, suggestion })),
  );
  // Of two that overlap the one that says more counts, and of two alike the first in the list.
  found.sort((one, other) => one.index - other.index || other.words.length - one.words.length);
  for (const { words, index, suggestion } of found) {
    if (index < free || isExcused(prose, index, excuses)) continue;
    free = index + words.length;
    const finding = { rule: "blame", start: index, end: free } as const;
    findings.push(suggestion === undefined ? finding : { ...finding, suggestion: inCaseOf(words, suggestion, "") });
  }
  return findings;
}

/** Whether one of the four words before, in the same sentence, takes the blame out. */
function isExcused(prose: string, index: number, excuses: ReadonlySet<string>): boolean {
  const before =
    prose
      .slice(Math.max(0, index - 60), index)
      .split(/[.!?;:\n]/)
      .at(-1) ?? "";
  const words = before.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  return words.slice(-4).some((word) => excuses.has(word));
}

/** Whether a text begins with a greeting, or with a name on a line of its own. */
function greets(prose: string, { greetings }: Wording): boolean {
  const start = prose.slice(Math.max(0, prose.search(/\p{L}/u))).slice(0, 80);
  return whole(greetings).exec(start)?.index === 0 || /^\p{Lu}[\p{L}'’ -]{1,40}[,!]?\s*\n/u.test(start);
}

function saysWhatIsNext(prose: string, sentences: readonly Span[], { nextSteps, requests }: Wording): boolean {
  if (/[?？]/.test(prose) || whole(nextSteps).test(prose)) return true;
  const request = whole(requests);
  return sentences.some(({ start }) => {
    const opening = prose.slice(start, start + 30).replace(/^[^\p{L}]+/u, "");
    request.lastIndex = 0;
    return request.exec(opening)?.index === 0;
  });
}
