import { expect, test } from "vitest";
import { type Range, rangeOf } from "./range.ts";

const part = (offset: number, length: number): Range => ({ offset, length });

test.each<[header: string | null, size: number, expected: ReturnType<typeof rangeOf>]>([
  [null, 10, undefined],
  ["bytes=0-3", 10, part(0, 4)],
  ["bytes=0-0", 10, part(0, 1)],
  ["Bytes=4-", 10, part(4, 6)],
  ["bytes=4-99", 10, part(4, 6)],
  ["bytes=9-9", 10, part(9, 1)],
  ["bytes=-3", 10, part(7, 3)],
  ["bytes=-99", 10, part(0, 10)],
  ["bytes=10-", 10, "beyond"],
  ["bytes=10-12", 10, "beyond"],
  ["bytes=-0", 10, "beyond"],
  ["bytes=-1", 0, "beyond"],
  ["bytes=5-4", 10, undefined],
  ["bytes=-", 10, undefined],
  ["bytes=", 10, undefined],
  ["bytes=0-1,4-5", 10, undefined],
  ["bytes=a-b", 10, undefined],
  ["bytes= 0-1", 10, undefined],
  ["bytes=0-1\n", 10, undefined],
  ["bytes=1-9999999999999999999", 10, undefined],
  ["lines=0-1", 10, undefined],
])("%s of %d bytes", (header, size, expected) => {
  expect(rangeOf(header, size)).toEqual(expected);
});
