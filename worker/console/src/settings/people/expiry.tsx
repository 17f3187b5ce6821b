import { peopleTexts } from "../../texts/people.ts";

const texts = peopleTexts.skills;

/** From how many days before its end on a certificate is a worry. */
const SOON = 60;

/** How many days a certificate still holds, its last one included; negative once it is over. */
export const daysLeft = (until: string, now: number): number =>
  Math.floor(Date.parse(until) / 86_400_000) - Math.floor(now / 86_400_000);

/** Whether a certificate holds, ends soon or has ended. */
export function Expiry({ until, now }: { until: string; now: number }) {
  const days = daysLeft(until, now);
  if (Number.isNaN(days)) return null;
  if (days < 0) return <span class="badge badge-danger">{texts.expired}</span>;
  if (days <= SOON) return <span class="badge badge-risk">{texts.left(days)}</span>;
  return <span class="badge">{texts.valid}</span>;
}
