import type { Attachment } from "@firstline/sdk/wire";

/** Files picked for one message. */
export interface Files {
  /** Whether some are not there yet. */
  busy(): boolean;
  /** Those that the desk has; undefined for none. */
  ready(): Attachment[] | undefined;
  /** Takes files up, as those of a paste. */
  add(files: Iterable<File>): void;
  /** Ends what is on its way. */
  stop(): void;
}
