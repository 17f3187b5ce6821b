const marks = /\p{M}/gu;
/** Letters that no mark can be taken off. */
const plain: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** A text without case and accents, to compare by. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(marks, "")
    .toLowerCase()
    .replace(/[łøđßæœı]/g, (letter) => plain[letter] ?? letter);

/**
 * How well a text fits what was typed; less is better, undefined is not at all. Each word typed has to be in it: at its
 * beginning, at a word's, anywhere, or with other letters between its own.
 */
export function rank(typed: string, text: string): number | undefined {
  const folded = fold(text);
  let sum = 0;
  for (const word of fold(typed).split(/\s+/).filter(Boolean)) {
    const one = rankOfWord(word, folded);
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum;
}

function rankOfWord(word: string, text: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return 0;
  if (at > 0) return text.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word)) ? 1 : 2;
  let from = -1;
  let first = -1;
  for (const letter of word) {
    from = text.indexOf(letter, from + 1);
    if (from === -1) return undefined;
    if (first === -1) first = from;
  }
  // Letters strewn over a whole sentence are chance.
  const strewn = from - first + 1 - word.length;
  return strewn > word.length * 2 ? undefined : 3 + strewn / word.length;
}
