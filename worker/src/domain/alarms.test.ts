import { describe, expect, test } from "vitest";
import { staffed } from "../../test/staffed.ts";
import { type Alarm, type AlarmAbout, alarmsAhead, alarmsNow } from "./alarms.ts";
import { linesOf } from "./lines.ts";

const DAY = 86_400_000;
/** A Tuesday. */
const now = Date.UTC(2026, 11, 22, 9, 30);
const at = (text: string) => Date.parse(text);
const { sites } = staffed;

const gapsOf = (abouts: readonly AlarmAbout[], site: string, tier: number) =>
  abouts.flatMap((about) =>
    about.kind === "gap" && about.site === site && about.tier === tier
      ? [[new Date(about.from).toISOString(), new Date(about.to).toISOString(), about.why]]
      : [],
  );

describe("what is ahead", () => {
  test("is every gap in the hours that a contract counts; nights and holidays of an office are none", () => {
    const front = { ...staffed, rules: staffed.rules.filter(({ id }) => id !== "rul_billing") };
    expect(gapsOf(alarmsAhead(linesOf(front, []), sites, now), "site_shop", 1)).toEqual([]);
    const away = { id: "abs_a", agent: "agt_ann", from: "2026-12-23T00:00:00.000Z", to: "2026-12-24T00:00:00.000Z" };
    const ahead = alarmsAhead(linesOf(front, [away]), sites, now);
    // Ann is away, and Lea begins at eleven, two hours into the office's day.
    expect(gapsOf(ahead, "site_shop", 1)).toEqual([
      ["2026-12-22T19:00:00.000Z", "2026-12-23T11:00:00.000Z", "off_duty"],
    ]);
  });

  test("is asked of every team that rules send the site's tickets to", () => {
    // Billing goes to a team of which nobody works for the shop.
    expect(gapsOf(alarmsAhead(linesOf(staffed, []), sites, now), "site_shop", 1)).toEqual([
      [new Date(now).toISOString(), new Date(now + 60 * DAY).toISOString(), "not_qualified"],
    ]);
  });

  test("is every gap where nothing is promised, but not those of tiers that no rule names", () => {
    const ahead = alarmsAhead(linesOf(staffed, []), sites, now);
    expect(gapsOf(ahead, "site_bank", 1)[0]).toEqual([
      "2026-12-22T17:00:00.000Z",
      "2026-12-23T09:00:00.000Z",
      "off_duty",
    ]);
    expect(gapsOf(ahead, "site_bank", 2)).toEqual([]);
    const byHand = { ...staffed, roster: { skills: [], agents: [], rotations: [], teams: [] } };
    expect(alarmsAhead(linesOf(byHand, []), sites, now)).toEqual([]);
  });

  test("is a certificate that expires within 30 days", () => {
    const certificates = (from: number) =>
      alarmsAhead(linesOf(staffed, []), [], from).map((about) => about.kind === "certificate" && about.expiresAt);
    const end = at("2026-12-31T23:00:00.000Z");
    expect(certificates(end - 30 * DAY)).toEqual([]);
    expect(certificates(end - 30 * DAY + 1)).toEqual([end]);
    expect(certificates(end)).toEqual([end]);
    expect(certificates(end + 1)).toEqual([]);
  });
});

describe("what stands", () => {
  const gap = (from: number, to: number): AlarmAbout => ({
    kind: "gap",
    site: "site_shop",
    tier: 1,
    from,
    to,
    why: "off_duty",
  });
  const ids = () => {
    let last = 0;
    return () => `alm_${++last}`;
  };

  test("keeps who it is and when it was raised, also as a gap gets longer, has begun or runs on", () => {
    const first = alarmsNow([], [gap(now + DAY, now + 2 * DAY)], now, ids());
    expect(first).toEqual([{ id: "alm_1", raisedAt: now, about: gap(now + DAY, now + 2 * DAY) }]);
    const longer = alarmsNow(first, [gap(now + DAY, now + 3 * DAY)], now + 1, ids());
    expect(longer).toEqual([{ id: "alm_1", raisedAt: now, about: gap(now + DAY, now + 3 * DAY) }]);
    // A day later it is seen from within, so that it seems to begin now.
    const later = now + 1.5 * DAY;
    expect(alarmsNow(longer, [gap(later, now + 3 * DAY)], later, ids())).toEqual(longer);
  });

  test("drops what has vanished, and raises what comes back anew", () => {
    const known: Alarm[] = alarmsNow([], [gap(now + DAY, now + 2 * DAY)], now, ids());
    expect(alarmsNow(known, [], now + 1, ids())).toEqual([]);
    expect(alarmsNow([], [gap(now + DAY, now + 2 * DAY)], now + 2, ids())).toMatchObject([{ raisedAt: now + 2 }]);
    // Another gap that has begun since is another gap.
    const other = alarmsNow(known, [gap(now + 5 * DAY, now + 6 * DAY)], now + 5 * DAY, ids());
    expect(other).toMatchObject([{ id: "alm_1", raisedAt: now + 5 * DAY }]);
  });
});
