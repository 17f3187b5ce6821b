import type { KnownConsent, SiteSetup } from "@firstline/sdk/wire";
import { every, first, integer, nothing, type Query, text } from "./query.ts";

/** The text of one version that a site ever had. */
export const consentText = (siteId: string, version: string): Query<string | undefined> => ({
  sql: "SELECT text FROM consents WHERE site_id = ?1 AND version = ?2",
  values: [siteId, version],
  read: first((row) => text(row, "text")),
});

/** Every version of a site's consent text, oldest first. */
export const consentsOf = (siteId: string): Query<KnownConsent[]> => ({
  sql: "SELECT version, text, since FROM consents WHERE site_id = ?1",
  values: [siteId],
  read: (rows) =>
    every((row) => ({ at: integer(row, "since"), version: text(row, "version"), text: text(row, "text") }))(rows)
      .sort((one, other) => one.at - other.at)
      .map(({ at, ...consent }) => ({ ...consent, since: new Date(at).toISOString() })),
});

const asked = (sites: readonly SiteSetup[]) =>
  JSON.stringify(sites.flatMap(({ id, consent }) => (consent ? [{ site: id, ...consent }] : [])));

/** Of these sites' consent texts those whose version is kept with another text, by the sites' ids. */
export const consentsChanged = (sites: readonly SiteSetup[]): Query<string[]> => ({
  sql: `SELECT c.site_id FROM json_each(?1) AS a JOIN consents c
    ON c.site_id = a.value ->> 'site' AND c.version = a.value ->> 'version' WHERE c.text <> a.value ->> 'text'`,
  values: [asked(sites)],
  read: every((row) => text(row, "site_id")),
});

/** Keeps the consent texts of sites from an instant (ms) on; those that are kept already stay as they are. */
export const insertConsents = (sites: readonly SiteSetup[], now: number): Query<undefined> => ({
  sql: `INSERT INTO consents (site_id, version, text, since)
    SELECT value ->> 'site', value ->> 'version', value ->> 'text', ?2 FROM json_each(?1) WHERE true
    ON CONFLICT (site_id, version) DO NOTHING`,
  values: [asked(sites), now],
  read: nothing,
});
