import type { Message } from "./wire/index.ts";

/** A new message's id: `msg_` and 22 random letters and digits (131 bits). It serves as the idempotency key too. */
export function newMessageId(): Message["id"] {
  let random = "";
  while (random.length < 22) {
    // As many as are needed, and a few more: asking for them one by one would take most of the time.
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      // Each of the 64 values is equally likely; two have no letter and are drawn again.
      const value = byte % 64;
      if (value < 36) random += value.toString(36);
      else if (value < 62) random += (value - 26).toString(36).toUpperCase();
    }
  }
  return `msg_${random.slice(0, 22)}`;
}
