/** Where something stands in a text, in UTF-16 units; the end is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Stands for each unit that is not the writer's own prose. It is neither a letter nor a space. */
const blank = "\uE000";

const notProse: readonly RegExp[] = [
  /```[\s\S]*?(?:```|$)/g,
  /`[^`\n]+`/g,
  /^[ \t]*>.*$/gm,
  /"[^"\n]*"|“[^“”\n]*”|„[^„”“"\n]*[”“"]|«[^«»\n]*»/g,
];

/** Addresses, paths, names of files and of what a program calls something. */
const technical = /:\/\/|@|\\|_|^www\.|^[~.]*\/|\p{L}\.\p{L}{2}|\p{Ll}\p{Lu}/u;

/**
 * A text of the same length in which only what the writer says is left: code, quoted text, addresses and names of
 * files are blank. Lines stay lines.
 */
export function proseOf(text: string): string {
  const blanked = (part: string) => part.replace(/[^\n]/g, blank);
  let prose = text;
  for (const pattern of notProse) prose = prose.replace(pattern, blanked);
  return prose.replace(/\S+/g, (word) => (technical.test(word) ? blanked(word) : word));
}

/**
 * The sentences of a prose, without white space around them. A line ends a sentence; a shortened word with its full
 * stop does not.
 */
export function sentencesOf(prose: string, language: string, shortened: ReadonlySet<string>): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(prose)) {
    const end = index + segment.length;
    const last = /(\S+)\.[ \t]*$/.exec(segment.slice(-40))?.[1];
    const goesOn = last !== undefined && shortened.has(last.replace(/^[^\p{L}]+/u, "").toLowerCase());
    if (goesOn && end < prose.length) continue;
    const sentence = trimmed(prose, start, end);
    if (sentence.start < sentence.end) sentences.push(sentence);
    start = end;
  }
  return sentences;
}

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}

/** Languages that put no space between words. */
const unspaced: ReadonlySet<string> = new Set(["zh", "ja", "th", "lo", "km", "my"]);

/** How many words a part of a text has; one with a hyphen or an apostrophe is one. */
export function countWords(part: string, language: string): number {
  if (!unspaced.has(language)) return part.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)?.length ?? 0;
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: "word" }).segment(part)) {
    if (isWordLike) words += 1;
  }
  return words;
}
