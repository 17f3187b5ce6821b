const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span of time in milliseconds, from a number of them or from a text such as `90s`, `15m`, `2h`, `1.5d`. */
export function spanOf(span: number | string): number {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(span)) ?? [];
  const milliseconds = typeof span === "number" ? span : Number(amount || Number.NaN) * (units[unit] ?? 1);
  if (milliseconds >= 0 && Number.isFinite(milliseconds)) return Math.round(milliseconds);
  throw new TypeError(
    `${JSON.stringify(span)} is no span of time: name milliseconds, or a text such as "90s", "15m", "2h".`,
  );
}

/** An instant in milliseconds since 1970, from anything that names one. */
export function instantOf(instant: number | string | Date): number {
  const at = new Date(instant).getTime();
  if (Number.isNaN(at))
    throw new TypeError(`${JSON.stringify(instant)} is no instant: write "2027-03-01T09:00:00.000Z".`);
  return at;
}
