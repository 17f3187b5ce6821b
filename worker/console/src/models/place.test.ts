import { expect, test } from "vitest";
import { fragmentOf, type Place, placeOf, screenFragment, whole } from "./place.ts";

test.each<[string, Place]>([
  ["", { view: "mine", site: undefined, ...whole, number: undefined, screen: undefined }],
  ["#/team", { view: "team", site: undefined, ...whole, number: undefined, screen: undefined }],
  ["#/open/SHOP-10013", { view: "open", site: undefined, ...whole, number: "SHOP-10013", screen: undefined }],
  [
    "#/open/shop-10013?site=site_a",
    { view: "open", site: "site_a", ...whole, number: "SHOP-10013", screen: undefined },
  ],
  ["#/nonsense/%3Cscript%3E", { view: "mine", site: undefined, ...whole, number: undefined, screen: undefined }],
  [
    `#/open?site=site_a&saved=view_1&order=newest&filter=${encodeURIComponent('{"status":["open"],"verified":true}')}`,
    {
      view: "open",
      site: "site_a",
      ...whole,
      saved: "view_1",
      filter: { status: ["open"], verified: true },
      order: "newest",
      number: undefined,
      screen: undefined,
    },
  ],
  [
    "#/mine?search=dark+lamp",
    { view: "mine", site: undefined, ...whole, search: "dark lamp", number: undefined, screen: undefined },
  ],
  [
    "#/mine?filter=%7B%22status%22%3A%7B%7D%2C%22gone%22%3A1%2C%22bounces%22%3A%22x%22%7D",
    { view: "mine", site: undefined, ...whole, number: undefined, screen: undefined },
  ],
])("reads %s", (fragment, place) => {
  expect(placeOf(fragment)).toEqual(place);
  expect(placeOf(fragmentOf(place))).toEqual(place);
});

test("a screen covers the tickets, which stay where they were", () => {
  const before = placeOf("#/open/SHOP-10013?site=site_a");
  const screen = ["settings", "webhooks", "a/b ä"] as const;
  expect(placeOf(screenFragment(screen), before)).toEqual({ ...before, screen });
  expect(placeOf(fragmentOf(placeOf("#/settings", before)))).toEqual(before);
});

test("what cannot be decoded is taken as it is", () => {
  expect(placeOf("#/settings/%E0%A4%A").screen).toEqual(["settings", "%E0%A4%A"]);
});
