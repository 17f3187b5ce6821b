import type {
  Absence,
  Agent,
  ContractVersion,
  IdentityKey,
  Key,
  NamedContract,
  Setup,
  SiteSetup,
  Team,
  Tier,
  Webhook,
} from "@firstline/sdk/wire";
import { type Lines, linesOf } from "./lines.ts";

/** A secret key as the desk stores it. */
export interface StoredKey extends Omit<Key, "createdAt"> {
  readonly secretHash: string;
  readonly createdAt: number;
}

/** A key with which a site's server signs who its users are, as the desk stores it: an HS256 key's secret is derived. */
export type StoredIdentityKey = { readonly siteId: string; readonly key: IdentityKey };

/** A webhook as the desk stores it. Instants are in milliseconds. */
export interface StoredWebhook extends Pick<Webhook, "id" | "name" | "url" | "sites" | "types"> {
  readonly off: { readonly because: "admin" | "gone" | "failed"; readonly since: number } | null;
  /** What its secret is derived from, beside its id. */
  readonly secretNumber: number;
  readonly previousUntil: number | null;
  readonly createdAt: number;
}

/** The desk's set-up with everything looked up by what it is looked up by. */
export interface Directory {
  readonly version: number;
  readonly setup: Setup;
  readonly siteByKey: ReadonlyMap<string, SiteSetup>;
  readonly siteById: ReadonlyMap<string, SiteSetup>;
  readonly siteByPrefix: ReadonlyMap<string, SiteSetup>;
  readonly agent: ReadonlyMap<string, Agent>;
  readonly team: ReadonlyMap<string, Team>;
  readonly tier: ReadonlyMap<number, Tier>;
  readonly keys: readonly StoredKey[];
  readonly keyByHash: ReadonlyMap<string, StoredKey>;
  readonly identityKeys: readonly StoredIdentityKey[];
  readonly webhooks: readonly StoredWebhook[];
  readonly lines: Lines;
  /** Every web origin that some site allows; `loopback` stands for any origin on this machine. */
  readonly origins: ReadonlySet<string>;
}

/** What belongs to the whole desk is kept under this in place of a site. */
export const wholeDesk = "desk";

const by = <Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item> =>
  new Map(items.map((item) => [key(item), item]));

/** `absences` are those that have not ended; who is absent is part of what a decision rests on, like the set-up. */
export function directoryOf(
  version: number,
  setup: Setup,
  keys: readonly StoredKey[],
  absences: readonly Absence[] = [],
  identityKeys: readonly StoredIdentityKey[] = [],
  webhooks: readonly StoredWebhook[] = [],
): Directory {
  return {
    version,
    setup,
    siteByKey: by(setup.sites, (site) => site.key),
    siteById: by(setup.sites, (site) => site.id),
    siteByPrefix: by(setup.sites, (site) => site.prefix),
    agent: by(setup.agents, (agent) => agent.id),
    team: by(setup.teams, (team) => team.id),
    tier: by(setup.tiers, (tier) => tier.level),
    keys,
    keyByHash: by(keys, (key) => key.secretHash),
    identityKeys,
    webhooks,
    lines: linesOf(setup, absences),
    origins: new Set(setup.sites.flatMap((site) => site.origins)),
  };
}

/** The same desk with these absences and no others, as they would be. */
export const withAbsences = (directory: Directory, absences: readonly Absence[]): Directory => ({
  ...directory,
  lines: linesOf(directory.setup, absences),
});

/** Whether somebody with this set of sites may see a site. */
export const maySee = (sites: "all" | readonly string[], siteId: string): boolean =>
  sites === "all" || sites.includes(siteId);

/** The sites of this set that exist, optionally only the one asked for. */
export function sitesSeen(directory: Directory, sites: "all" | readonly string[], only?: string): string[] {
  const seen = directory.setup.sites.map((site) => site.id).filter((siteId) => maySee(sites, siteId));
  return only === undefined ? seen : seen.filter((siteId) => siteId === only);
}

/** A site's identity keys. One of another site is none. */
export const identityKeysOf = ({ identityKeys }: Directory, siteId: string): readonly IdentityKey[] =>
  identityKeys.filter((one) => one.siteId === siteId).map(({ key }) => key);

/** Whether somebody with this set of sites has a site in common with an agent, and so is a colleague of theirs. */
export const worksWith = (sites: "all" | readonly string[], agent: Pick<Agent, "sites">): boolean =>
  sites === "all" || sites.some((site) => maySee(agent.sites, site));

/** Somebody or something by name, also once it has left the set-up. */
export const agentNamed = (directory: Directory, id: string) => ({
  id,
  name: directory.agent.get(id)?.name ?? "Former colleague",
});

export const teamNamed = (directory: Directory, id: string) => ({
  id,
  name: directory.team.get(id)?.name ?? "Former team",
});

export const contractNamed = (directory: Directory, { id, version }: ContractVersion): NamedContract => ({
  id,
  version,
  name: directory.lines.terms.get(id)?.contract.name ?? "Former contract",
});

export const tierLabelled = (directory: Directory, level: number): Tier =>
  directory.tier.get(level) ?? { level, label: `Tier ${level}` };
