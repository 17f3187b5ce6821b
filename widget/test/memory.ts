import { vi } from "vitest";
import type { Shelf } from "../src/panel/shelf.ts";
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

/** A shelf that is a map. */
export function memoryShelf<Thing extends { readonly key: string }>(things = new Map<string, Thing>()): Shelf<Thing> {
  return {
    all: async () => [...things.values()],
    async put(thing) {
      things.set(thing.key, thing);
    },
    async remove(key) {
      things.delete(key);
    },
    fold: async () => {},
  };
}

/** What the models read of a window, where there is none. */
export function stubWindow(): EventTarget {
  const target = new EventTarget();
  vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
  vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
  vi.stubGlobal("location", new URL("https://shop.example/boots?size=42#top"));
  vi.stubGlobal("innerWidth", 1000);
  vi.stubGlobal("innerHeight", 800);
  return target;
}
