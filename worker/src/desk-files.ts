import type { Attachment, NamedUploads, SiteSetup } from "@firstline/sdk/wire";
import { attached, attachingOf, UPLOAD_WAITS } from "./domain/attachment.ts";
import type { TicketEvent, Written } from "./domain/event.ts";
import type { Refusal } from "./domain/refusal.ts";
import { insertAttachments } from "./store/attachments.ts";
import type { Queries, Query } from "./store/query.ts";
import { deleteUploads, uploadsNamed } from "./store/uploads.ts";

/** The uploads that a message names: where the list stands in the request, and by whom they may have been made. */
export interface Naming {
  readonly named: NamedUploads;
  readonly path: "attachments" | "message.attachments";
  readonly uploaders: readonly string[];
}

/** Asks, in the read batch, for the uploads that a message names. */
export const askUploads = (
  { id }: SiteSetup,
  { named, uploaders }: Naming,
  now: number,
): { readonly uploads?: Query<Attachment[]> } => {
  const ids = named.map((upload) => upload.id);
  return ids.length === 0 ? {} : { uploads: uploadsNamed(id, ids, uploaders, now - UPLOAD_WAITS) };
};

/** The same message or command with the files that it names, or why it cannot have them. */
export function withFiles<Message extends Written>(
  { uploads: { maxFiles } }: SiteSetup,
  message: Message,
  { named, path }: Naming,
  found: readonly Attachment[] | undefined,
): Message | Refusal {
  if (named.length === 0) return message;
  const attachments = attached(named, found ?? [], maxFiles, path);
  return "refused" in attachments ? attachments : { ...message, attachments };
}

/** What brings the files of events into their ticket, in the batch that writes the events. */
export function takeFiles(siteId: string, sequence: number | undefined, events: readonly TicketEvent[]): Queries {
  const queries: Record<string, Queries[string]> = {};
  for (const { message, ids, isPublic } of attachingOf(events)) {
    queries[`files of ${message}`] = insertAttachments(siteId, sequence, ids, isPublic);
    queries[`uploads of ${message}`] = deleteUploads(ids.map((id) => ({ siteId, id })));
  }
  return queries;
}
