const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A new identifier such as `team_4fT0…`; with 16 random letters and digits nobody else has it. */
export const newId = (prefix: string): string =>
  `${prefix}_${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => letters[byte % letters.length]).join("")}`;
