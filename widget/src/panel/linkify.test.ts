import fc from "fast-check";
import { expect, test } from "vitest";
import { linkify } from "./linkify.ts";

const urls = (text: string) => linkify(text).flatMap(({ url }) => url ?? []);

test.each([
  ["see https://shop.example/boots for more", ["https://shop.example/boots"]],
  ["(https://shop.example/boots).", ["https://shop.example/boots"]],
  ["https://en.example/wiki/Boot_(shoe)", ["https://en.example/wiki/Boot_(shoe)"]],
  ["HTTP://SHOP.EXAMPLE!", ["HTTP://SHOP.EXAMPLE"]],
  ["a\nhttp://a.example\thttp://b.example", ["http://a.example", "http://b.example"]],
  ["<https://shop.example>", ["https://shop.example"]],
  ["javascript:alert(1)//https://", []],
  ["data:text/html,hello", []],
  ["https://", []],
  ["https:///", []],
  ["https://shop.example@evil.example/", []],
  ["https://shop.example/@kim", ["https://shop.example/@kim"]],
  ["shop.example", []],
  ["", []],
])("finds the addresses in %j", (text, expected) => {
  expect(urls(text)).toEqual(expected);
});

const word = fc.oneof(
  fc.string(),
  fc.constantFrom("http://", "https://", "javascript:", "(", ")", ".", "https://a.example/x", "\u202e", " ", "\n", "ſ"),
);

test("joined again, the pieces are the text; every link is http(s)", () => {
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join("");
      const pieces = linkify(text);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      for (const { text: shown, url } of pieces) {
        if (url === undefined) continue;
        expect(url).toBe(shown);
        expect(["http:", "https:"]).toContain(new URL(url).protocol);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["closing brackets", ")"],
  ["opening brackets", "("],
  ["full stops", "."],
  ["schemes", "https://"],
  ["colons", "http:"],
  ["spaces", " "],
])("takes time that grows with the length only: %s", (_, unit) => {
  const time = (length: number) => {
    const text = `https://a.example/${unit.repeat(length / unit.length)}`;
    const runs = Array.from({ length: 5 }, () => {
      const start = performance.now();
      linkify(text);
      return performance.now() - start;
    });
    return Math.min(...runs);
  };
  time(20_000);
  // Forty times the text; a quadratic linker would take 1,600 times as long.
  expect(time(800_000)).toBeLessThan(400 * Math.max(time(20_000), 0.05));
});
