import { expect, test } from "vitest";
import { duration, moment, roughly } from "./time.ts";

const minute = 60_000;
const hour = 60 * minute;

test.each([
  [-5, "0 s", "1 min"],
  [59_999, "59 s", "1 min"],
  [14 * minute + 32_900, "14 min 32 s", "14 min"],
  [12 * minute, "12 min", "12 min"],
  [hour, "1 h", "1 h"],
  [2 * hour + 14 * minute, "2 h 14 min", "2 h"],
  [76 * hour, "3 d 4 h", "3 d"],
  [48 * hour + 59 * minute, "2 d", "2 d"],
])("%i ms are %s, or roughly %s", (amount, exactly, about) => {
  expect(duration(amount)).toBe(exactly);
  expect(roughly(amount)).toBe(about);
});

test("a moment is told beside the present one", () => {
  const local = (day: number, clock: number) => new Date(2026, 10, day, clock, 30);
  const now = local(26, 9).getTime();
  expect(moment(local(26, 14).toISOString(), now)).toBe("14:30");
  expect(moment(local(27, 8).toISOString(), now)).toBe("tomorrow, 08:30");
  expect(moment(local(30, 8).toISOString(), now)).toBe("Mon 30 Nov, 08:30");
  expect(moment(local(25, 8).toISOString(), now)).toBe("Wed 25 Nov, 08:30");
});
