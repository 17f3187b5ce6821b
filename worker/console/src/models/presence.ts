import type { Desk } from "@firstline/sdk/desk";
import { createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";

/** What an agent says of themselves. */
export type Availability = "online" | "away";

/** Whether an agent is there, told to the desk as long as they can see the console. */
export interface Presence {
  readonly state: ReadonlySignal<Availability>;
  choose(state: Availability): void;
  /** Says that nobody sits here any more. */
  leave(): Promise<void>;
  /** Says again how the agent stands. */
  say(): Promise<void>;
}

/** What presence needs from around it. */
export interface PresenceSurroundings {
  readonly desk: Desk;
  readonly agent: string;
  readonly visible: ReadonlySignal<boolean>;
  storage(): Storage;
  /** Calls what it is given when the page goes; answers what ends that. */
  onLeave(listener: () => void): () => void;
  onFailure(failure: Failure): void;
}

/** The desk takes an agent for offline after two minutes of silence. */
const interval = 60_000;

export const Presence = createModel<Presence, [PresenceSurroundings]>((around) => {
  const { desk, visible } = around;
  const key = `firstline-console:${around.agent}:presence`;
  const state = signal<Availability>(kept(around.storage, key));

  const tell = async (presence: Availability | "offline") => {
    try {
      await desk.presence.set(presence);
    } catch (error) {
      // The next minute says it again.
      around.onFailure(failureOf(error));
    }
  };
  const say = () => tell(state.peek());

  effect(() => {
    if (!visible.value) return undefined;
    void tell(state.value);
    const timer = setInterval(say, interval);
    return () => clearInterval(timer);
  });
  effect(() => around.onLeave(() => void tell("offline")));

  return {
    state,
    choose(next) {
      state.value = next;
      try {
        around.storage().setItem(key, next);
      } catch {
        // Blocked: it holds until the page is loaded again.
      }
    },
    leave: () => tell("offline"),
    say,
  };
});

/** Who chose to be away stays away over a reload. */
function kept(storage: () => Storage, key: string): Availability {
  try {
    return storage().getItem(key) === "away" ? "away" : "online";
  } catch {
    return "online";
  }
}
