import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deskStories } from "./alike-desk.ts";
import { visitorStories } from "./alike-visitor.ts";
import { setup } from "./fixture.ts";
import { morning, desk as staffed } from "./staffed-desk.ts";
import { memoryHost, realHost, tell } from "./two-desks.ts";

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: morning }));
afterAll(() => void vi.useRealTimers());

/** A desk that hands nothing out and promises nothing, and one with rosters, a contract and a calendar. */
describe.each([
  ["a plain desk", setup],
  ["a staffed desk", staffed],
])("%s and its stand-in say the same:", (_desk, document) => {
  test.each(Object.entries({ ...visitorStories, ...deskStories }))(
    "%s",
    async (_name, story) => {
      const real = await tell(story, await realHost(document, morning));
      vi.setSystemTime(morning);
      const standIn = await tell(story, await memoryHost(document, morning));
      expect(real.length).toBeGreaterThan(3);
      expect(standIn).toEqual(real);
    },
    30_000,
  );
});
