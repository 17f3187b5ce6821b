import { createDesk } from "@firstline/sdk/desk";
import { type Signal, signal } from "@preact/signals";
import { expect, vi } from "vitest";
import { type Place, placeOf } from "../src/models/place.ts";
import type { TicketModel } from "../src/models/ticket.ts";
import { Workspace } from "../src/models/workspace.ts";
import { createTestDesk } from "./desk.ts";
import { session } from "./stories.ts";

/** A desk in memory, and a browser's surroundings without a browser. */
export function createWorld() {
  const server = createTestDesk();
  const connected = signal(true);
  server.signIn();
  const calling = createDesk({
    url: "http://desk.test",
    fetch: (input, init) =>
      connected.peek() ? server.handle(new Request(input, init)) : Promise.reject(new TypeError("Failed to fetch")),
  });
  // Changes are handed over by the tests here; the browser test has a real socket.
  const desk = { ...calling, watch: () => Object.assign(() => {}, { attend: () => {} }) };
  const stored = new Map<string, string>();
  const lasting = new Map<string, string>();
  /** What was told on the desktop, and how often it rang. */
  const bell = { shown: [] as { title: string; open: () => void }[], rung: 0 };
  const visible: Signal<boolean> = signal(true);
  const leaving = new Set<() => void>();
  const open: Disposable[] = [];

  /** A workspace at a place, with its list and ticket loaded. */
  const workspaceAt = async (fragment: string, onSessionEnd = () => {}) => {
    const place = signal<Place>(placeOf(fragment));
    const workspace = new Workspace({
      desk,
      session,
      renewals: signal(0),
      onSessionEnd,
      around: {
        place,
        connected,
        now: signal(Date.now()),
        second: signal(Date.now()),
        visible,
        storage: () => storageOn(stored),
        lasting: () => storageOn(lasting),
        bell: {
          ask: async () => true,
          show: ({ title }, open) => void bell.shown.push({ title, open }),
          ring: () => {
            bell.rung += 1;
          },
        },
        onLeave(listener) {
          leaving.add(listener);
          return () => void leaving.delete(listener);
        },
        go: (next) => {
          place.value = placeOf(next);
        },
      },
    });
    open.push(workspace);
    await vi.waitFor(() => expect(workspace.inbox.state.value.kind).not.toBe("loading"));
    if (place.value.number !== undefined) await vi.waitFor(() => expect(state(workspace).kind).not.toBe("loading"));
    return workspace;
  };

  return {
    server,
    desk,
    /** What the tab's storage holds. */
    stored,
    lasting,
    bell,
    visible,
    connected,
    workspaceAt,
    /** Closes the page. */
    leave() {
      for (const listener of leaving) listener();
    },
    /** Ends every workspace of this world. */
    end() {
      for (const workspace of open.splice(0)) workspace[Symbol.dispose]();
    },
    callsOf: (name: string) => server.calls.filter((call) => call.name === name),
  };
}

const storageOn = (kept: Map<string, string>): Storage => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key),
  clear: () => kept.clear(),
  key: (index) => [...kept.keys()][index] ?? null,
  get length() {
    return kept.size;
  },
});

export type World = ReturnType<typeof createWorld>;

export function ticketOf(workspace: Workspace): TicketModel {
  const ticket = workspace.ticket.value;
  if (!ticket) throw new Error("no ticket is open");
  return ticket;
}

export const state = (workspace: Workspace) => ticketOf(workspace).state.value;

export function ready(workspace: Workspace) {
  const now = state(workspace);
  if (now.kind !== "ready") throw new Error(`the ticket is ${now.kind}`);
  return now;
}

export function items(workspace: Workspace) {
  const now = workspace.inbox.state.value;
  if (now.kind !== "ready") throw new Error(`the list is ${now.kind}`);
  return now.items;
}
