import type { SiteSetup } from "@firstline/sdk/wire";
import * as z from "zod";
import { formatNumber } from "../domain/number.ts";

/** What of a kept message has to be there; the rest stays as it was written, also by an older desk. */
const Kept = z.looseObject({ data: z.looseObject({ ticket: z.looseObject({}) }) });

/** A kept message as it is sent: with the ticket's number, which was not known yet when a new one's was written. */
export function numbered(body: string, { prefix }: SiteSetup, sequence: number): string {
  const message = Kept.parse(JSON.parse(body));
  const ticket = { ...message.data.ticket, number: formatNumber(prefix, sequence) };
  return JSON.stringify({ ...message, data: { ...message.data, ticket } });
}
