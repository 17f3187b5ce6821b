import type { Message } from "./wire/index.ts";

/** A new message's id: `msg_` and 22 random letters and digits (131 bits). It serves as the idempotency key too. */
export function newMessageId(): Message["id"] {
  let random = "";
  while (random.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(1))) {
      // Each of the 64 values is equally likely; two have no letter and are drawn again.
      const value = byte % 64;
      if (value < 36) random += value.toString(36);
      else if (value < 62) random += (value - 26).toString(36).toUpperCase();
    }
  }
  return `msg_${random}`;
}
