/** A list that opens while somebody writes: `/` for macros, `@` for colleagues. */
export interface Trigger {
  readonly sign: "/" | "@";
  /** Where the sign stands. */
  readonly start: number;
  /** What was written behind it. */
  readonly query: string;
}

/** The sign that a caret stands behind, if it opens a list there: at the beginning, or after a space. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const match = /(?:^|\s)([/@])([^\s/@]{0,30}(?: [^\s/@]{1,30})?)$/u.exec(text.slice(0, caret));
  if (!match) return undefined;
  const [, sign, query = ""] = match;
  if (sign !== "/" && sign !== "@") return undefined;
  return { sign, start: caret - query.length - 1, query };
}

/** Whether a name holds what was written, whatever its case and accents; every word of it begins a word there. */
export function fits(name: string, query: string): boolean {
  const words = plain(name).split(/[\s.,:;()-]+/);
  return plain(query)
    .split(" ")
    .filter((part) => part !== "")
    .every((part) => words.some((word) => word.startsWith(part)));
}

const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l").replace(/Ł/g, "L").toLowerCase();
