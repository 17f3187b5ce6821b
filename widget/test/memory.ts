import type { Kept } from "../src/panel/storage.ts";

/** A place to keep one value in, as a browser's storage is. */
export function memory(value?: string): Kept {
  return {
    read: () => value,
    write(next) {
      value = next;
    },
  };
}
