import type { SiteSetup } from "@firstline/sdk/wire";
import type { Directory } from "../domain/directory.ts";
import { derive } from "../secrets.ts";
import { failureOf } from "../store/failure.ts";
import { countMail, isStopped, mailsSpent, uncountMail } from "../store/mail.ts";
import { run } from "../store/query.ts";
import { beginTry, deleteRestore, endTries, hasTicketsFrom, type Restore } from "../store/restores.ts";
import { addressKey, mailboxKey, stopToken } from "./address.ts";
import { compose, type Mail, MailRefused } from "./compose.ts";
import { type Mailer, sendMail } from "./send.ts";
import { mailTexts } from "./texts.ts";

const minute = 60_000;

/** How long (ms) a link lasts. */
export const RESTORE_LASTS = 60 * minute;

/** How often its mail is tried at most: at once, and after 1, 3, 7, 15 and 31 minutes. */
const TRIES = 6;

/** How long (ms) a link has to last still for its mail to be of use. */
const OF_USE = 10 * minute;

/** The token of a link. It is derived, so that a mail can be written again and the database holds none. */
export const restoreToken = (deskSecret: string, siteId: string, id: string): Promise<string> =>
  derive(deskSecret, "restore", siteId, id);

/** Whether the visitors of a site may come back by mail. Where identities are demanded, the site's own sign-in is the way. */
export const offersRestore = ({ identifiedOnly }: SiteSetup, mailer: Mailer | undefined): mailer is Mailer =>
  mailer !== undefined && !identifiedOnly;

/**
 * Sends the mail of a link if anybody is to get it: somebody wrote from the address whom no site has identified, the
 * owner has not stopped mail, and has had fewer than three today. What is claimed first is sent at least once and, but
 * for a failure whose outcome is unknown, once; whatever breaks off is tried again by the minute's job.
 */
export async function sendRestore(
  database: D1Database,
  mailer: Mailer,
  directory: Directory,
  restore: Restore,
  now: number,
): Promise<void> {
  const { siteId, email } = restore;
  const site = directory.siteById.get(siteId);
  const mailbox = await mailboxKey(mailer.secret, email);
  const { known, stopped, spent } = await run(database, {
    known: hasTicketsFrom(siteId, email),
    stopped: isStopped(await addressKey(mailer.secret, email)),
    spent: mailsSpent(mailbox, now),
  });
  const wanted = site && offersRestore(site, mailer) && known && !stopped && !spent;
  const mail = wanted ? await restoreMail(mailer, site, restore) : undefined;
  if (!mail) {
    await run(database, { restore: deleteRestore(restore) });
    return;
  }
  if (!(await begin(database, restore, mailbox, now))) return;
  const sent = await sendMail(mailer, mail);
  if (sent === "sent") await run(database, { ended: endTries(restore) });
  if (sent === "not sent") await run(database, { counted: uncountMail(mailbox, now) });
}

/** Claims the next try and counts its mail; false if that is not ours to send. */
async function begin(database: D1Database, restore: Restore, mailbox: string, now: number): Promise<boolean> {
  try {
    const { begun } = await run(database, {
      begun: beginTry(restore, nextTry(restore, now)),
      counted: countMail(mailbox, now),
    });
    return begun;
  } catch (error) {
    // Another has begun this try, or another mail was the day's third: the next minute's look tells which.
    if (failureOf(error) === "clash") return false;
    throw error;
  }
}

function nextTry({ tries, expiresAt }: Restore, now: number): number | null {
  const at = now + minute * 2 ** tries;
  return tries + 1 < TRIES && at < expiresAt - OF_USE ? at : null;
}

/**
 * The mail of a link; undefined where none can be written to such an address. Nothing in it is what a visitor wrote, for
 * whoever asked may have typed somebody else's address.
 */
async function restoreMail(
  mailer: Mailer,
  site: SiteSetup,
  { id, email, language }: Restore,
): Promise<Mail | undefined> {
  const texts = mailTexts(language);
  const token = await restoreToken(mailer.secret, site.id, id);
  // The page knows its site by the prefix, as it does for a ticket; the secret stays in the fragment.
  const link = `${mailer.url}/t/${site.prefix}#r=${token}`;
  const stop = `${mailer.url}/mail/stop/${texts.language}/${await stopToken(mailer.secret, email)}`;
  try {
    return compose({
      from: mailer.from,
      name: site.name,
      to: email,
      subject: texts.restore.subject(site.name),
      text: texts.restore.text(site.name, link, stop),
      language: texts.language,
      stop,
    });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    console.error(JSON.stringify({ fault: "mail", code: "refused" }));
    return undefined;
  }
}
