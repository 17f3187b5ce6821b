import type { Macro } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { setup } from "../../test/fixture.ts";
import { macrosFor, macrosIssues } from "./macros.ts";

const macro = (change: Partial<Macro>): Macro => ({
  id: "mac_one",
  name: "One",
  sites: "all",
  text: "Hello",
  ...change,
});
const paths = (...macros: Macro[]) => macrosIssues({ ...setup, macros }).map(({ path }) => path);

test.each([
  ["a placeholder that is known", { text: "Hello {{contact.name}}, {{ promise.answerBy }}" }, []],
  ["one that means nothing", { text: "Hello {{contact.nmae}}" }, ["0.text"]],
  ["an empty one", { text: "Hello {{}}" }, ["0.text"]],
  ["one that is not closed", { text: "Hello {{contact.name" }, ["0.text"]],
  ["one that is not opened", { text: "Hello contact.name}}" }, ["0.text"]],
  ["single braces", { text: "{ a } is fine" }, []],
  ["a site that is not there", { sites: ["site_shop", "site_gone"] }, ["0.sites.1"]],
  ["a team that is not there", { actions: { team: "team_gone" } }, ["0.actions.team"]],
] as const)("%s", (_name, change, issues) => {
  expect(paths(macro(change as Partial<Macro>))).toEqual(issues);
});

test("two macros cannot share an id", () => {
  expect(paths(macro({}), macro({ name: "Two" }))).toEqual(["1.id"]);
});

test("a caller is told of their own sites' macros, and of no other site", () => {
  const macros = [
    macro({}),
    macro({ id: "mac_both", sites: ["site_shop", "site_bank"] }),
    macro({ id: "mac_bank", sites: ["site_bank"] }),
  ];
  expect(macrosFor(macros, ["site_shop"])).toEqual([macro({}), macro({ id: "mac_both", sites: ["site_shop"] })]);
});
