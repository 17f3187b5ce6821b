/** What a mail service was handed. */
export type Sent = EmailMessageBuilder;

/** A mail service that keeps what it is handed; `fail` is asked at every mail, and what it answers is thrown. */
export function postbox(fail: () => Error | undefined = () => undefined) {
  const mails: Sent[] = [];
  const mail = {
    async send(message: EmailMessage | EmailMessageBuilder) {
      if (!("subject" in message)) throw new Error("The desk builds its mails by parts");
      const error = fail();
      if (error) throw error;
      mails.push(message);
      return { messageId: String(mails.length) };
    },
  } satisfies SendEmail;
  return { mail, mails };
}

/** The service's word that it has not taken a mail. */
export const refused = (code: string): Error => Object.assign(new Error("Not sent"), { code });

/** The secret of the link in a mail. */
export const secretIn = (mail: Sent | undefined): string =>
  /\/t\/[A-Z]+#r=([\w-]{43})\n/.exec(mail?.text ?? "")?.[1] ?? "";

/** Where a mail's stop link leads. */
export const stopIn = (mail: Sent | undefined): string =>
  /https:\/\/\S+\/mail\/stop\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
