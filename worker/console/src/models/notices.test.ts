import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Notices } from "./notices.ts";

let notices: InstanceType<typeof Notices>;
beforeEach(() => {
  vi.useFakeTimers();
  notices = new Notices();
});
afterEach(() => {
  notices[Symbol.dispose]();
  vi.useRealTimers();
});

test("the newest notice is the one that is shown, and a plain one goes by itself", () => {
  notices.tell("one");
  notices.tell("two");
  expect(notices.shown.value?.text).toBe("two");
  vi.advanceTimersByTime(5_000);
  expect(notices.shown.value).toBeUndefined();
});

test("a problem stays until it is dismissed, and comes back from behind what was newer", () => {
  notices.warn("not sent", "SHOP-10013");
  notices.warn("cut off");
  notices.tell("copied");
  expect(notices.shown.value?.text).toBe("copied");
  vi.advanceTimersByTime(60_000);
  expect(notices.shown.value?.text).toBe("cut off");
  notices.dismiss(notices.shown.value?.id ?? 0);
  expect(notices.shown.value).toMatchObject({ text: "not sent", number: "SHOP-10013" });
  notices.dismiss(notices.shown.value?.id ?? 0);
  expect(notices.shown.value).toBeUndefined();
});

test("the same problem twice is one notice", () => {
  notices.warn("cut off");
  notices.warn("cut off");
  notices.dismiss(notices.shown.value?.id ?? 0);
  expect(notices.shown.value).toBeUndefined();
});
