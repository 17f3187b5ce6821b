import * as z from "zod";
import { AttachmentId } from "../attachment.ts";
import { Sequence, TicketNumber } from "../common.ts";

/** The parts that rows of several tables share. */
export const number = z.strictObject({ number: TicketNumber });
export const attachment = z.strictObject({ attachment: AttachmentId });
export const after = z.strictObject({ after: z.coerce.number().pipe(Sequence).optional() });
export const ReadMark = z.strictObject({ seq: Sequence }).meta({ id: "ReadMark" });

export const ticketErrors = ["not_found", "number_mistyped"] as const;
export const createErrors = ["idempotency_key_reused", "version_clash"] as const;
