/** A mail as it is handed to whatever sends it. */
export interface Mail {
  readonly from: { readonly name: string; readonly email: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a mail is made of. */
export interface Draft {
  readonly from: string;
  /** Who it is from, in words. */
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** As BCP 47 writes it. */
  readonly language: string;
  /** Where mail to this address can be stopped; an absolute address. */
  readonly stop: string;
}

/** A mail that cannot be written without a header becoming another one, or an address another one. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/**
 * One address and nothing else: no name, comment, quotes, route or list (the dot-atoms of RFC 5321, 4.1.2, with a domain of
 * at least two labels; lengths by 4.5.3.1).
 */
const address =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Writes a mail that answers nobody and asks for no automatic answer (RFC 3834).
 * @throws MailRefused for a line break or NUL in what becomes a header, and for an address that is not plainly one.
 */
export function compose({ from, name, to, subject, text, language, stop }: Draft): Mail {
  if (!address.test(from) || !address.test(to)) throw new MailRefused("This is not a plain address.");
  const headers = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Content-Language": language,
    // RFC 8058: a mail program's own button. It is for https alone.
    ...(stop.startsWith("https://") && {
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  };
  for (const value of [name, subject, ...Object.values(headers)]) {
    if (/[\r\n\0]/.test(value)) throw new MailRefused("A header would have more than one line.");
  }
  return { from: { name, email: from }, to, subject, text, headers };
}
