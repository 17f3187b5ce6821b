/** What a command has to do with the world: told apart so that a command says what it needs. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a person sits there who can be asked. */
  readonly isInteractive: boolean;
  write(text: string): void;
  complain(text: string): void;
  /** Everything that is piped in. */
  read(): Promise<string>;
  ask(question: string): Promise<string>;
}

/** Without what would steer a terminal: what strangers wrote is shown here. Line breaks and tabs stay. */
export const plain = (text: string): string =>
  Array.from(text, (letter) => (/[^\P{Cc}\n\t]/u.test(letter) ? "\uFFFD" : letter)).join("");

/** JSON for another program, in which no control character stands as itself. */
export const json = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/[\u007F-\u009F]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)}\n`;
