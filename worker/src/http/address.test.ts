import { expect, test } from "vitest";
import { addressOf } from "./address.ts";

const seen = (address: string) => addressOf(new Headers({ "x-address": address }), "x-address");

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::99", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s counts as %s", (address, counted) => {
  expect(seen(address)).toBe(counted);
});

test("one customer's addresses share a budget, their neighbour's has its own", () => {
  expect(seen("2001:db8:1:2:aaaa::1")).toBe(seen("2001:db8:1:2:bbbb:cccc:dddd:eeee"));
  expect(seen("2001:db8:1:2::1")).not.toBe(seen("2001:db8:1:3::1"));
});

test.each(["", ":", "::::", "a:b:c:d:e:f:0:1:2:3::4", "x:y::z"])("%j is not a fault", (address) => {
  expect(typeof seen(address)).toBe("string");
});

test("no header is believed that the deployment does not name", () => {
  expect(addressOf(new Headers({ "cf-connecting-ip": "192.0.2.7" }), "")).toBeUndefined();
  expect(addressOf(new Headers(), "cf-connecting-ip")).toBeUndefined();
});
