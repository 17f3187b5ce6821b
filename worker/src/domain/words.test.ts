import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileWords, fold, wordsOf } from "./words.ts";

/** Whether one phrase is found in a text. */
const finds = (phrase: string, text: string) => compileWords([phrase]).find(text).phrases.has(0);

describe("letters that are the same", () => {
  test.each([
    ["Polish", "platnosc", "PŁATNOŚĆ"],
    ["Polish, typed without its letters", "żółć", "zolc"],
    ["German", "strasse", "Straße"],
    ["German in capitals", "straße", "STRASSE"],
    ["German's capital ß", "straße", "STRAẞE"],
    ["Umlauts", "muller", "Müller"],
    ["Turkish", "kırık", "KIRIK"],
    ["Turkish with dots", "istanbul", "İSTANBUL"],
    ["Danish", "smørrebrød", "SMORREBROD"],
    ["Icelandic", "thordur", "Þórður"],
    ["French", "oeuvre", "Œuvre"],
    ["Maltese", "ħobż", "HOBZ"],
    ["Croatian", "Đakovo", "dakovo"],
    ["Vietnamese", "đường", "DUONG"],
    ["Greek with its last s", "οδος", "ΟΔΌΣ"],
    ["Russian", "йод", "ИОД"],
    ["Hebrew with and without points", "שלום", "שָׁלוֹם"],
    ["Arabic with and without points", "سلام", "سَلَام"],
    ["Korean, composed and not", "환불", "환불".normalize("NFD")],
    ["ligatures", "final", "ﬁnal"],
    ["full width", "Error 404", "Ｅｒｒｏｒ　４０４"],
    ["an accent of its own sign", "cafe", "cafe\u0301"],
    ["a soft hyphen", "Rechnung", "Rech\u00adnung"],
    ["a joiner", "میخواهم", "می\u200cخواهم"],
  ])("%s: “%s” is found in “%s”", (_name, phrase, text) => {
    expect(finds(phrase, text)).toBe(true);
    expect(finds(text, phrase)).toBe(true);
  });

  test.each([
    ["an umlaut spelt out", "mueller", "Müller"],
    ["Japanese voicing", "かき", "かぎ"],
    ["vowels of Hindi", "कि", "का"],
  ])("%s: “%s” is not found in “%s”", (_name, phrase, text) => {
    expect(finds(phrase, text)).toBe(false);
  });
});

describe("whole words", () => {
  test.each([
    ["refund", "I want a REFUND!", true],
    ["refund", "refunds", false],
    ["refund", "nonrefundable", false],
    ["refund", "(refund)", true],
    ["refund", "re-fund", false],
    ["art", "état d’art.", true],
    ["art", "start", false],
    ["e-mail", "My E mail", true],
    ["e-mail", "e/mail", true],
    ["e-mail", "email", false],
    ["e-mail", "some-mailing", false],
    ["don't work", "they don’t\n work", true],
    ["log in", "please log me in", false],
    ["log in", "LOG   IN", true],
    ["404", "error 404.", true],
    ["404", "4045", false],
    ["404", "x404", false],
    ["3.5", "version 3.5", true],
    ["error", "error_code", true],
    ["a b", "a a b", true],
    ["a b a c", "a b a b a c", true],
    ["退款", "我想退款谢谢", true],
    ["退款", "退了款", false],
    ["คืนเงิน", "ขอคืนเงินด้วย", true],
    ["エラー", "サーバーのエラーです", true],
    ["エラー", "エラーコード", false],
    ["C++", "plan C", true],
    ["?!", "what?!", false],
    ["", "anything", false],
    ["anything", "", false],
    ["\ud800", "\ud800", false],
    ["constructor", "the constructor", true],
    ["__proto__", "the proto", true],
    ["__proto__", "nothing", false],
  ])("“%s” in “%s”: %s", (phrase, text, found) => {
    expect(finds(phrase, text)).toBe(found);
  });

  test("several phrases in one pass, within each other too", () => {
    const phrases = ["big red bus", "red", "red bus", "bus", "bus stop", "car", "RED"];
    expect([...compileWords(phrases).find("The big red bus").phrases].sort()).toEqual([0, 1, 2, 3, 6]);
    expect([...compileWords(phrases).find("a bus stop for a car").phrases].sort()).toEqual([3, 4, 5]);
  });
});

