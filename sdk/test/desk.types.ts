import type { Clock, Desk, Explanation, Placement, Replay } from "../src/desk.ts";

/** Compiled by the type check and never run: each line marked must stay an error. */
export async function typesOf(desk: Desk): Promise<void> {
  const known = { number: "SHOP-10013", seq: 7 };

  // What has a default may be left out, of a hypothetical ticket and of a set-up.
  const explanation: Explanation = await desk.routing.explain({ ticket: { site: "site_shop" } });
  const { setup, version } = await desk.setup.get();
  await desk.setup.put({ version, setup: { ...setup, roster: undefined } });
  const [first] = (await desk.tickets.list().page()).items;
  const clock: Clock | undefined = first?.clocks[0];
  if (clock?.state === "breached") clock.lateBy satisfies number;
  const placement: Placement = (await desk.coverage.at({ site: "site_shop" })).placement;
  if (placement.kind === "wait") placement.next.at satisfies string;
  const replay: Replay = await desk.contracts.dryRun({ contract: { ...minimal }, days: 90 });
  void [explanation, replay];

  // @ts-expect-error an escalation without a handover
  await desk.tickets.escalate(known, {});
  // @ts-expect-error a handover's steps are a list
  await desk.tickets.escalate(known, { handover: { tried: "turned it off and on" } });
  // @ts-expect-error a ticket is not sent back without a word
  await desk.tickets.return(known);
  // @ts-expect-error a playbook without its steps
  await desk.tickets.solve(known, { playbook: { title: "Refunds", signs: "Charged twice" } });
  // @ts-expect-error a presence that there is not
  await desk.presence.set("busy");
  // @ts-expect-error an absence without an end
  await desk.absences.plan({ agent: "agt_1", from: "2026-12-21T08:00:00.000Z" });
  // @ts-expect-error the desk gives an absence its id
  await desk.absences.create({ id: "abs_1", agent: "agt_1", from: "", to: "" });
  // @ts-expect-error either a number or a ticket
  await desk.routing.explain({ at: "2026-12-21T08:00:00.000Z" });
  // @ts-expect-error a contract's targets are named for every priority
  await desk.contracts.dryRun({ contract: { ...minimal, targets: { low: {} } } });
}

const minimal = {
  id: "ctr_shop",
  name: "Shop",
  site: "site_shop",
  plan: null,
  calendar: "cal_office",
  targets: { low: {}, normal: { firstResponse: 240 }, high: { firstResponse: 60 }, urgent: {} },
};
