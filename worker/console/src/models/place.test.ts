import { expect, test } from "vitest";
import { fragmentOf, type Place, placeOf } from "./place.ts";

test.each<[string, Place]>([
  ["", { view: "mine", site: undefined, number: undefined }],
  ["#/team", { view: "team", site: undefined, number: undefined }],
  ["#/open/SHOP-10013", { view: "open", site: undefined, number: "SHOP-10013" }],
  ["#/open/shop-10013?site=site_a", { view: "open", site: "site_a", number: "SHOP-10013" }],
  ["#/nonsense/%3Cscript%3E", { view: "mine", site: undefined, number: undefined }],
])("reads %s", (fragment, place) => {
  expect(placeOf(fragment)).toEqual(place);
  expect(placeOf(fragmentOf(place))).toEqual(place);
});
