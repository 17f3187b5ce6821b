import { expect, test } from "vitest";
import { sizeText } from "./size.ts";

test.each([
  [1, "1 byte"],
  [1_023, "1,020 byte"],
  [1_024, "1 kB"],
  [15_565, "15.2 kB"],
  [1_048_576, "1 MB"],
  [10_485_760, "10 MB"],
  [104_857_600, "100 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
