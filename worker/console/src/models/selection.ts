import { type ReadonlySignal, signal } from "@preact/signals";

/** The tickets of a list that something is to be done to, by their numbers. */
export interface Selection {
  readonly numbers: ReadonlySignal<ReadonlySet<string>>;
  toggle(number: string): void;
  /** Selects everything from the ticket that was last toggled up to this one. */
  extendTo(number: string): void;
  selectAll(): void;
  clear(): void;
  /** Lets go of what is gone from the list. */
  keep(isThere: (number: string) => boolean): void;
}

/** `listed` are the numbers of the list, in its order. */
export function createSelection(listed: () => readonly string[]): Selection {
  const numbers = signal<ReadonlySet<string>>(new Set());
  let anchor: string | undefined;
  const put = (next: Iterable<string>) => {
    numbers.value = new Set(next);
  };
  return {
    numbers,
    toggle(number) {
      anchor = number;
      const known = numbers.peek();
      put(known.has(number) ? [...known].filter((other) => other !== number) : [...known, number]);
    },
    extendTo(number) {
      const all = listed();
      const [one, other] = [all.indexOf(anchor ?? number), all.indexOf(number)];
      if (other === -1) return;
      const from = one === -1 ? other : Math.min(one, other);
      put([...numbers.peek(), ...all.slice(from, Math.max(one, other) + 1)]);
    },
    selectAll: () => put(listed()),
    clear() {
      anchor = undefined;
      if (numbers.peek().size > 0) put([]);
    },
    keep(isThere) {
      const known = numbers.peek();
      if (![...known].every(isThere)) put([...known].filter(isThere));
    },
  };
}
