import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNumber, parseNumber } from "./number.ts";

const prefix = fc.stringMatching(/^[A-Z]{2,6}$/);
const sequence = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
/** 10,000 numbers, spread from the first ticket to the last a sequence can hold. */
const samples = fc.sample(
  fc.tuple(prefix, fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999_999_999 }), sequence)),
  { numRuns: 10_000, seed: 20_041_010 },
);

describe("formatNumber", () => {
  test.each([
    ["SHOP", 1, "SHOP-13"],
    ["SHOP", 1001, "SHOP-10019"],
    // The example that descriptions of the algorithm work through.
    ["AB", 572, "AB-5724"],
    ["BIGGER", 9_007_199_254_740_991, "BIGGER-90071992547409917"],
  ])("%s %d is %s", (prefix, sequence, number) => {
    expect(formatNumber(prefix, sequence)).toBe(number);
  });
});

describe("parseNumber", () => {
  test("reads back what formatNumber wrote, up to the largest whole number", () => {
    fc.assert(
      fc.property(prefix, sequence, (prefix, sequence) => {
        expect(parseNumber(formatNumber(prefix, sequence))).toEqual({ prefix, sequence });
      }),
      { numRuns: 2_000 },
    );
  });

  test("catches every single wrong digit of 10,000 numbers", () => {
    const missed: string[] = [];
    for (const [prefix, sequence] of samples) {
      const digits = formatNumber(prefix, sequence).slice(prefix.length + 1);
      for (let at = 0; at < digits.length; at++) {
        for (const wrong of "0123456789") {
          if (wrong === digits[at]) continue;
          const typed = `${prefix}-${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`;
          if (parseNumber(typed) !== "mistyped") missed.push(typed);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  test("catches every swap of two neighbours in 10,000 numbers", () => {
    const missed: string[] = [];
    let tried = 0;
    for (const [prefix, sequence] of samples) {
      const digits = formatNumber(prefix, sequence).slice(prefix.length + 1);
      for (let at = 1; at < digits.length; at++) {
        if (digits[at] === digits[at - 1]) continue;
        const typed = `${prefix}-${digits.slice(0, at - 1)}${digits[at]}${digits[at - 1]}${digits.slice(at + 1)}`;
        tried++;
        if (parseNumber(typed) !== "mistyped") missed.push(typed);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(50_000);
  });

  test.each([
    ["nothing", ""],
    ["no prefix", "-13"],
    ["a prefix of one letter", "A-13"],
    ["a prefix of seven letters", "ABCDEFG-13"],
    ["small letters", "shop-13"],
    ["no dash", "SHOP13"],
    ["a space", "SHOP -13"],
    ["a line break behind it", "SHOP-13\n"],
    ["no digits", "SHOP-"],
    ["a check digit alone", "SHOP-0"],
    ["the sequence zero", "SHOP-00"],
    ["a leading zero, with a check digit that fits", "SHOP-013"],
    ["digits of another script", "SHOP-١٣"],
    ["a sequence past the largest whole number", formatNumber("SHOP", Number.MAX_SAFE_INTEGER + 1)],
    ["a sequence of a thousand digits", `SHOP-${"1".repeat(1000)}`],
  ])("refuses %s", (_, typed) => {
    expect(parseNumber(typed)).toBe("mistyped");
  });
});
