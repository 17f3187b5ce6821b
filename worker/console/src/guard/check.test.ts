import { describe, expect, test } from "vitest";
import { check, type GuardRule, type Measure } from "./check.ts";

const glossary = [
  { word: "cache", instead: "saved files" },
  { word: "clear the cache", instead: "delete the saved files" },
  { word: "IT", instead: "our technicians" },
  { word: "buffer", instead: "waiting list" },
  { word: "C++ (beta)", instead: "the test version" },
];
const english: Measure = { language: "en", glossary, isFirstReply: true };
const polish: Measure = { language: "pl", glossary: [{ word: "rekord", instead: "wpis" }], isFirstReply: true };

const rulesOf = (text: string, measure: Measure): GuardRule[] => check(text, measure).map(({ rule }) => rule);
const saidOf = (text: string, measure: Measure) =>
  check(text, measure).map(({ rule, start, end, suggestion }) => [rule, text.slice(start, end), suggestion]);

/** A text that lacks nothing, around a sentence of interest. */
const hello = (sentence: string) => `Hello Clara,\n\n${sentence}\n\nI will write to you again on Friday.`;
const dobry = (sentence: string) => `Dzień dobry,\n\n${sentence}\n\nOdezwę się do piątku.`;

const long25 = `${"word ".repeat(24)}word.`;

describe("good English texts have no findings", () => {
  test.each([
    ["a plain answer", hello("The pole went out today and should arrive on Thursday.")],
    ["thanks for a greeting", "Thank you for the photos. Could you tell me the order number, please?"],
    ["a name for a greeting", "Clara,\n\nthe new pole is on its way. It should arrive on Thursday."],
    ["a request for a next step", "Hi Clara, that is easy to mend. Take the pole out and turn it round."],
    ["a sentence of 25 words", hello(long25)],
    ["abbreviations", hello("Bring e.g. the pole, the pegs etc. with you. Mr. Berg is there at 9 a.m. every day.")],
    ["an address", hello("It stands at https://example.com/clear/cache?buffer=cache for you.")],
    ["a file", hello("The file cache.json holds it.")],
    ["code in a line", hello("It says `cache buffer` there.")],
    ["a block of code", hello("```\ncache buffer IT\n```")],
    ["quoted words", hello('The button “Clear the cache” does it, and so does "cache".')],
    ["quoted lines", hello("> You failed to clear the cache\n> Your fault")],
    ["a long address among few words", hello(`See https://example.com/${"a/".repeat(40)} for more.`)],
    ["a firm's name", hello("We post it with Buffer on the day.")],
    ["a word that is another in capitals", hello("We sent it on Monday, and it is there.")],
    ["part of another word", hello("The cached picture is new, and so is cache-control.")],
    ["a condition", hello("If you forgot to add the code, write it here. It works even when you made a mistake.")],
    ["no blame", hello("This is not your fault. It isn't your mistake either.")],
    ["a claim of money", hello("You should have received the money that you claim. You must have an account.")],
    ["lists of many short lines", hello(Array(40).fill("- one more thing").join("\n"))],
  ])("%s", (_name, text) => {
    expect(saidOf(text, english)).toEqual([]);
  });
});

