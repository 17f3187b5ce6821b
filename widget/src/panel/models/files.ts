import type { Attachment } from "@firstline/sdk/wire";

/** What a message takes in: a file of the visitor's, one that the desk has already, or a picture of the page, to be taken. */
export type Pick = File | Attachment | "screenshot";

/** Files picked for one message. */
export interface Files {
  /** What was picked before the code was here that sends it. */
  readonly waiting?: Pick[];
  /** Whether a message that was sent now would go without some; then it waits, and what failed is tried again. */
  hold(): boolean;
  /** Those that the desk has; undefined for none. */
  ready(): Attachment[] | undefined;
  add(picked: Iterable<Pick>): void;
  /** Ends what is on its way. */
  stop(): void;
}

/** Files that are kept until the code that sends them is here. */
export function keepFiles(picked: Iterable<Pick>): Files {
  const waiting = [...picked];
  return {
    waiting,
    hold: () => waiting.length > 0,
    ready: () => undefined,
    add(more) {
      waiting.push(...more);
    },
    stop() {},
  };
}
