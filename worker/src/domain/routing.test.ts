import type { Setup } from "@firstline/sdk/wire";
import { expect, test } from "vitest";
import { setup } from "../../test/fixture.ts";
import { directoryOf } from "./directory.ts";
import { route } from "./routing.ts";

const [shop, bank] = setup.sites;
if (!shop || !bank) throw new Error("The fixture has two sites");
const directory = directoryOf(1, setup, []);

test.each([
  ["no topic goes to the default team", shop, undefined, "team_front", "Default team of the site"],
  ["a topic without a team goes to the default team", shop, "top_login", "team_front", "Default team of the site"],
  ["a topic with a team goes there", shop, "top_billing", "team_bills", "Topic “Billing”"],
  ["an unknown topic goes to the default team", shop, "top_gone", "team_front", "Default team of the site"],
  ["another site's topic means nothing", bank, "top_billing", "team_bills", "Default team of the site"],
])("%s", (_name, site, topic, team, because) => {
  expect(route(directory, site, topic)).toMatchObject({ team: { id: team }, tier: 1, because });
});

test("a topic whose team is gone goes to the default team", () => {
  const without: Setup = { ...setup, teams: setup.teams.filter((team) => team.id !== "team_bills") };
  expect(route(directoryOf(2, without, []), shop, "top_billing").team.id).toBe("team_front");
});

test("a site without its default team is a fault", () => {
  expect(() => route(directoryOf(2, { ...setup, teams: [] }, []), shop, undefined)).toThrow(
    "default team of site_shop",
  );
});
