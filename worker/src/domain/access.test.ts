import { Setup, type SetupChange } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { keptChanges, narrowedAgents } from "./access.ts";

const site = (id: string) => ({ id }) as unknown as Setup["sites"][number];
const base = Setup.pick({ agents: true });
type Agents = Setup["agents"];
const ann = { id: "agt_ann", name: "Ann", email: "ann@desk.test", role: "lead", sites: ["site_a", "site_b"] } as const;
const ada = { id: "agt_ada", name: "Ada", email: "ada@desk.test", role: "admin", sites: "all" } as const;

const desk = (agents: readonly object[], sites = ["site_a", "site_b"]): Setup =>
  ({ agents: base.parse({ agents }).agents satisfies Agents, sites: sites.map(site) }) as unknown as Setup;

test.each<[string, Setup, { gone?: string[]; less?: string[] }]>([
  ["the same", desk([ann, ada]), {}],
  ["another name", desk([{ ...ann, name: "Anna" }, ada]), {}],
  ["a higher role", desk([{ ...ann, role: "admin" }, ada]), {}],
  ["every site in place of both", desk([{ ...ann, sites: "all" }, ada]), {}],
  ["a lower role", desk([{ ...ann, role: "agent" }, ada]), { less: ["agt_ann"] }],
  ["a site less", desk([{ ...ann, sites: ["site_a"] }, ada]), { less: ["agt_ann"] }],
  ["named sites in place of all", desk([ann, { ...ada, sites: ["site_a"] }]), { less: ["agt_ada"] }],
  ["all sites by name", desk([ann, { ...ada, sites: ["site_b", "site_a"] }]), {}],
  ["a site that is gone", desk([ann, ada], ["site_a"]), { less: ["agt_ada"] }],
  ["somebody who has left", desk([ada]), { gone: ["agt_ann"] }],
])("%s", (_, after, { gone = [], less = [] }) => {
  expect(narrowedAgents(desk([ann, ada]), after)).toEqual({ gone, less });
});

test("the audit log keeps as many changes as fit, and says how many did not", () => {
  const change = (length: number): SetupChange => ({
    path: "name",
    change: "changed",
    before: "",
    after: "x".repeat(length),
  });
  expect(keptChanges([change(10), change(20)])).toEqual({ changes: [change(10), change(20)], left: 0 });
  expect(keptChanges([change(10), change(200_000), change(10)])).toEqual({ changes: [change(10)], left: 2 });
});
