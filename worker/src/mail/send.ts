import type { Env } from "../env.ts";
import type { Mail } from "./compose.ts";

/** What a desk that sends mail has for it. */
export interface Mailer {
  readonly binding: SendEmail;
  /** The address that mails are from. */
  readonly from: string;
  /** Where people reach the desk, without a slash at the end. Never what a request says of itself: that can be forged. */
  readonly url: string;
  readonly secret: string;
}

/** The means to send mail, where the deployment has named all of them. */
export function mailerOf({
  MAIL,
  MAIL_FROM = "",
  DESK_URL = "",
  FIRSTLINE_SECRET,
}: Pick<Env, "MAIL" | "MAIL_FROM" | "DESK_URL" | "FIRSTLINE_SECRET">): Mailer | undefined {
  if (!MAIL || MAIL_FROM === "" || DESK_URL === "") return undefined;
  return { binding: MAIL, from: MAIL_FROM, url: DESK_URL.replace(/\/+$/, ""), secret: FIRSTLINE_SECRET };
}

/** What became of a mail. Of one whose fate is unknown it has to be assumed that it was sent, and that it was not. */
export type Sent = "sent" | "not sent" | "unknown";

/** Hands a mail over, once. A failure is logged by its code, which tells nothing of whom it was for. */
export async function sendMail({ binding }: Mailer, { from, to, subject, text, headers }: Mail): Promise<Sent> {
  try {
    await binding.send({ from: { ...from }, to, subject, text, headers: { ...headers } });
    return "sent";
  } catch (error) {
    const code = codeOf(error);
    console.error(JSON.stringify({ fault: "mail", code }));
    // A code is the service's word that it has not taken the mail; without one the connection may have broken after it.
    return code === undefined ? "unknown" : "not sent";
  }
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^E_[A-Z_]{1,60}$/.test(code) ? code : undefined;
}