const letters = fc.constantFrom("a", "b", "A", "ä", "ł", "ß", "退", "が", " ", "-", ".", "\u0301", "1");
const text = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(""));
const phrase = fc.array(letters, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));

test("finding many at once is finding each by looking at every place", () => {
  const standsIn = (words: readonly string[], inside: readonly string[]) =>
    words.length > 0 && inside.some((_, start) => words.every((word, index) => inside[start + index] === word));
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 12 }), text, (phrases, inside) => {
      const expected = phrases.flatMap((each, index) => (standsIn(wordsOf(each), wordsOf(inside)) ? [index] : []));
      expect([...compileWords(phrases).find(inside).phrases].sort((one, other) => one - other)).toEqual(expected);
    }),
    { numRuns: 3_000 },
  );
});

test("a folded text stays the same when it is folded again, whatever its letters", () => {
  for (let code = 0; code < 0x11_0000; code++) {
    const folded = fold(String.fromCodePoint(code));
    if (fold(folded) !== folded) expect.fail(`U+${code.toString(16)}`);
  }
});

test("case makes no difference to Latin, Greek, Cyrillic and Armenian letters", () => {
  for (let code = 0x41; code < 0x590; code++) {
    const letter = String.fromCodePoint(code);
    // The Greek sign for an i below another letter is a letter in capitals.
    if (letter === "\u0345") continue;
    expect([fold(letter.toUpperCase()), fold(letter.toLowerCase())]).toEqual([fold(letter), fold(letter)]);
  }
});

describe("the time it takes", () => {
  // What makes a search that begins anew at every word slow: long phrases that almost match everywhere.
  const almost = Array.from({ length: 50 }, (_, index) => `${"a ".repeat(30)}b${index}`);
  const nested = Array.from({ length: 30 }, (_, index) => "a ".repeat(index + 1));
  const finder = compileWords([...almost, ...nested]);
  const words = [...almost, ...nested].reduce((sum, each) => sum + wordsOf(each).length, 0);

  test.each([
    ["one word again and again", "a "],
    ["almost a phrase again and again", `${"a ".repeat(30)}c `],
    ["words that are in no phrase", "zebra "],
  ])("stays the same for each word of %s", (_name, part) => {
    const stepsOf = (length: number) =>
      finder.find(part.repeat(Math.ceil(length / part.length)).slice(0, length)).steps;
    const [short, long] = [stepsOf(2_000), stepsOf(20_000)];
    const perWord = wordsOf(part).length / part.length;
    expect(long).toBeLessThanOrEqual(2 * 20_000 * perWord + words);
    expect(long - words).toBeLessThanOrEqual(10.1 * short);
  });

  test("is never more than two steps for each word of the text and one for each of the phrases", () => {
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 12 }), text, (phrases, inside) => {
        const known = phrases.reduce((sum, each) => sum + wordsOf(each).length, 0);
        expect(compileWords(phrases).find(inside).steps).toBeLessThanOrEqual(2 * wordsOf(inside).length + known);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is not spent on heaps of marks, which Unicode would have put in order", () => {
    const heap = `क${"\u093c\u094d".repeat(10_000)} end`;
    expect(fold(heap).length).toBeLessThanOrEqual(1 + 30 + " end".length);
    expect(finds("end", heap)).toBe(true);
    expect(finds("a", `a${"\u0301\u0323".repeat(10_000)}`)).toBe(true);
  });

  test("of the longest text that grows most when it is taken apart is short", () => {
    // One sign that stands for eighteen letters.
    expect(finder.find("\ufdfa".repeat(20_000)).steps).toBeLessThanOrEqual(2 * 20_000 * 18 + words);
  });
});
