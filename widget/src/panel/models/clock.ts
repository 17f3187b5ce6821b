import type { Answered } from "@firstline/sdk";
import { effect, type ReadonlySignal, signal } from "@preact/signals-core";

/** Milliseconds between two ticks. */
const step = 10_000;

/** The desk's time, in milliseconds since 1970: `now` goes on in steps while it is looked at, `read` is exact. */
export interface Clock {
  readonly now: ReadonlySignal<number>;
  read(): number;
}

/** A clock that ticks while `visible`. Ends with `stop`. */
export function createClock(visible: ReadonlySignal<boolean>) {
  // How far the desk is ahead of this computer.
  let ahead = 0;
  const read = () => Date.now() + ahead;
  const now = signal(read());
  const stop = effect(() => {
    if (!visible.value) return;
    const timer = setTimeout(
      () => {
        now.value = read();
      },
      Math.min(now.value + step - read(), step),
    );
    return () => clearTimeout(timer);
  });

  return {
    now,
    read,
    /** Takes the time from an answer of the desk. It is cut to seconds and was on its way for a while: less than a step is no difference. */
    set({ date }: Pick<Answered, "date">) {
      if (!date) return;
      const difference = Date.parse(date) - Date.now();
      ahead = Math.abs(difference) > step ? difference : 0;
    },
    stop,
  };
}
