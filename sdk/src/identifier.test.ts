import { expect, test } from "vitest";
import { newMessageId } from "./identifier.ts";
import { MessageId } from "./wire/index.ts";

test("a new message's id has the contract's form and serves as an idempotency key", () => {
  const id = newMessageId();
  expect(MessageId.parse(id)).toBe(id);
  expect(id).toMatch(/^msg_[0-9A-Za-z]{22}$/);
});

test("all 62 letters and digits come up about equally often, and no id twice", () => {
  const ids = Array.from({ length: 2_000 }, newMessageId);
  expect(new Set(ids).size).toBe(ids.length);
  const counts = new Map<string, number>();
  for (const id of ids) for (const letter of id.slice(4)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 44,000 letters: 710 of each are expected, with a deviation of 26.
  for (const count of counts.values()) expect(Math.abs(count - 710)).toBeLessThan(26 * 7);
});
