import { signal } from "@preact/signals";
import { type Place, placeOf } from "./models/place.ts";
import type { SignInLink } from "./models/session.ts";
import type { Surroundings } from "./models/workspace.ts";

const tick = 20_000;

/** The browser as the models see it: address, network and clock. It lives as long as the page. */
export function createSurroundings(): Surroundings {
  const place = signal<Place>(placeOf(location.hash));
  const connected = signal(navigator.onLine);
  const now = signal(Date.now());
  const second = signal(Date.now());
  const visible = signal(!document.hidden);
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#/") || location.hash === "") place.value = placeOf(location.hash);
  });
  addEventListener("online", () => {
    connected.value = true;
  });
  addEventListener("offline", () => {
    connected.value = false;
  });
  setInterval(() => {
    now.value = Date.now();
  }, tick);
  setInterval(() => {
    if (visible.peek()) second.value = Date.now();
  }, 1_000);
  document.addEventListener("visibilitychange", () => {
    second.value = Date.now();
    visible.value = !document.hidden;
  });
  return {
    place,
    connected,
    now,
    second,
    visible,
    storage: () => sessionStorage,
    onLeave(listener) {
      addEventListener("pagehide", listener);
      return () => removeEventListener("pagehide", listener);
    },
    go(fragment) {
      location.hash = fragment;
    },
  };
}

const signInFragment = "#signin=";

/** The one-time link's token in the address of this page. */
export const signInLink: SignInLink = {
  read: () => (location.hash.startsWith(signInFragment) ? location.hash.slice(signInFragment.length) : undefined),
  clear: () => history.replaceState(null, "", location.pathname),
};
