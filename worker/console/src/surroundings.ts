import { signal } from "@preact/signals";
import { createBell } from "./bell.ts";
import { type Place, placeOf } from "./models/place.ts";
import type { Arrival } from "./models/session.ts";
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
    if (location.hash.startsWith("#/") || location.hash === "") place.value = placeOf(location.hash, place.peek());
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
    lasting: () => localStorage,
    bell: createBell(),
    onLeave(listener) {
      addEventListener("pagehide", listener);
      return () => removeEventListener("pagehide", listener);
    },
    go(fragment) {
      location.hash = fragment;
    },
  };
}

/** Where the tab was before it went to an issuer. */
const placeKey = "firstline-console:place";

/** Keeps what the page shows, to show it again after the return from an issuer. */
export function keepPlace(): void {
  try {
    sessionStorage.setItem(placeKey, location.hash);
  } catch {
    // Blocked: the return leads to the agent's own list.
  }
}

function keptPlace(): string {
  try {
    const kept = sessionStorage.getItem(placeKey) ?? "";
    sessionStorage.removeItem(placeKey);
    return kept.startsWith("#/") ? kept : "";
  } catch {
    return "";
  }
}

/** What stands in the address of this page. An issuer answers in the fragment, or, if it cannot, in the query. */
export const arrival: Arrival = {
  read() {
    const fragment = new URLSearchParams(location.hash.startsWith("#/") ? "" : location.hash.slice(1));
    const token = fragment.get("signin");
    if (token !== null) return { token };
    return issuersAnswer(fragment) ?? issuersAnswer(new URLSearchParams(location.search));
  },
  clear: () => history.replaceState(null, "", `${location.pathname}${keptPlace()}`),
};

function issuersAnswer(said: URLSearchParams): ReturnType<Arrival["read"]> {
  const [state, code, iss] = ["state", "code", "iss"].map((name) => said.get(name) ?? undefined);
  if (state === undefined) return undefined;
  if (code === undefined) return "refused";
  return { oidc: { state, code, ...(iss !== undefined && { iss }) } };
}
