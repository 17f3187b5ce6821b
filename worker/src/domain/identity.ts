import type { IdentityClaims, Issue } from "@firstline/sdk/wire";

/** Who somebody is by the word of the site's own server. What is undefined was not said; null takes it away. */
export interface Identity {
  /** The site's own id of them. */
  readonly subject: string;
  readonly name: string | null | undefined;
  readonly email: string | null | undefined;
  /** Whether the site has made sure that the address is theirs. */
  readonly emailVerified: boolean;
  readonly plan: string | null | undefined;
  readonly language: string | null | undefined;
  /** Until when (ms) it holds. */
  readonly expiresAt: number;
}

/** How far (s) a server's clock may be off. */
const TOLERANCE = 60;
/** How far (s) ahead an identity may end. */
const LONGEST = 3_600;

/** What these claims say to the site with this public key at an instant (ms), or why they say nothing. */
export function identityOf(
  claims: IdentityClaims,
  audience: string,
  now: number,
): { readonly identity: Identity } | { readonly issues: readonly Issue[] } {
  const { aud, exp, iat, nbf, sub, email_verified: emailVerified = false } = claims;
  const seconds = now / 1_000;
  const issues: Issue[] = [];
  const note = (path: string, message: string) => issues.push({ path, message });
  if (![aud].flat().includes(audience)) note("aud", `This has to be the site's public key, ${audience}.`);
  if (exp <= seconds - TOLERANCE) note("exp", `The token ran out ${Math.round(seconds - exp)} seconds ago.`);
  if (exp > seconds + LONGEST + TOLERANCE) note("exp", "This may be at most one hour ahead, in seconds since 1970.");
  if (iat !== undefined && iat > seconds + TOLERANCE) note("iat", ahead(iat - seconds));
  if (nbf !== undefined && nbf > seconds + TOLERANCE) note("nbf", ahead(nbf - seconds));
  if (issues.length > 0) return { issues };
  const { name, email, plan, language } = claims;
  const expiresAt = Math.floor((exp + TOLERANCE) * 1_000);
  return {
    identity: { subject: sub, name, email, emailVerified: emailVerified && !!email, plan, language, expiresAt },
  };
}

const ahead = (seconds: number): string =>
  `This is ${Math.round(seconds)} seconds ahead of the desk's clock. Times are seconds since 1970.`;
