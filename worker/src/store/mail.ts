import { nothing, type Query } from "./query.ts";

const dayMs = 86_400_000;

/** Counts a mail to a mailbox today. The fourth in a day makes the whole batch fail as a clash. */
export const countMail = (mailbox: string, now: number): Query<undefined> => ({
  sql: `INSERT INTO mail_counts (mailbox, day, sent) VALUES (?1, ?2, 1)
    ON CONFLICT (mailbox, day) DO UPDATE SET sent = sent + 1`,
  values: [mailbox, Math.floor(now / dayMs)],
  read: nothing,
});

/** Takes a count back: that mail has certainly not been sent. `now` is when it was counted. */
export const uncountMail = (mailbox: string, now: number): Query<undefined> => ({
  sql: "UPDATE mail_counts SET sent = max(sent - 1, 0) WHERE mailbox = ?1 AND day = ?2",
  values: [mailbox, Math.floor(now / dayMs)],
  read: nothing,
});

/** Whether a mailbox has had today's mails. */
export const mailsSpent = (mailbox: string, now: number): Query<boolean> => ({
  sql: "SELECT 1 FROM mail_counts WHERE mailbox = ?1 AND day = ?2 AND sent >= 3",
  values: [mailbox, Math.floor(now / dayMs)],
  read: (rows) => rows.length > 0,
});

/** Stops mail to an address for good. */
export const stopMail = (address: string, now: number): Query<undefined> => ({
  sql: "INSERT INTO mail_stops (address, stopped_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  values: [address, now],
  read: nothing,
});

/** Whether mail to an address has been stopped. */
export const isStopped = (address: string): Query<boolean> => ({
  sql: "SELECT 1 FROM mail_stops WHERE address = ?1",
  values: [address],
  read: (rows) => rows.length > 0,
});

/** Removes what was counted on days before that of `before` (ms), at most so many rows. */
export const removeOldMailCounts = (before: number, most: number): Query<undefined> => ({
  sql: `DELETE FROM mail_counts WHERE (mailbox, day) IN
    (SELECT mailbox, day FROM mail_counts WHERE day < ?1 ORDER BY day LIMIT ?2)`,
  values: [Math.floor(before / dayMs), most],
  read: nothing,
});
