import type { SetupDocument } from "@firstline/sdk/desk";
import { Setup } from "@firstline/sdk/wire";
import { setupIssues } from "../../worker/src/domain/setup.ts";

/** A site and a topic as a set-up writes them: what has a default may be left out. */
type SiteDocument = SetupDocument["sites"][number];
type TopicDocument = SiteDocument["topics"][number];

/** A site of a test desk. Whatever is left out is made up from its name. */
export interface TestSite extends Partial<Omit<SiteDocument, "topics">> {
  readonly name: string;
  /** Topics, or just their labels. */
  readonly topics?: readonly (string | TopicDocument)[] | undefined;
}

/** An agent of a test desk: of tier 1 and without rights beyond tickets unless it says otherwise. If nobody is an admin, the first is. */
export interface TestAgentSetup {
  readonly name: string;
  readonly tier?: number | undefined;
  readonly role?: "agent" | "lead" | "admin" | undefined;
}

/** What a test desk is made of. */
export interface TestSetup {
  /** Default: one site, "Shop", with the key `pk_shopshop`, numbers `SHOP-…`, and the topics Delivery and Billing. */
  readonly sites?: readonly (string | TestSite)[] | undefined;
  /** Names, or more of them. Default: Ann at tier 1, Ben at tier 2 and Ada, who is admin. */
  readonly agents?: readonly (string | TestAgentSetup)[] | undefined;
  /** Parts of the desk's set-up in the place of what is made up: contracts and calendars, rules, rosters. */
  readonly setup?: Partial<SetupDocument> | undefined;
}

const defaultAgents: readonly TestAgentSetup[] = [
  { name: "Ann" },
  { name: "Ben", tier: 2 },
  { name: "Ada", role: "admin" },
];

const letters = (name: string): string => name.normalize("NFKD").replace(/[^A-Za-z0-9]/g, "");

/** An id that is made of a name: `Ann Lee` is `agt_annlee`. */
const idOf = (kind: string, name: string, index: number): string =>
  `${kind}_${letters(name).toLowerCase().slice(0, 32) || index + 1}`;

/** Makes a whole set-up. @throws TypeError that says what is wrong with one that no desk would take. */
export function setupOf({ sites = ["Shop"], agents = defaultAgents, setup = {} }: TestSetup): Setup {
  const people = agents.map((one) => (typeof one === "string" ? { name: one } : one));
  const hasAdmin = people.some(({ role }) => role === "admin");
  const tiers = [...new Set([1, 2, ...people.map(({ tier = 1 }) => tier)])].sort();
  const named = people.map((one, index) => ({ ...one, id: idOf("agt", one.name, index) }));
  const members = (tier: number) => named.filter((one) => (one.tier ?? 1) === tier).map(({ id }) => id);
  const document: SetupDocument = {
    name: "Test desk",
    tiers: tiers.map((level) => ({ level, label: ["First line", "Second line"][level - 1] ?? `Tier ${level}` })),
    teams: tiers.map((tier) => ({ id: `team_tier${tier}`, name: `Tier ${tier}`, tier, members: members(tier) })),
    agents: named.map(({ id, name, role = "agent" }, index) => ({
      id,
      name,
      email: `${id.slice(4)}@desk.test`,
      role: hasAdmin || index > 0 ? role : "admin",
      sites: "all",
    })),
    sites: sites.map((one, index) => siteOf(typeof one === "string" ? { name: one } : one, index)),
    rules: [{ id: "rul_default", name: "Everything", when: { type: "always" }, outcome: { team: "team_tier1" } }],
    ...setup,
  };
  const parsed = Setup.safeParse(document);
  const issues = parsed.success
    ? setupIssues(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  if (parsed.success && issues.length === 0) return parsed.data;
  const reasons = issues.map(({ path, message }) => `\n  ${path}: ${message}`).join("");
  throw new TypeError(`No desk would take this set-up:${reasons}`);
}

function siteOf({ name, topics = ["Delivery", "Billing"], ...more }: TestSite, index: number): SiteDocument {
  const short = letters(name).toLowerCase() || `site${index + 1}`;
  const capitals = short
    .replace(/[^a-z]/g, "")
    .toUpperCase()
    .slice(0, 6);
  return {
    id: `site_${short.slice(0, 32)}`,
    // A public key has 8 characters at least.
    key: `pk_${short.repeat(Math.ceil(8 / short.length)).slice(0, 40)}`,
    name,
    prefix: capitals.length < 2 ? "SITE" : capitals,
    greeting: "How can we help?",
    origins: ["loopback"],
    theme: { accent: "#2457c5", scheme: "auto", side: "end" },
    // A test that is about limits sets its own.
    limits: { perAddress: 1_000_000, perSite: 1_000_000 },
    ...more,
    topics: topics.map((topic, place) =>
      typeof topic === "string" ? { id: idOf("top", topic, place), label: topic } : topic,
    ),
  };
}
