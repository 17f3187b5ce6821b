import { Setup, type SetupChange } from "@firstline/sdk/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fullSetup as good } from "../../test/full-setup.ts";
import { setupDiff } from "./setup-diff.ts";
import { isList, isObject, listAt, namesIn, textOf } from "./setup-lists.ts";

/** A part of the full set-up: the steps to it, and how the diff names it. */
interface Part {
  readonly steps: readonly (string | number)[];
  readonly path: string;
  readonly place: string;
  readonly value: unknown;
}

const quoted = (name: string) => (/^[\w:+#-]+$/.test(name) ? name : JSON.stringify(name));

/** The part and everything in it. */
function partsOf(part: Part): Part[] {
  const { steps, path, place, value } = part;
  const dot = path === "" ? "" : ".";
  if (isList(value)) {
    const kind = listAt(place);
    const names = kind ? namesIn(value, kind) : value.map((_, index) => String(index));
    return [
      part,
      ...value.flatMap((entry, index) =>
        partsOf({
          steps: [...steps, index],
          path: `${path}.${quoted(names[index] ?? "")}`,
          place: `${place}.*`,
          value: entry,
        }),
      ),
    ];
  }
  if (!isObject(value)) return [part];
  return [
    part,
    ...Object.entries(value).flatMap(([name, inner]) =>
      partsOf({ steps: [...steps, name], path: path + dot + name, place: place + dot + name, value: inner }),
    ),
  ];
}
const parts = partsOf({ steps: [], path: "", place: "", value: good });
const inConditions = /^rules\.\*\.when/;
const lists = parts.filter(({ value, place }) => isList(value) && !inConditions.test(place));

/** A set-up in which one part is another. What is no set-up any more is compared all the same. */
function replaced(setup: Setup, steps: Part["steps"], value: unknown): Setup {
  const put = (whole: unknown, [step, ...rest]: Part["steps"]): unknown => {
    if (step === undefined) return value;
    if (isList(whole)) return whole.map((entry, index) => (index === step ? put(entry, rest) : entry));
    if (!isObject(whole)) throw new Error("No such part");
    return { ...whole, [step]: put(whole[step], rest) };
  };
  // The wire's parser would refuse many an edit, and what it gives is not looked at here.
  const isSetup = (whole: unknown): whole is Setup => isObject(whole);
  const whole = put(setup, steps);
  if (!isSetup(whole)) throw new Error("No set-up");
  return whole;
}
const listOf = ({ value }: Part): readonly unknown[] => (isList(value) ? value : []);

/** What a path names in a set-up, and its position if that is in a list. */
function resolve(setup: Setup, path: string): { value: unknown; position: number | undefined } {
  const steps = path.match(/"(?:[^"\\]|\\.)*"|[^.]+/g) ?? [];
  let [value, place, position]: [unknown, string, number | undefined] = [setup, "", undefined];
  for (const step of steps) {
    const name = step.startsWith('"') ? String(JSON.parse(step)) : step;
    const kind = listAt(place);
    if (isList(value) && kind) {
      const index = namesIn(value, kind).indexOf(name);
      [value, place, position] = [value[index], `${place}.*`, index + 1];
    } else if (isObject(value)) {
      [value, place, position] = [value[name], place === "" ? name : `${place}.${name}`, undefined];
    } else return { value: undefined, position: undefined };
  }
  return { value, position };
}

function expectReal(before: Setup, after: Setup, change: SetupChange): void {
  const [was, is] = [resolve(before, change.path), resolve(after, change.path)];
  switch (change.change) {
    case "added":
      expect(was.value, change.path).toBeUndefined();
      expect(is.value, change.path).toEqual(change.after);
      break;
    case "removed":
      expect(was.value, change.path).toEqual(change.before);
      expect(is.value, change.path).toBeUndefined();
      break;
    case "changed":
      expect([was.value, is.value], change.path).toEqual([change.before, change.after]);
      break;
    case "moved":
      expect([was.position, is.position], change.path).toEqual([change.before, change.after]);
  }
}

test("of a set-up and itself there is nothing to tell", () => {
  expect(setupDiff(good, structuredClone(good))).toEqual([]);
});

test("every list of the full set-up is known, and there is one of each", () => {
  expect(lists.filter(({ place }) => !listAt(place)).map(({ path }) => path)).toEqual([]);
  const places = new Set(lists.filter((list) => listOf(list).length > 0).map(({ place }) => place));
  expect(places.size).toBeGreaterThan(30);
});

describe("what a lead reads", () => {
  const told = (change: (setup: Setup) => void) => {
    const copy = structuredClone(good);
    change(copy);
    return setupDiff(good, Setup.parse(copy)).map(({ path, change: kind, before, after }) =>
      [path, kind, JSON.stringify(before), JSON.stringify(after)].join(" ").trim(),
    );
  };
  test.each<[string, (setup: Setup) => void, string[]]>([
    ["a name", (setup) => Object.assign(setup, { name: "Dim" }), ['name changed "Brightdesk" "Dim"']],
    [
      "a member",
      ({ teams }) => teams[0]?.members.push("agt_bob"),
      ['teams.team_front.members.agt_bob added  "agt_bob"'],
    ],
    ["a lead who goes", ({ teams }) => delete teams[0]?.lead, ['teams.team_front.lead removed "agt_lea"']],
    [
      "another closing time",
      ({ calendars }) => {
        if (calendars[0] && calendars[0].hours !== "always") calendars[0].hours.fri[1] = { from: "13:30", to: "15:00" };
      },
      ['calendars.cal_office.hours.fri.13:30.to changed "17:00" "15:00"'],
    ],
    [
      "a holiday",
      ({ calendars }) => calendars[0]?.holidays.unshift({ date: "2027-01-01", name: "New Year" }),
      ['calendars.cal_office.holidays.2027-01-01 added  {"date":"2027-01-01","name":"New Year"}'],
    ],
    [
      "an origin",
      ({ sites }) => sites[1]?.origins.pop(),
      ['sites.site_bank.origins."https://bank.test" removed "https://bank.test"'],
    ],
    ["a rule that was pulled up", ({ rules }) => rules.unshift(...rules.splice(2, 1)), ["rules.rul_night moved 3 1"]],
    [
      "a step of the ladder that was put off",
      ({ contracts }) => contracts[0]?.ladder.push(...(contracts[0]?.ladder.splice(0, 1) ?? [])),
      ["contracts.ctr_gold.ladder.at_risk+notify moved 1 4"],
    ],
    [
      "another coverage",
      ({ contracts }) => Object.assign(contracts[0] ?? {}, { coverage: { rule: "wait" } }),
      [
        'contracts.ctr_gold.coverage.rule changed "overflow" "wait"',
        'contracts.ctr_gold.coverage.team removed "team_bills"',
      ],
    ],
    [
      "another condition",
      ({ rules }) => Object.assign(rules[2] ?? {}, { when: { type: "hours", calendar: "cal_office", is: "open" } }),
      [
        'rules.rul_night.when changed {"type":"hours","calendar":"cal_office","is":"closed"} {"type":"hours","calendar":"cal_office","is":"open"}',
      ],
    ],
    [
      "all sites instead of one",
      ({ agents }) => Object.assign(agents[0] ?? {}, { sites: "all" }),
      ['agents.agt_ann.sites changed ["site_shop"] "all"'],
    ],
    [
      "a turn more in a rotation",
      ({ roster }) => roster.rotations[0]?.agents.push("agt_ada", "agt_bob"),
      [
        'roster.rotations.rot_deep.agents.agt_ada added  "agt_ada"',
        'roster.rotations.rot_deep.agents.agt_bob#2 added  "agt_bob"',
      ],
    ],
    ["a contract's version", ({ contracts }) => Object.assign(contracts[0] ?? {}, { version: 9 }), []],
    ["nothing, in another order", (setup) => setup.teams.reverse(), []],
  ])("%s", (_name, change, lines) => {
    expect(told(change)).toEqual(lines);
  });
});

describe("any single edit is told as exactly that", () => {
  test("another value", () => {
    const values = parts.filter(
      ({ value, place }) => !isList(value) && !isObject(value) && !inConditions.test(place) && !place.endsWith(".*"),
    );
    expect(values.length).toBeGreaterThan(200);
    for (const part of values) {
      const other = typeof part.value === "number" ? part.value + 10 : `${part.value}x`;
      const after = replaced(good, part.steps, other);
      const changes = setupDiff(good, after);
      if (part.place === "contracts.*.version") expect(changes).toEqual([]);
      else if (changes.length === 1) {
        expect(changes).toEqual([{ path: part.path, change: "changed", before: part.value, after: other }]);
      } else {
        // It is what its entry is known by, which is another one now.
        expect(changes.map(({ change }) => change)).toEqual(["removed", "added"]);
        expect(`${part.path}.`.startsWith(`${changes[0]?.path}.`)).toBe(true);
      }
      for (const change of changes) expectReal(good, after, change);
    }
  });

  test("an entry more or less, of any list", () => {
    let seen = 0;
    for (const list of lists) {
      listOf(list).forEach((entry, index) => {
        if (list.place.endsWith(".ladder.*.metrics") || list.place.endsWith(".shifts.*.days")) return;
        const part = parts.find(({ steps }) => textOf(steps, "") === textOf([...list.steps, index], ""));
        const shorter = replaced(
          good,
          list.steps,
          listOf(list).filter((_, at) => at !== index),
        );
        expect(setupDiff(good, shorter)).toEqual([{ path: part?.path, change: "removed", before: entry }]);
        expect(setupDiff(shorter, good)).toEqual([{ path: part?.path, change: "added", after: entry }]);
        seen += 1;
      });
    }
    expect(seen).toBeGreaterThan(80);
  });

  test("an entry at another position, of any list", () => {
    for (const list of lists) {
      const entries = listOf(list);
      entries.forEach((entry, from) => {
        entries.forEach((_, to) => {
          if (from === to) return;
          const rest = entries.filter((_, at) => at !== from);
          const after = replaced(good, list.steps, [...rest.slice(0, to), entry, ...rest.slice(to)]);
          const changes = setupDiff(good, after);
          expect(changes.map(({ change }) => change)).toEqual(listAt(list.place)?.ordered ? ["moved"] : []);
          for (const change of changes) expectReal(good, after, change);
          // Of two that changed places either one has moved.
          if (Math.abs(from - to) > 1 && changes[0]) {
            expect(changes[0]).toMatchObject({ before: from + 1, after: to + 1 });
          }
        });
      });
    }
  });
});

const edit = fc.record({
  list: fc.constantFrom(...lists.filter((list) => listOf(list).length > 0).map(({ path }) => path)),
  how: fc.constantFrom("remove", "double", "move"),
  from: fc.nat(),
  to: fc.nat(),
});

test("of many edits every path is real, and nothing is told only where nothing else is said", () => {
  const withoutVersions = (setup: Setup) =>
    textOf({ ...setup, contracts: setup.contracts.map((contract) => ({ ...contract, version: 1 })) }, "");
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), fc.array(edit, { maxLength: 3 }), (edits, others) => {
      const editedBy = (setup: Setup, all: typeof edits) =>
        all.reduce((sofar, { list: path, how, from, to }) => {
          const part = partsOf({ steps: [], path: "", place: "", value: sofar }).find((each) => each.path === path);
          if (!part || !isList(part.value) || part.value.length === 0) return sofar;
          const [at, position] = [from % part.value.length, to % part.value.length];
          const entry = part.value[at];
          const rest = how === "double" ? part.value : part.value.filter((_, index) => index !== at);
          const added = how === "remove" ? [] : [entry];
          return replaced(sofar, part.steps, [...rest.slice(0, position), ...added, ...rest.slice(position)]);
        }, setup);
      const [before, after] = [editedBy(good, others), editedBy(good, edits)];
      const changes = setupDiff(before, after);
      for (const change of changes) expectReal(before, after, change);
      expect(changes.length === 0).toBe(withoutVersions(before) === withoutVersions(after));
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("a thousand rules in the opposite order", () => {
  const rules = Array.from({ length: 1_000 }, (_, index) => ({
    id: `rul_${index}`,
    name: "R",
    when: { type: "always" as const },
    outcome: {},
  }));
  const changes = setupDiff({ ...good, rules }, { ...good, rules: rules.toReversed() });
  expect(changes.length).toBe(999);
});
