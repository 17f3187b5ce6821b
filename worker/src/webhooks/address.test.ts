import { expect, test } from "vitest";
import { addressIssue } from "./address.ts";

test.each([
  "https://hooks.example.com/firstline",
  "https://hooks.example.com:8443/a?b=c",
  "https://münchen.example/webhooks",
  "https://xn--mnchen-3ya.example/",
  "https://1.example/",
  "https://localhost.example.com/",
  "https://internal-tools.example.com/",
  "HTTPS://Hooks.Example.Com/@team",
])("may be called: %s", (address) => expect(addressIssue(address)).toBeUndefined());

const notPublic = [
  // IPv4 in every spelling that the platform reads as one.
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://１２７.0.0.1/",
  "https://127。0。0。1/",
  "https://①②⑦.0.0.1/",
  "https://%31%32%37.0.0.1/",
  "https://127.0.0.1./",
  "https://0.0.0.0/",
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/",
  "https://0xa9fea9fe/",
  "https://100.100.100.200/",
  "https://8.8.8.8/",
  // IPv6, plain, mapped, translated, link-local, unique local.
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[0:0:0:0:0:ffff:a9fe:a9fe]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fe80::1]/",
  "https://[fd00:ec2::254]/",
  "https://[2001:db8::1]/",
  // Names.
  "https://localhost/",
  "https://LOCALHOST:8443/",
  "https://localhost./",
  "https://a.localhost/",
  "https://ｌｏｃａｌｈｏｓｔ/",
  "https://intranet/",
  "https://router.local/",
  "https://db.internal/",
  "https://metadata.google.internal/",
  "https://metadata.google.internal./",
  "https://printer.home.arpa/",
  "https://nas.lan/",
  "https://hooks.example.com./",
];
test.each(notPublic)("is no public host: %s", (address) =>
  expect(addressIssue(address)).toMatch(/host|not an address/),
);

test.each([
  ["http://hooks.example.com/", "https://"],
  ["ftp://hooks.example.com/", "https://"],
  ["javascript:alert(1)", "https://"],
  ["hooks.example.com", "not an address"],
  ["", "not an address"],
  ["https://", "not an address"],
  ["https://user:secret@hooks.example.com/", "user name or password"],
  ["https://user@hooks.example.com/", "user name or password"],
  ["https://@hooks.example.com/", "user name or password"],
  ["https://hooks.example.com@127.0.0.1/", "user name or password"],
  ["https:\\\\user@hooks.example.com", "user name or password"],
  ["https://hooks.example.com/#part", "#"],
])("%s: what is wrong is told", (address, words) => expect(addressIssue(address)).toContain(words));
