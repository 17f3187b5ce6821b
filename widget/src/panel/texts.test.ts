import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deskTexts, speakDesk } from "./desk-texts.ts";
import { more, speakMore } from "./more-texts.ts";
import { count, direction, language, put, speak, texts } from "./texts.ts";

type Tree = string | { readonly [name: string]: Tree };

const files = import.meta.glob<{ default: Tree }>("./languages/*.ts", { eager: true });
const fileOf = (name: string): Tree | undefined => files[`./languages/${name}.ts`]?.default;

const languages =
  "ar cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro sk sv th tr uk vi zh zh-Hant".split(" ");
const parts = ["", ".desk", ".more"];
const every = languages.flatMap((name) => parts.map((part) => [name, part] as const));

const placeholders = (text: string) => [...new Set(text.match(/\{\w*\}?/g))].sort();

/** What is wrong with a translation, measured against the English text. */
function faultsIn(english: Tree, text: Tree | undefined, language: string, path = ""): string[] {
  if (text === undefined) return [`${path} is missing`];
  if (typeof english === "string") {
    if (typeof text !== "string") return [`${path} is not a text`];
    if (text !== text.trim() || !text) return [`${path} is empty, or has spaces around it`];
    const [expected, found] = [placeholders(english), placeholders(text)].map((names) => names.join());
    return expected === found ? [] : [`${path} speaks of ${found || "nothing"} in place of ${expected || "nothing"}`];
  }
  if (typeof text === "string") return [`${path} is a text`];
  const isPlural = "one" in english && "other" in english;
  const expected = isPlural ? new Intl.PluralRules(language).resolvedOptions().pluralCategories : Object.keys(english);
  return [
    ...Object.keys(text)
      .filter((name) => !expected.includes(name))
      .map((name) => `${path}.${name} is unknown`),
    ...expected.flatMap((name) => {
      // One, two and none may be said without their number.
      const mayOmit = isPlural && name !== "other" && !placeholders(`${text[name]}`).length && text[name];
      return mayOmit ? [] : faultsIn(english[isPlural ? "other" : name] ?? "", text[name], language, `${path}.${name}`);
    }),
  ];
}

test("there are three files for each of thirty languages, and no others", () => {
  const names = every.map(([name, part]) => `./languages/${name}${part}.ts`);
  expect(Object.keys(files).sort()).toEqual(names.sort());
});

test.each(every)(
  "%s%s says what the English texts say, in all plural forms, with what they speak about",
  (name, part) => {
    const english = fileOf(`en${part}`) ?? "";
    expect(faultsIn(english, fileOf(name + part), name)).toEqual([]);
  },
);

test("the comparison would notice", () => {
  const english = { a: "{who} has it", b: { one: "{n} star", other: "{n} stars" }, c: "Yes", d: { e: "No" } };
  const polish = { a: "Ma to {kto}", b: { one: "gwiazdka", few: "{n} gwiazdki", other: "" }, c: " ", f: "Nie" };
  expect(faultsIn(english, polish, "pl")).toEqual([
    ".f is unknown",
    ".a speaks of {kto} in place of {who}",
    ".b.many is missing",
    ".b.other is empty, or has spaces around it",
    ".c is empty, or has spaces around it",
    ".d is missing",
  ]);
});

/** A page in a language, read with a browser that wants others. */
function stubReader(page: string, browser: readonly string[]): void {
  vi.stubGlobal("document", { documentElement: { lang: page } });
  vi.stubGlobal("navigator", { languages: browser });
}

beforeEach(() => stubReader("", []));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ["pl", "de", ["fr"], "pl"],
  [undefined, "de", ["fr"], "de"],
  ["", "", ["fr", "de"], "fr"],
  // What there is not gives way to what is wanted next.
  ["tlh", "eo", ["cy-GB", "sv-FI", "de"], "sv"],
  ["no tag at all!", "", ["_", "da"], "da"],
  [undefined, "", ["sr-Latn-RS"], "en"],
  [undefined, "", [], "en"],
] as const)("asked for %s on a page in %s, read in %j, it speaks %s", async (asked, page, browser, spoken) => {
  stubReader(page, browser);
  await speak(asked);
  expect(language).toBe(spoken);
});

