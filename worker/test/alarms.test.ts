import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { raiseAlarms } from "../src/jobs/alarms.ts";
import { everyMinute } from "../src/jobs/minute.ts";
import { call, keyFor } from "./desk.ts";
import { clear, day, desk, morning, onStaffedDesk, save, setTime } from "./staffed-desk.ts";

const people = onStaffedDesk();
/** Billing would be a gap for all of the shop's time; without that rule there are gaps only where somebody is missing. */
const covered = { ...desk, rules: desk.rules.filter(({ id }) => id !== "rul_billing") };
beforeEach(async () => {
  setTime(morning);
  await clear();
  await save(covered);
});

const runner = (now: number) => ({ database: env.DB, rooms: env.ROOMS, now, defer: () => {} });
const alarms = async (headers = people.lea) => (await call("GET /v1/desk/alarms", { headers })).body.items;
const absent = (from: string, to: string) =>
  call("POST /v1/desk/absences", { headers: people.lea, body: { agent: "agt_ann", from, to } });
const ofShop = async () => (await alarms()).filter((alarm) => alarm.kind === "gap" && alarm.site === "site_shop");

test("a new gap and a certificate that expires are told once, to those whom they concern", async () => {
  await absent("2026-12-23T00:00:00.000Z", "2026-12-24T00:00:00.000Z");
  expect(await raiseAlarms(runner(morning))).toBe(true);
  const told = await alarms();
  expect(told).toMatchObject([
    {
      kind: "gap",
      site: "site_shop",
      tier: 1,
      from: "2026-12-22T19:00:00.000Z",
      to: "2026-12-23T11:00:00.000Z",
      why: "off_duty",
    },
    {
      kind: "certificate",
      agent: { id: "agt_lea", name: "Lea Lead" },
      skill: "skl_cards",
      expiresAt: "2026-12-31T23:00:00.000Z",
    },
  ]);
  // Next day the same stand, as they were raised.
  expect(await raiseAlarms(runner(morning + 14 * 3_600_000))).toBe(false);
  setTime(morning + day);
  expect(await raiseAlarms(runner(morning + day))).toBe(true);
  expect(await alarms()).toEqual(told);

  const bank = await alarms(people.ben);
  expect(bank.every((alarm) => alarm.kind === "gap" && alarm.site === "site_bank")).toBe(true);
  expect(bank.length).toBeGreaterThan(30);
  expect(await alarms(await keyFor(["setup:read"], []))).toEqual([]);
  expect((await call("GET /v1/desk/alarms", { headers: people.ann })).problem?.code).toBe("forbidden");
});

test("a gap that has vanished takes its alarm away, soon after what it rests on has changed", async () => {
  const { body } = await absent("2026-12-23T00:00:00.000Z", "2026-12-24T00:00:00.000Z");
  await everyMinute(runner(morning), env.FILES);
  const [first] = await ofShop();
  expect(first).toBeDefined();
  await everyMinute(runner(morning + 60_000), env.FILES);
  expect(await ofShop()).toEqual([first]);
  await call("DELETE /v1/desk/absences/:absence", { headers: people.lea, path: { absence: body.absence.id } });
  expect(await ofShop()).toEqual([first]);
  await everyMinute(runner(morning + 120_000), env.FILES);
  expect(await ofShop()).toEqual([]);

  const { body: before } = await call("GET /v1/desk/setup", { headers: people.ada });
  await call("PUT /v1/desk/setup", {
    headers: { ...people.ada, "if-match": `"${before.version}"` },
    body: desk,
  });
  await everyMinute(runner(morning + 180_000), env.FILES);
  expect(await ofShop()).toMatchObject([{ tier: 1, why: "not_qualified" }]);
});

test("of many runners at once one writes", async () => {
  const wrote = await Promise.all([1, 2, 3, 4].map(() => raiseAlarms(runner(morning))));
  expect(wrote.filter(Boolean)).toHaveLength(1);
  const told = await alarms(people.ben);
  expect(await raiseAlarms(runner(morning))).toBe(false);
  expect(await alarms(people.ben)).toEqual(told);
  // A clock that had run ahead does no harm once it is right again.
  expect(await raiseAlarms(runner(morning + 400 * day))).toBe(true);
  expect(await raiseAlarms(runner(morning))).toBe(true);
});

test("nothing is raised by a set-up that has moved meanwhile", async () => {
  const restless = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        await env.DB.prepare("UPDATE desk SET version = version + 1").run();
        return target.batch(statements);
      };
    },
  });
  expect(await raiseAlarms({ ...runner(morning), database: restless })).toBe(false);
  expect(await alarms(people.ben)).toEqual([]);
});
