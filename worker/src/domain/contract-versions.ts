import type { Calendar, SupportContract } from "@firstline/sdk/wire";
import { textOf } from "./setup-lists.ts";

/** A version of a contract as the desk keeps it: the text of the contract and its calendar. */
export interface ContractText {
  readonly version: number;
  readonly text: string;
}

/** The contracts of a set-up with their versions, and the versions that are new. */
export interface VersionedContracts {
  readonly contracts: readonly SupportContract[];
  /** The text of each, by its id: JSON of `{calendar, contract}`, the contract without its version. */
  readonly texts: ReadonlyMap<string, string>;
  readonly changed: readonly { readonly id: string; readonly version: number }[];
}

/**
 * Gives the contracts of a set-up their versions. One that says the same as its latest version, calendar included,
 * keeps it; else it gets the next one, or 1 if the desk never had it. What versions the contracts claim does not
 * matter. Two say the same even if they write what has no order in another one: see `setup-lists.ts`.
 *
 * `latest` has every contract that the desk ever had, so that one that was removed and comes back goes on counting.
 * Expects a set-up that `setupIssues` finds nothing wrong with.
 */
export function versioned(
  contracts: readonly SupportContract[],
  calendars: readonly Calendar[],
  latest: ReadonlyMap<string, ContractText>,
): VersionedContracts {
  const texts = new Map<string, string>();
  const changed: { id: string; version: number }[] = [];
  const versions = contracts.map((contract) => {
    const { id } = contract;
    const text = contractText(contract, calendars);
    const known = latest.get(id);
    const isNew = known?.text !== text;
    const version = (known?.version ?? 0) + (isNew ? 1 : 0);
    texts.set(id, text);
    if (isNew) changed.push({ id, version });
    return { ...contract, version };
  });
  return { contracts: versions, texts, changed };
}

function contractText({ version: _, ...contract }: SupportContract, calendars: readonly Calendar[]): string {
  const calendar = calendars.find(({ id }) => id === contract.calendar);
  if (!calendar) throw new Error(`The calendar ${contract.calendar} of ${contract.id} is missing from the set-up`);
  return `{"calendar":${textOf(calendar, "calendars.*")},"contract":${textOf(contract, "contracts.*")}}`;
}
