import * as z from "zod";

/**
 * A file's handle: `att_` and 256 random bits. An upload belongs to whoever made it; to a visitor who is not known yet it
 * belongs by this handle alone, which nobody else learns before a message shows it.
 */
export const AttachmentId = z.string().regex(/^att_[A-Za-z0-9_-]{43}$/);

/**
 * What its uploader calls a file: one line, 1–255 UTF-16 units. It is text to show and nothing more: never a path, and
 * never what tells the file's type.
 */
export const FileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\n\r]*$/, "This has to be one line.");

/** A file that stands in a ticket, or may be put into one. */
export const Attachment = z
  .strictObject({
    id: AttachmentId,
    name: z.string(),
    /** The media type, as the content tells it. Whatever reads as text is `text/plain`. */
    type: z.string(),
    /** In bytes. */
    size: z.int().min(1),
    /** An image's size in pixels as it is seen, where the file's head tells it. */
    dimensions: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }).optional(),
  })
  .meta({ id: "Attachment" });
export type Attachment = z.infer<typeof Attachment>;

/** The uploads that a message takes in, in the order in which they are shown. Each can be taken once. */
export const NamedUploads = z
  .array(z.strictObject({ id: AttachmentId }))
  .max(20)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, "One file is named twice.")
  .meta({ id: "NamedUploads" });
export type NamedUploads = z.infer<typeof NamedUploads>;

/** How large a file may be, in bytes, and how many a message may have. */
export const UploadLimits = z
  .strictObject({
    maxBytes: z
      .int()
      .min(1)
      .max(100 * 1024 * 1024)
      .default(10 * 1024 * 1024),
    maxFiles: z.int().min(0).max(20).default(5),
  })
  .meta({ id: "UploadLimits" });
export type UploadLimits = z.infer<typeof UploadLimits>;