test.each<[string, string, [GuardRule, string, string | undefined][]]>([
  ["jargon", hello("Please empty the cache."), [["jargon", "cache", "saved files"]]],
  [
    "the longer of two words",
    hello("Please clear  the\ncache now."),
    [["jargon", "clear  the\ncache", "delete the saved files"]],
  ],
  ["jargon that opens a sentence", hello("Cache is full."), [["jargon", "Cache", "Saved files"]]],
  ["jargon that opens a list", hello("- Cache is full"), [["jargon", "Cache", "Saved files"]]],
  ["a word in capitals", hello("We asked IT for help."), [["jargon", "IT", "our technicians"]]],
  ["signs of a pattern in a word", hello("You have C++ (beta) there."), [["jargon", "C++ (beta)", "the test version"]]],
  ["a sentence of 26 words", hello(`Now ${long25}`), [["long", `Now ${long25}`, undefined]]],
  [
    "a long sentence with an abbreviation in it",
    hello(`${"word ".repeat(14)}e.g. Anna ${"word ".repeat(14)}word.`),
    [["long", `${"word ".repeat(14)}e.g. Anna ${"word ".repeat(14)}word.`, undefined]],
  ],
  ["blame", hello("You forgot to attach the photo."), [["blame", "You forgot to attach", "We still need"]]],
  [
    "blame with another apostrophe",
    hello("But you didn’t send a photo."),
    [["blame", "you didn’t send", "we still need"]],
  ],
  ["blame without a way out", hello("You should have read the page."), [["blame", "You should have read", undefined]]],
  ["a mistake", hello("I see that you made a mistake."), [["blame", "you made a mistake", "there was a mistake"]]],
  ["fault", hello("That is your own fault."), [["blame", "your own fault", undefined]]],
  ["impatience", hello("As I already told you, it is closed."), [["blame", "As I already told you", "As a reminder"]]],
  ["a missing greeting", "The pole went out today. It should arrive on Thursday.", [["greeting", "", "Hello,\n\n"]]],
  [
    "a word that only looks like a name",
    "Unfortunately, it is sold out. It will be back on Monday.",
    [["greeting", "", "Hello,\n\n"]],
  ],
  ["a missing next step", "Hello Clara,\n\nthe jacket of last year is sold out.\n", [["next-step", "", undefined]]],
  [
    "a question mark only in a quotation",
    "Hello Clara,\n\nsomebody asked “why?” in the shop.",
    [["next-step", "", undefined]],
  ],
])("in English %s is found", (_name, text, found) => {
  expect(saidOf(text, english)).toEqual(found);
});

describe("good Polish texts have no findings", () => {
  test.each([
    ["a plain answer", dobry("Paczka wyszła dzisiaj z magazynu.")],
    ["abbreviations", dobry("Może to być np. Kraków, tzn. Nowa Huta, przy ul. Długiej.")],
    ["a polite request", "Szanowna Pani, proszę o numer zamówienia. Sprawdzimy je od razu."],
    ["a condition", dobry("Jeśli zapomniał Pan hasła, można ustawić nowe. Gdyby nie podała Pani numeru, też się uda.")],
    ["no blame", dobry("To nie jest Pani wina.")],
    ["a word in another form", dobry("Rekordy są na miejscu.")],
    ["a sentence of 22 words", dobry(`${"słowo ".repeat(21)}słowo.`)],
  ])("%s", (_name, text) => {
    expect(saidOf(text, polish)).toEqual([]);
  });
});

test.each<[string, string, [GuardRule, string, string | undefined][]]>([
  ["jargon", dobry("Ten rekord jest pusty."), [["jargon", "rekord", "wpis"]]],
  [
    "a sentence of 23 words",
    dobry(`${"słowo ".repeat(22)}słowo.`),
    [["long", `${"słowo ".repeat(22)}słowo.`, undefined]],
  ],
  ["polite blame", dobry("Nie podał Pan numeru."), [["blame", "Nie podał Pan", "Potrzebujemy jeszcze"]]],
  [
    "blame in the plural",
    dobry("Państwo nie dołączyli zdjęć. Nie dołączyli Państwo zdjęć."),
    [["blame", "Nie dołączyli Państwo", "Potrzebujemy jeszcze"]],
  ],
  ["blame among friends", dobry("Zapomniałaś o tym."), [["blame", "Zapomniałaś", undefined]]],
  ["a mistake", dobry("Popełniła Pani błąd."), [["blame", "Popełniła Pani błąd", "Pojawił się błąd"]]],
  ["fault", dobry("To Pana wina."), [["blame", "Pana wina", undefined]]],
  [
    "a missing greeting",
    "Paczka wyszła dzisiaj z magazynu. Dotrze do Państwa jutro.",
    [["greeting", "", "Dzień dobry,\n\n"]],
  ],
  ["a missing next step", "Dzień dobry,\n\nta kurtka jest już niedostępna w sklepie.", [["next-step", "", undefined]]],
])("in Polish %s is found", (_name, text, found) => {
  expect(saidOf(text, polish)).toEqual(found);
});

