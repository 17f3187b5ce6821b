import { describe, expect, test } from "vitest";
import { type Candidate, type Found, identification } from "./identification.ts";
import { type Identity, identityOf } from "./identity.ts";

const now = Date.UTC(2026, 10, 23, 12);
const seconds = now / 1_000;
const claims = { aud: "pk_shopshop", sub: "user-1", exp: seconds + 300 };

describe("the times of an identity, to the second", () => {
  const blamed = (change: object) => {
    const read = identityOf({ ...claims, ...change }, "pk_shopshop", now);
    return "issues" in read ? read.issues.map(({ path }) => path) : [];
  };

  test.each([
    ["ends in an hour and a minute", { exp: seconds + 3_660 }, []],
    ["ends a second later", { exp: seconds + 3_661 }, ["exp"]],
    ["ended 59 seconds ago", { exp: seconds - 59 }, []],
    ["ended a minute ago", { exp: seconds - 60 }, ["exp"]],
    ["begins in a minute", { nbf: seconds + 60 }, []],
    ["begins a second later", { nbf: seconds + 61 }, ["nbf"]],
    ["was signed a minute ahead", { iat: seconds + 60 }, []],
    ["was signed a second later", { iat: seconds + 61 }, ["iat"]],
    ["was signed long ago", { iat: 0 }, []],
    ["gets everything wrong", { aud: [], exp: 0, iat: 9e9, nbf: 9e9 }, ["aud", "exp", "iat", "nbf"]],
  ])("it %s", (_name, change, paths) => {
    expect(blamed(change)).toEqual(paths);
  });

  test("it holds as long as its token may be shown, and never ends before now", () => {
    const until = (exp: number) => {
      const read = identityOf({ ...claims, exp }, "pk_shopshop", now);
      return "identity" in read ? read.identity.expiresAt - now : undefined;
    };
    expect([until(seconds + 300), until(seconds - 59)]).toEqual([360_000, 1_000]);
  });

  test("an address that is not there is not proven", () => {
    const read = identityOf({ ...claims, email_verified: true }, "pk_shopshop", now);
    expect("identity" in read && read.identity.emailVerified).toBe(false);
  });
});

describe("who an identity is about", () => {
  const identity: Identity = {
    subject: "user-1",
    name: "Kim",
    email: "Kim@Example.test",
    emailVerified: true,
    plan: undefined,
    language: undefined,
    expiresAt: now,
  };
  const one = (id: string, subject: string | null = null): Candidate => ({ id, subject, wroteAt: null });
  const unproven = { ...identity, emailVerified: false };
  const nobody: Found = { bySubject: undefined, byEmail: undefined, visitor: undefined };
  const known = one("con_known", "user-1");
  const desk = one("con_desk");
  const browser = one("con_browser");
  const other = one("con_other", "user-2");

  test.each<[string, Identity, Partial<Found>, who: string | undefined, absorbed: string[]]>([
    ["somebody new", identity, {}, undefined, []],
    ["the one with the subject", identity, { bySubject: known }, "con_known", []],
    ["the browser's own", identity, { visitor: browser }, "con_browser", []],
    ["the one whom agents know", identity, { byEmail: desk }, "con_desk", []],
    ["both of them", identity, { byEmail: desk, visitor: browser }, "con_desk", ["con_browser"]],
    ["both, and they are one", identity, { byEmail: desk, visitor: desk }, "con_desk", []],
    [
      "all three",
      identity,
      { bySubject: known, byEmail: desk, visitor: browser },
      "con_known",
      ["con_desk", "con_browser"],
    ],
    ["themselves again", identity, { bySubject: known, byEmail: known, visitor: known }, "con_known", []],
    ["not the one of an address that is not proven", unproven, { byEmail: desk }, undefined, []],
    ["not another user of the browser", identity, { visitor: other }, undefined, []],
    ["not another user with the same address", identity, { byEmail: other, visitor: browser }, "con_browser", []],
  ])("%s", (_name, who, found, contact, absorbed) => {
    const result = identification(who, { ...nobody, ...found });
    expect(result.contact?.id).toBe(contact);
    expect(result.absorbed.map(({ id }) => id)).toEqual(absorbed);
  });

  test("agents find them by an address that is proven and nobody else's", () => {
    const address = (who: Identity, byEmail: Candidate | undefined) =>
      identification(who, { ...nobody, byEmail }).deskEmail;
    expect([undefined, desk, known].map((byEmail) => address(identity, byEmail))).toEqual(
      Array(3).fill("kim@example.test"),
    );
    expect([address(identity, other), address(unproven, undefined)]).toEqual([undefined, undefined]);
  });

  test("links that were opened stay open for the same person only", () => {
    const keeps = (visitor: Candidate | undefined) => identification(identity, { ...nobody, visitor }).keepsGrants;
    expect([undefined, browser, known, other].map(keeps)).toEqual([true, true, true, false]);
  });
});
