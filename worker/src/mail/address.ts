import { derive, sameDigest } from "../secrets.ts";

/**
 * How an address is kept where it has to be known again and nobody needs to read it: as a keyed digest. `email` is in
 * lower case.
 */
export const addressKey = (deskSecret: string, email: string): Promise<string> =>
  derive(deskSecret, "mail address", email);

/**
 * The same of the mailbox behind an address, by which mails are counted: what follows a plus sign is a label that the
 * owner may choose freely, and so may whoever wants to flood them.
 */
export const mailboxKey = (deskSecret: string, email: string): Promise<string> =>
  derive(deskSecret, "mailbox", email.replace(/^([^+@]+)\+[^@]*@/, "$1@"));

/**
 * What a stop link holds: the address's key and a signature. It stands in the link's path, unlike any other secret, for
 * it has to work without script; all that it can do is to stop mail.
 */
export async function stopToken(deskSecret: string, email: string): Promise<string> {
  const address = await addressKey(deskSecret, email);
  return `${address}.${await derive(deskSecret, "stop mail", address)}`;
}

/** The key of the address that a stop link is for; undefined if the desk has not signed it. */
export async function stoppedAddress(deskSecret: string, token: string): Promise<string | undefined> {
  const [, address, signature] = /^([\w-]{43})\.([\w-]{43})$/.exec(token) ?? [];
  if (address === undefined || signature === undefined) return undefined;
  return sameDigest(signature, await derive(deskSecret, "stop mail", address)) ? address : undefined;
}