describe("the language", () => {
  test("is unknown where a text has no word of the one that the ticket has", () => {
    const text = "Der Mantel von letztem Jahr war im Laden schon ausverkauft.";
    for (const language of ["en", "pl"]) expect(rulesOf(text, { ...english, language })).toEqual([]);
  });

  const german = `Der Cache ist leer und ${"ein Wort ".repeat(16)}Ende.`;

  test("other than English and Polish is judged by glossary and length alone", () => {
    const measure = { ...english, language: "de-AT" };
    expect(rulesOf(german, measure)).toEqual(["long", "jargon"]);
    expect(rulesOf(german, { ...measure, language: null })).toEqual(["long"]);
  });

  test("without spaces between words has its words counted", () => {
    const sentence = (times: number) => `${"私は東京に行きます、".repeat(times)}はい。`;
    expect(rulesOf(sentence(5), { ...english, language: "ja" })).toEqual(["long"]);
    expect(rulesOf(`${"私は行く。\n".repeat(20)}`, { ...english, language: "ja" })).toEqual([]);
  });

  test("is told from the text where nobody knows it, and where the agent answers in the other one", () => {
    const text = "Ta kurtka nie jest już dostępna, a czy i kiedy wróci, tego nie wiemy.";
    for (const language of [null, "en", "pl-PL"]) {
      expect(rulesOf(text, { ...english, language })).toEqual(["greeting", "next-step"]);
      expect(check(text, { ...english, language })[0]?.suggestion).toBe("Dzień dobry,\n\n");
    }
    expect(
      rulesOf("Der Mantel von letztem Jahr war im Laden schon ausverkauft.", { ...english, language: null }),
    ).toEqual([]);
  });
});

test("a later reply needs no greeting, and a short one nothing at all", () => {
  expect(
    rulesOf("The pole went out today. It should arrive on Thursday.", { ...english, isFirstReply: false }),
  ).toEqual([]);
  expect(check("You failed to clear the cache.", english)).toEqual([]);
  expect(check(" ".repeat(100), english)).toEqual([]);
});

test("whatever is written, nothing is thrown, and spans lie in the text, in order", () => {
  const pieces = [
    ..."\n \t.,;:!?\"“”„`>@/\\_-'’()[]{}*+^$|😀\ud83d\u0301İß",
    ..."```|https://|e.g.|np.|Cache|clear the cache|IT|You forgot to send|nie podał Pan|that is your fault|if|the|się".split(
      "|",
    ),
    ..."C++ (beta)|word word word word word word|私は行きます|The|hello|\r\n|\ue000|\u2028".split("|"),
  ];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const odd = [...glossary, { word: "(", instead: ")" }, { word: "\\", instead: "/" }, { word: "[a-", instead: "x" }];
  for (let round = 0; round < 2_000; round += 1) {
    let text = "";
    for (let left = random(60); left > 0; left -= 1) text += `${pieces[random(pieces.length)]}${random(2) ? " " : ""}`;
    const language = [null, "en", "pl", "de", "ja", "zz"][random(6)] ?? null;
    let before = 0;
    for (const { start, end, suggestion } of check(text, { language, glossary: odd, isFirstReply: random(2) === 0 })) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(suggestion).not.toBe("");
      before = start;
    }
  }
});

test.each([
  ["prose", "The pole went out today, and you forgot to attach the cache as we said. "],
  ["one long word", "a"],
  ["white space", "you "],
  ["white space after a word", "\n"],
  ["marks of quotation", "“„«`"],
  ["letters and full stops", "a."],
  ["capitals", "aB"],
  ["blame", "you forgot to "],
])("twice as many %s take about twice as long, and 20,000 characters no time that is felt", (_name, piece) => {
  const text = `you${piece.repeat(Math.ceil(40_000 / piece.length))}`;
  const many = Array.from({ length: 200 }, (_, index) => ({ word: `term ${index}`, instead: "word" }));
  const measure = { ...english, glossary: many };
  const fastest = (part: string) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 7; round += 1) {
      const before = performance.now();
      check(part, measure);
      best = Math.min(best, performance.now() - before);
    }
    return best;
  };
  const once = fastest(text.slice(0, 20_000));
  // It is some 5 ms, and a busy machine gets its time. What grows with the square would take seconds.
  expect(once).toBeLessThan(50);
  expect(fastest(text)).toBeLessThan(Math.max(4 * once, 100));
});
