import type { Directory } from "../domain/directory.ts";
import { digest, randomSecret } from "../secrets.ts";
import { failureOf } from "../store/failure.ts";
import { countMail, isStopped, uncountMail } from "../store/mail.ts";
import { run } from "../store/query.ts";
import { insertLink } from "../store/sessions.ts";
import { addressKey, mailboxKey, stopToken } from "./address.ts";
import { compose } from "./compose.ts";
import { type Mailer, sendMail } from "./send.ts";
import { mailTexts } from "./texts.ts";

/** How long (ms) a mailed link lasts. */
export const MAILED_LINK_LASTS = 15 * 60_000;

/**
 * Mails a one-time sign-in link to the agent who has an address (in lower case), if there is one whose owner has not
 * stopped mail and has had fewer than three today. It is tried once: whoever waits for it asks again.
 */
export async function sendSignInLink(
  database: D1Database,
  mailer: Mailer,
  directory: Directory,
  email: string,
  language: string | null,
  now: number,
): Promise<void> {
  const agent = directory.setup.agents.find((one) => one.email.toLowerCase() === email);
  const { stopped } = await run(database, { stopped: isStopped(await addressKey(mailer.secret, email)) });
  if (!agent || stopped) return;
  const token = randomSecret();
  const texts = mailTexts(language);
  const stop = `${mailer.url}/mail/stop/${texts.language}/${await stopToken(mailer.secret, email)}`;
  const { name } = directory.setup;
  const mail = compose({
    from: mailer.from,
    name,
    to: email,
    subject: texts.signIn.subject(name),
    text: texts.signIn.text(name, `${mailer.url}/console/#signin=${token}`, stop),
    language: texts.language,
    stop,
  });
  const mailbox = await mailboxKey(mailer.secret, email);
  try {
    await run(database, {
      counted: countMail(mailbox, now),
      link: insertLink(await digest(token), agent.id, now + MAILED_LINK_LASTS),
    });
  } catch (error) {
    // The day's fourth mail.
    if (failureOf(error) === "clash") return;
    throw error;
  }
  if ((await sendMail(mailer, mail)) === "not sent") await run(database, { counted: uncountMail(mailbox, now) });
}
