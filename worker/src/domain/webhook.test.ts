import fc from "fast-check";
import { expect, test } from "vitest";
import type { StoredWebhook } from "./directory.ts";
import { GIVE_UP_AFTER, maySeeWebhook, nextTryAt, webhooksFor } from "./webhook.ts";

const webhook = (change: Partial<StoredWebhook>): StoredWebhook => ({
  id: "whk_1",
  name: "Chat",
  url: "https://hooks.example.com/",
  sites: "all",
  types: ["ticket.created", "ticket.updated"],
  off: null,
  secretNumber: 1,
  previousUntil: null,
  createdAt: 0,
  ...change,
});

test("a message is tried ten times, each later than the one before, until the webhook would be switched off", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }), (chances) => {
      let at = 0;
      const tries = [at];
      for (const chance of chances) {
        const next = nextTryAt(tries.length, at, chance);
        if (next === null) break;
        expect(next).toBeGreaterThan(at);
        at = next;
        tries.push(at);
      }
      expect(tries).toHaveLength(10);
      expect(at).toBeGreaterThanOrEqual(GIVE_UP_AFTER);
      expect(at).toBeLessThan(GIVE_UP_AFTER * 1.15);
    }),
  );
});

test.each([
  ["one that hears of all sites", {}, true],
  ["one that hears of the site", { sites: ["site_bank", "site_shop"] }, true],
  ["one of another site", { sites: ["site_bank"] }, false],
  ["one of no site", { sites: [] }, false],
  ["one that wants other events", { types: ["ticket.updated"] }, false],
  ["one that is off", { off: { because: "admin", since: 0 } }, false],
] satisfies [string, Partial<StoredWebhook>, boolean][])(
  "is told of the shop's new ticket: %s: %#",
  (_, change, told) => expect(webhooksFor([webhook(change)], "site_shop", "ticket.created")).toHaveLength(told ? 1 : 0),
);

test.each([
  ["all", "all", true],
  ["all", ["site_shop"], true],
  [["site_shop"], "all", false],
  [["site_shop"], ["site_shop"], true],
  [["site_shop"], ["site_shop", "site_bank"], false],
  [[], ["site_shop"], false],
] satisfies ["all" | string[], "all" | string[], boolean][])(
  "who sees %j sees a webhook of %j: %s",
  (own, sites, seen) => expect(maySeeWebhook(own, { sites })).toBe(seen),
);
