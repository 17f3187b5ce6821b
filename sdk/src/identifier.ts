import type { Message } from "./wire/index.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new message's id: `msg_` and 22 random letters and digits (131 bits). It serves as the idempotency key too. */
export function newMessageId(): Message["id"] {
  let random = "";
  while (random.length < 22) {
    // Bytes from 248 on would make the first letters likelier than the others.
    for (const byte of crypto.getRandomValues(new Uint8Array(1))) if (byte < 248) random += alphabet[byte % 62];
  }
  return `msg_${random}`;
}
