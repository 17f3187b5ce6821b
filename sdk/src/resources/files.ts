import type { CallOptions, CreateOptions } from "../request.ts";
import type { Attachment, NamedUploads } from "../wire/index.ts";

/** What may be said of an upload. */
export interface UploadOptions extends CreateOptions {
  /** What the file is called, to be shown to people. Default: the name of a `File`, else "file". */
  readonly name?: string | undefined;
  /** Told how much has been sent, from 0 to 1. Where the platform does not tell, as in Node, only when all is there. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The files that stand in tickets. */
export interface Attachments {
  /** A file's bytes. To show a picture make an object URL of them; the address itself opens for a credential only. */
  get(id: Attachment["id"], options?: CallOptions): Promise<Blob>;
}

/** A file on its way, with a name that no header refuses: without control characters, at most 120 characters long. */
export function outgoingFile(content: Blob, { name, onProgress }: UploadOptions = {}) {
  const called = name ?? ("name" in content ? String(content.name) : "");
  const clean = [...called.replace(/[\p{Cc}\p{Cs}]/gu, " ").trim()].slice(0, 120).join("");
  return { name: clean || "file", content, onProgress };
}

/** The same message, in which an upload is named by its id alone. */
export const namingUploads = <Message extends { readonly attachments?: NamedUploads | undefined }>(
  message: Message,
): Message =>
  message.attachments ? { ...message, attachments: message.attachments.map(({ id }) => ({ id })) } : message;
