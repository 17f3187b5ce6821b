/** A way of writing that blames the reader, and what to write in its place where that stays good grammar. */
export interface Blame {
  /** The source of a pattern: whole words, one space for any white space between two. */
  readonly says: string;
  readonly suggestion?: string;
}

/** What the guard knows of one language. Every pattern is the source of a regular expression without case. */
export interface Wording {
  /** The most words that a sentence may have. */
  readonly longest: number;
  /** Shortened words after which a sentence goes on, without the last full stop. */
  readonly shortened: ReadonlySet<string>;
  /** How a first answer may begin. */
  readonly greetings: string;
  /** What is put before a first answer that has none. */
  readonly greeting: string;
  /** Words that tell what happens next, or what the reader is to do. */
  readonly nextSteps: string;
  /** Words with which a sentence tells the reader what to do; only at its beginning. */
  readonly requests: string;
  readonly blames: readonly Blame[];
  /** Words that turn what follows them into no blame: "if you forgot to …", "it is not your fault". */
  readonly excuses: ReadonlySet<string>;
  /** Words of nearly every text of the language, and of hardly another. */
  readonly marks: ReadonlySet<string>;
}
