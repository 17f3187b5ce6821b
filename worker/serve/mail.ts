import { z } from "zod";

/** A mail that the desk would have sent. */
const Mail = z.object({
  from: z.object({ name: z.string(), email: z.string() }),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});
export type Mail = z.infer<typeof Mail>;

/** How many mails are kept, the newest last. */
const KEPT = 50;

/** Where mails of a desk on one machine end: nothing leaves it; `onMail` is told of each, and the last ones are kept. */
export function mailBox(onMail: (mail: Mail) => void) {
  const mails: Mail[] = [];
  return {
    mails,
    take: (json: unknown): void => {
      const mail = Mail.parse(json);
      mails.push(mail);
      if (mails.length > KEPT) mails.shift();
      onMail(mail);
    },
  };
}

/** The worker that stands where Cloudflare's mail service would: it has the same method, and hands on what it is given. */
export const mailWorker = `
import { WorkerEntrypoint } from "cloudflare:workers";
export class Mail extends WorkerEntrypoint {
  async send(mail) {
    const taken = await this.env.TAKE.fetch("http://mail", { method: "POST", body: JSON.stringify(mail) });
    if (!taken.ok) throw new Error("The mail was not taken");
    return { messageId: crypto.randomUUID() };
  }
}
export default {};
`;

/** A mail as it is printed. */
export const mailTold = ({ to, subject, text }: Mail): string =>
  [`Mail to ${to}`, subject, "", ...text.trimEnd().split("\n")].map((line) => `  ${line}`.trimEnd()).join("\n");