test.each([
  ["pt-BR", "pt"],
  ["en-US", "en"],
  ["de-CH-1996", "de"],
  ["es-419", "es"],
  ["zh", "zh"],
  ["zh-CN", "zh"],
  ["zh-SG", "zh"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-Hant-MO", "zh-Hant"],
  ["ZH-tw", "zh-Hant"],
  ["no", "nb"],
  ["nn", "nb"],
  ["nn-NO", "nb"],
  ["nb-NO", "nb"],
  ["iw", "he"],
  ["in-ID", "id"],
  ["fa-AF", "fa"],
  ["ar-EG", "ar"],
])("%s is spoken as %s, from the side that it is written from", async (tag, spoken) => {
  await speak(tag);
  await Promise.all([speakDesk(), speakMore()]);
  const { send } = Object(fileOf(spoken));
  expect({ language, send: texts.send }).toEqual({ language: spoken, send });
  expect(deskTexts).toEqual(fileOf(`${spoken}.desk`));
  expect(more).toEqual(fileOf(`${spoken}.more`));
  expect(direction).toBe(["ar", "fa", "he"].includes(spoken) ? "rtl" : "ltr");
});

test("what is asked for while the language is still coming comes in the same language", async () => {
  const speaking = speak("pl");
  await Promise.all([speakDesk(), speaking]);
  expect(deskTexts.you).toBe("Ty");
});

test.each([
  ["pl", [1, 2, 5, 22, 25], ["1 zgłoszenie", "2 zgłoszenia", "5 zgłoszeń", "22 zgłoszenia", "25 zgłoszeń"]],
  ["en", [0, 1, 2], ["0 tickets", "1 ticket", "2 tickets"]],
  ["ja", [1, 1_000], undefined],
])("%s counts by its own rules", async (tag, numbers, said) => {
  await speak(tag);
  await speakDesk();
  const found = numbers.map((n) => count(deskTexts.found, n));
  if (said) expect(found).toEqual(said);
  else expect(found[1]).toContain((1_000).toLocaleString(tag));
});

test("what a text speaks about is set apart where it might run the other way, and never read as a pattern", async () => {
  await speak("en");
  expect(put("{who} has it", { who: "$& {who} $1" })).toBe("$& {who} $1 has it");
  expect(put("because {reason}", { reason: "x" })).toBe("because \u2068x\u2069");
  await speak("ar");
  expect(put("{who}: x", { who: "Ada" })).toBe("\u2068Ada\u2069: x");
});

test("own words take the place of texts there are, the page's before the desk's, and of nothing else", async () => {
  // A page's words stay for good, so they are said to texts of their own.
  vi.resetModules();
  const { reword, speak, texts } = await import("./texts.ts");
  const { deskTexts, speakDesk } = await import("./desk-texts.ts");
  await speak("en");
  await speakDesk();
  reword("desk", { send: "Off it goes", subject: "In short", status: { open: "Being done" } });
  const hostile = JSON.parse(
    '{ "__proto__": { "polluted": "x" }, "constructor": "x", "problems": { "toString": "x" } }',
  );
  reword("page", { ...hostile, send: "Post", nothing: "x", status: "no group" });
  expect(texts).toMatchObject({ send: "Post", subject: "In short", message: "Message" });
  expect(deskTexts.status).toMatchObject({ open: "Being done", new: "Received" });
  expect(Object.keys(texts)).toEqual(Object.keys(Object(fileOf("en"))));
  expect("polluted" in {}).toBe(false);
  reword("page", { subject: "In a word" });
  expect(texts).toMatchObject({ send: "Post", subject: "In a word" });
  reword("desk", {});
  expect(texts).toMatchObject({ send: "Post", subject: "In a word" });
  expect(deskTexts.status.open).toBe("In progress");
});
