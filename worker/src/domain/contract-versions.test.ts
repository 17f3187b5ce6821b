import { Calendar, type Setup, SupportContract } from "@firstline/sdk/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { fullSetup as good } from "../../test/full-setup.ts";
import { type ContractText, type VersionedContracts, versioned } from "./contract-versions.ts";
import { setupDiff } from "./setup-diff.ts";

const kept = ({ contracts, texts }: VersionedContracts): Map<string, ContractText> =>
  new Map(contracts.map(({ id, version }) => [id, { version, text: texts.get(id) ?? "" }]));
const latest = new Map(
  [...kept(versioned(good.contracts, good.calendars, new Map()))].map(([id, { text }]) => [id, { version: 4, text }]),
);

function changedBy(change: (setup: Setup) => void): VersionedContracts["changed"] {
  const copy = structuredClone(good);
  change(copy);
  return versioned(copy.contracts, copy.calendars, latest).changed;
}

test("contracts that the desk never had begin at 1", () => {
  const { contracts, changed } = versioned(good.contracts, good.calendars, new Map());
  expect(changed).toEqual([
    { id: "ctr_gold", version: 1 },
    { id: "ctr_plain", version: 1 },
    { id: "ctr_bank", version: 1 },
  ]);
  expect(contracts).toEqual(good.contracts);
});

test("contracts that say the same keep their versions, whatever they claim", () => {
  const claimed = good.contracts.map((contract, index) => ({ ...contract, version: 7 + index }));
  const { contracts, changed } = versioned(claimed, good.calendars, latest);
  expect(changed).toEqual([]);
  expect(contracts).toEqual(good.contracts.map((contract) => ({ ...contract, version: 4 })));
});

describe("a new version is made by", () => {
  test.each<[string, (setup: Setup) => void, string[]]>([
    [
      "another target",
      ({ contracts }) => Object.assign(contracts[1]?.targets ?? {}, { low: { resolution: 9 } }),
      ["ctr_plain"],
    ],
    ["another name", ({ contracts }) => Object.assign(contracts[2] ?? {}, { name: "Bankers" }), ["ctr_bank"]],
    ["the ladder in another order", ({ contracts }) => contracts[0]?.ladder.reverse(), ["ctr_gold"]],
    [
      "another calendar",
      ({ contracts }) => Object.assign(contracts[1] ?? {}, { calendar: "cal_always" }),
      ["ctr_plain"],
    ],
    [
      "a holiday less, for all that count in it",
      ({ calendars }) => calendars[0]?.holidays.pop(),
      ["ctr_plain", "ctr_bank"],
    ],
    ["another zone", ({ calendars }) => Object.assign(calendars[1] ?? {}, { zone: "Europe/Paris" }), ["ctr_gold"]],
  ])("%s", (_name, change, ids) => {
    expect(changedBy(change)).toEqual(ids.map((id) => ({ id, version: 5 })));
  });

  test.each<[string, (setup: Setup) => void]>([
    [
      "a calendar that no contract counts in",
      ({ calendars }) => calendars.push({ id: "cal_new", name: "New", zone: "UTC", hours: "always", holidays: [] }),
    ],
    ["contracts in another order", ({ contracts }) => contracts.reverse()],
    ["a contract less", ({ contracts }) => contracts.pop()],
    [
      "budgets and pauses in another order",
      ({ contracts }) => {
        contracts[0]?.tierBudgets.reverse();
        contracts[0]?.pauses.reverse();
      },
    ],
    [
      "holidays and hours in another order",
      ({ calendars }) => {
        calendars[0]?.holidays.reverse();
        if (calendars[0] && calendars[0].hours !== "always") calendars[0].hours.mon.reverse();
      },
    ],
  ])("but not by %s", (_name, change) => {
    expect(changedBy(change)).toEqual([]);
  });
});

test("one that comes back goes on counting, and one that is as it was before its latest is new too", () => {
  const [gold] = good.contracts;
  if (!gold) throw new Error("The full set-up has changed");
  const renamed = versioned([{ ...gold, name: "Golden" }], good.calendars, latest);
  expect(renamed.changed).toEqual([{ id: "ctr_gold", version: 5 }]);
  const after = new Map([...latest, ...kept(renamed)]);
  expect(versioned([gold], good.calendars, after).changed).toEqual([{ id: "ctr_gold", version: 6 }]);
});

test("a text reads as the contract and its calendar", () => {
  const { texts } = versioned(good.contracts, good.calendars, latest);
  const Text = z.strictObject({ calendar: Calendar, contract: SupportContract });
  const read = good.contracts.map(({ id }) => Text.parse(JSON.parse(texts.get(id) ?? "")));
  const contracts = read.map(({ contract }) => contract);
  const calendars = [...new Map(read.map(({ calendar }) => [calendar.id, calendar])).values()];
  expect(setupDiff(good, { ...good, contracts, calendars })).toEqual([]);
});

test("a contract whose calendar is missing is a fault", () => {
  expect(() => versioned(good.contracts, [], latest)).toThrow("cal_always of ctr_gold");
});

test("contracts get new versions just where the diff tells a change of them or their calendars", () => {
  const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const office = good.calendars[0];
  const plain = good.contracts[1];
  if (!office || !plain) throw new Error("The full set-up has changed");
  const setups = fc
    .record({
      holidays: fc.shuffledSubarray(office.holidays),
      zone: fc.constantFrom("Europe/Berlin", "UTC"),
      pauses: shuffled(plain.pauses),
      closeAfter: fc.constantFrom(7, 14),
      contracts: fc.constantFrom([0, 1, 2], [2, 1, 0]),
    })
    .map(({ holidays, zone, pauses, closeAfter, contracts }) => ({
      ...good,
      calendars: good.calendars.map((each) => (each === office ? { ...office, zone, holidays } : each)),
      contracts: contracts
        .flatMap((index) => good.contracts[index] ?? [])
        .map((each) => (each === plain ? { ...plain, pauses, closeAfter } : each)),
    }));
  fc.assert(
    fc.property(setups, setups, (before, after) => {
      const old = kept(versioned(before.contracts, before.calendars, new Map()));
      const { changed } = versioned(after.contracts, after.calendars, old);
      const paths = setupDiff(before, after).map(({ path }) => path);
      const told = after.contracts.filter(({ id, calendar }) =>
        paths.some((path) => path.startsWith(`contracts.${id}.`) || path.startsWith(`calendars.${calendar}.`)),
      );
      expect(changed).toEqual(told.map(({ id }) => ({ id, version: 2 })));
    }),
    { seed: 3 },
  );
});
