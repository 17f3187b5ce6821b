/**
 * Words in what people write, found whatever their case and accents.
 *
 * The rules, each held by a test:
 *
 * 1. Letters are the same when they differ in case, in accents or in width only (Unicode's compatibility
 *    decomposition without the marks): “Płatność” is “platnosc”, “Straße” is “STRASSE”, “ﬁn” is “fin”. Letters that
 *    Unicode does not take apart are spelt out in `letters`. “Müller” is “muller”, but not “mueller”.
 * 2. Turkish has two letters i. Which of them an “I” stands for depends on the language, which is not asked here: all
 *    four (I, ı, İ, i) are the same letter, so that “KIRIK” is “kırık”. No other language loses by it.
 * 3. Marks that are letters of their own stay: vowels of Indian scripts, and the strokes that make か a が.
 * 4. A word is a run of letters, marks and digits; everything else stands between words, `_` and `'` too. Scripts
 *    that put nothing between words (Chinese, Japanese hiragana, Thai, Lao, Khmer, Burmese) have one word a letter.
 * 5. A phrase is found where all its words stand next to each other and in its order, whatever stands between them:
 *    “e-mail” is found in “E mail” and in “e/mail”, not in “email” and not in “some-mailing”.
 *
 * The time it takes grows with the text's length and with nothing else, however many phrases are looked for and
 * whatever the text is: the search is that of Aho and Corasick (1975), over words instead of characters.
 */
export interface WordFinder {
  /** The phrases that a text holds. */
  find(text: string): Finding;
}

export interface Finding {
  /** Which of the phrases, by their index in the list that was compiled. */
  readonly phrases: ReadonlySet<number>;
  /**
   * How many states the search went through: at most two for each word of the text and one for each word of the
   * phrases.
   */
  readonly steps: number;
}

/** Letters that are another one with a stroke, or two in one, which Unicode leaves whole. All in lower case. */
const letters: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["ħ", "h"],
  ["ŧ", "t"],
  ["þ", "th"],
  ["ı", "i"],
  ["ς", "σ"],
]);
const spelt = new RegExp(`[${[...letters.keys()].join("")}]`, "gu");

/** Accents and vowel points, except the strokes of Japanese; and what is not seen, such as soft hyphens. */
const dropped = /(?=\p{M})(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]|\p{Cf}/gu;
/**
 * More marks on one letter than any language has. Putting marks into Unicode's order takes time that grows with the
 * square of their number, so what is beyond 30 goes first, as Unicode advises (UAX #15, stream-safe text).
 */
const tooManyMarks = /(\p{M}{30})\p{M}+/gu;
const plain = /^\p{ASCII}*$/u;
const plainWord = /[a-z0-9]+/g;

const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const word = new RegExp(String.raw`(?=[\p{L}\p{N}])${unspaced}\p{M}*|(?:(?!${unspaced})[\p{L}\p{N}\p{M}])+`, "gu");

/** A text with everything levelled that makes no difference between words: case, accents, width. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .replace(tooManyMarks, "$1")
    .normalize("NFKD")
    .replace(dropped, "")
    .toLowerCase()
    .replace(spelt, (letter) => letters.get(letter) ?? letter);
}

/** The words of a text, folded, in order. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  return folded.match(plain.test(folded) ? plainWord : word) ?? [];
}

/** A state of the search: the words read last are the first words of some phrases. */
interface State {
  readonly next: Map<string, State>;
  /** The phrases that end here. */
  readonly ending: number[];
  /** The state for fewer of the words read last; none at the start. */
  shorter: State | undefined;
  /** The nearest of the shorter ones at which a phrase ends. */
  shorterEnding: State | undefined;
}

const state = (): State => ({ next: new Map(), ending: [], shorter: undefined, shorterEnding: undefined });

/** Prepares a search for phrases; keep the result for as long as they stay the same. A phrase without a word is never found. */
export function compileWords(phrases: readonly string[]): WordFinder {
  const start = state();
  phrases.forEach((phrase, index) => {
    const words = wordsOf(phrase);
    if (words.length === 0) return;
    let at = start;
    for (const each of words) {
      const next = at.next.get(each) ?? state();
      at.next.set(each, next);
      at = next;
    }
    at.ending.push(index);
  });
  linkShorter(start);

  return {
    find(text) {
      const found = new Set<number>();
      const told = new Set<State>();
      let steps = 0;
      let at = start;
      for (const each of wordsOf(text)) {
        steps += 1;
        let next = at.next.get(each);
        while (!next && at.shorter) {
          steps += 1;
          at = at.shorter;
          next = at.next.get(each);
        }
        at = next ?? start;
        // Once a state is told, so are all the shorter ones behind it.
        let end = at.ending.length > 0 ? at : at.shorterEnding;
        while (end && !told.has(end)) {
          steps += 1;
          told.add(end);
          for (const phrase of end.ending) found.add(phrase);
          end = end.shorterEnding;
        }
      }
      return { phrases: found, steps };
    },
  };
}

/** Links every state to the shorter ones, nearest to the start first. */
function linkShorter(start: State): void {
  const queue = [start];
  for (const at of queue) {
    for (const [each, next] of at.next) {
      let shorter = at.shorter;
      while (shorter && !shorter.next.has(each)) shorter = shorter.shorter;
      next.shorter = shorter?.next.get(each) ?? start;
      next.shorterEnding = next.shorter.ending.length > 0 ? next.shorter : next.shorter.shorterEnding;
      queue.push(next);
    }
  }
}
