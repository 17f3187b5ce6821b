import fc from "fast-check";
import { expect, test } from "vitest";
import { findLinks } from "./links.ts";

const addresses = (text: string) => findLinks(text).flatMap((piece) => ("address" in piece ? [piece.address] : []));
const joined = (text: string) =>
  findLinks(text)
    .map((piece) => ("address" in piece ? piece.address : piece.text))
    .join("");

test.each<[string, string[]]>([
  ["see https://a.example/b?c=1#d.", ["https://a.example/b?c=1#d"]],
  ["(https://a.example), <http://b.example/>", ["https://a.example", "http://b.example/"]],
  ["two\nhttps://a.example\n\nhttps://b.example", ["https://a.example", "https://b.example"]],
  ["javascript:alert(1) data:text/html,x ftp://a.example", []],
  ["https://bank.example@evil.example/", []],
  ["https:// http://[ nothing", []],
])("finds the addresses of %j", (text, found) => {
  expect(addresses(text)).toEqual(found);
  expect(joined(text)).toBe(text);
});

test("pieces joined are the text, and every address is http or https", () => {
  const word = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom("(", ")", "javascript:", " ", "\n", "@", "."));
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join("");
      expect(joined(text)).toBe(text);
      for (const address of addresses(text)) expect(new URL(address).protocol).toMatch(/^https?:$/);
    }),
  );
});

test("the longest and worst texts take no time", () => {
  const worst = ["(".repeat(20_000), ")".repeat(20_000), "http://".repeat(2_857), " (".repeat(10_000)];
  const start = performance.now();
  for (const text of worst) findLinks(text);
  expect(performance.now() - start).toBeLessThan(200);
});
