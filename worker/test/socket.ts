import { DeskFrame, Frame } from "@firstline/sdk/wire";
import { expect } from "vitest";
import * as z from "zod";
import { send } from "./desk.ts";

const AnyFrame = z.union([Frame, DeskFrame]);
type AnyFrame = z.infer<typeof AnyFrame>;

/** A socket as a client holds it. */
export interface Listener {
  readonly say: (data: string | ArrayBuffer) => void;
  /** The next frame; fails when none comes within four seconds. */
  readonly next: () => Promise<AnyFrame>;
  /** The next text as it came. */
  readonly nextText: () => Promise<string>;
  /** Every frame that has come and was not asked for. */
  readonly rest: () => readonly string[];
  /** The code and reason the socket was closed with. */
  readonly closed: Promise<string>;
  readonly close: () => void;
}

/** Opens a socket to the desk. Answers with the refusal's text where there is none. */
export async function open(
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Listener | { readonly status: number; readonly text: string }> {
  const request = new Request(`https://desk.test${path}`, { headers: { upgrade: "websocket", ...headers } });
  const { webSocket, ...response } = await opened(request);
  if (!webSocket) return response;
  webSocket.accept();
  const waiting: string[] = [];
  let arrived = () => {};
  webSocket.addEventListener("message", ({ data }) => {
    waiting.push(String(data));
    arrived();
  });
  const closed = new Promise<string>((resolve) => {
    webSocket.addEventListener("close", ({ code, reason }) => resolve(`${code} ${reason}`));
  });
  const nextText = async (): Promise<string> => {
    const deadline = Date.now() + 4_000;
    while (waiting.length === 0) {
      if (Date.now() > deadline) throw new Error("No frame came");
      await new Promise<void>((resolve) => {
        arrived = resolve;
        setTimeout(resolve, 50);
      });
    }
    return waiting.shift() ?? "";
  };
  return {
    say: (data) => webSocket.send(data),
    next: async () => AnyFrame.parse(JSON.parse(await nextText())),
    nextText,
    rest: () => waiting.splice(0),
    closed,
    close: () => webSocket.close(1000),
  };
}

async function opened(request: Request) {
  const response = await send(request);
  const { status, webSocket } = response;
  return { status, webSocket, text: webSocket ? "" : await response.text() };
}

const listeners: Listener[] = [];

/** Opens a socket that has to open. */
export async function listen(path: string, headers?: Readonly<Record<string, string>>): Promise<Listener> {
  const listener = await open(path, headers);
  if ("status" in listener) throw new Error(`No socket: ${listener.status} ${listener.text}`);
  listeners.push(listener);
  return listener;
}

/** Hangs up on everybody. */
export function closeAll(): void {
  for (const listener of listeners.splice(0)) listener.close();
}

/** The first frame. */
export const hello = (token?: string): string => JSON.stringify({ type: "hello", token });

/** Where a ticket's requester listens, and where a site's agents do. */
export const ticketPath = (number: string, site = "pk_shopshop"): string => `/v1/live?site=${site}&number=${number}`;
export const sitePath = (site = "site_shop"): string => `/v1/desk/live?site=${site}`;

/** The secret in what a program sends. */
export const secretOf = (headers: Readonly<Record<string, string>>): string =>
  (headers.authorization ?? "").replace("Bearer ", "");

/** Nothing has come: what was pushed before would stand before the answer to a ping. */
export async function expectQuiet(listener: Listener): Promise<void> {
  listener.say("ping");
  expect(await listener.nextText()).toBe("pong");
}
