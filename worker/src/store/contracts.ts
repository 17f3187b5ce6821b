import { Calendar, type ContractVersion, SupportContract } from "@firstline/sdk/wire";
import * as z from "zod";
import type { Terms } from "../domain/clock.ts";
import type { TermsOf } from "../domain/clocks.ts";
import type { ContractText, VersionedContracts } from "../domain/contract-versions.ts";
import type { Directory } from "../domain/directory.ts";
import { termsOf as compileTerms } from "../domain/lines.ts";
import { every, integer, nothing, type Query, run, text } from "./query.ts";

/** What a version of a contract was, with the calendar that it counted in. */
const StoredTerms = z.object({ contract: SupportContract, calendar: Calendar });

/** The newest version of every contract that ever was, by its id. */
export const newestContracts: Query<ReadonlyMap<string, ContractText>> = {
  sql: "SELECT id, max(version) AS version, terms FROM contracts GROUP BY id",
  values: [],
  read: (rows) =>
    new Map(rows.map((row) => [text(row, "id"), { version: integer(row, "version"), text: text(row, "terms") }])),
};

/** Keeps versions of contracts for good; those that are kept already stay as they are. */
export const insertContracts = ({ contracts, texts }: VersionedContracts): Query<undefined> => ({
  sql: `INSERT INTO contracts (id, version, terms)
    SELECT value ->> 'id', value ->> 'version', value ->> 'terms' FROM json_each(?1) WHERE true
    ON CONFLICT (id, version) DO NOTHING`,
  values: [JSON.stringify(contracts.map(({ id, version }) => ({ id, version, terms: texts.get(id) })))],
  read: nothing,
});

const contractsNamed = (versions: readonly ContractVersion[]): Query<{ name: string; terms: Terms }[]> => ({
  sql: `SELECT c.id, c.version, c.terms FROM json_each(?1) AS v
    JOIN contracts c ON c.id = v.value ->> 'id' AND c.version = v.value ->> 'version'`,
  values: [JSON.stringify(versions)],
  read: every((row) => {
    const { contract, calendar } = StoredTerms.parse(JSON.parse(text(row, "terms")));
    const version = integer(row, "version");
    return { name: nameOf({ id: contract.id, version }), terms: compileTerms({ ...contract, version }, calendar) };
  }),
});

/** Old versions never change, so what this isolate has read of them stays good. */
const kept = new Map<string, Terms>();
const MOST_KEPT = 200;

const nameOf = ({ id, version }: ContractVersion): string => `${id}@${version}`;

/**
 * Finds the contracts that tickets are under: the newest versions are in the set-up, and old ones are read when one is
 * first met, which costs a trip to the database.
 */
export async function termsFor(
  database: D1Database,
  { lines }: Directory,
  versions: readonly (ContractVersion | undefined)[],
): Promise<TermsOf> {
  const newest = ({ id, version }: ContractVersion): Terms | undefined => {
    const terms = lines.terms.get(id);
    return terms?.contract.version === version ? terms : undefined;
  };
  const missing = versions.filter((one) => one !== undefined).filter((one) => !newest(one) && !kept.has(nameOf(one)));
  if (missing.length > 0) {
    const { found } = await run(database, { found: contractsNamed(missing) });
    if (kept.size + found.length > MOST_KEPT) kept.clear();
    for (const { name, terms } of found) kept.set(name, terms);
  }
  return (version) => {
    const terms = newest(version) ?? kept.get(nameOf(version));
    if (!terms) throw new Error(`The contract ${nameOf(version)} is missing`);
    return terms;
  };
}
