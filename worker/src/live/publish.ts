import type { DeskFrame, DeskThread, Frame, Thread } from "@firstline/sdk/wire";
import type { TicketPlace } from "../domain/projection.ts";
import type { Dismissed } from "./member.ts";

/** The name of the room where a site's agents listen. */
export const siteRoom = (siteId: string): string => siteId;

/** The name of the room where a ticket's requester listens. */
export const ticketRoom = (siteId: string, sequence: number): string => `${siteId}/${sequence}`;

/** What has changed, as each audience may see it; a room has one audience, so neither ever holds the other's. */
export interface Publication {
  readonly desk: DeskThread;
  readonly requester: Thread | undefined;
}

/** Pushes a change to the rooms. A push is a hint: who misses it asks over HTTP, so a room that fails is left alone. */
export async function publish(
  rooms: DurableObjectNamespace,
  { site, sequence }: TicketPlace,
  { desk, requester }: Publication,
): Promise<void> {
  const pushes = [push(rooms, siteRoom(site.id), { type: "changed", ...desk })];
  if (requester && requester.events.length > 0) {
    pushes.push(push(rooms, ticketRoom(site.id, sequence), { type: "changed", ...requester }));
  }
  await Promise.allSettled(pushes);
}

/** Tells the requester who listens that support has seen more of the ticket. */
export async function tellSeen(
  rooms: DurableObjectNamespace,
  { site, sequence }: TicketPlace,
  thread: Thread,
): Promise<void> {
  await Promise.allSettled([push(rooms, ticketRoom(site.id, sequence), { type: "changed", ...thread })]);
}

/** Closes sockets in the rooms of these sites. Whoever may still listen comes back with what they are by now. */
export async function dismiss(
  rooms: DurableObjectNamespace,
  siteIds: readonly string[],
  dismissed: Dismissed,
): Promise<void> {
  const body = JSON.stringify(dismissed);
  await Promise.allSettled(
    siteIds.map((siteId) =>
      rooms.get(rooms.idFromName(siteRoom(siteId))).fetch("https://room/dismiss", { method: "POST", body }),
    ),
  );
}

const push = (rooms: DurableObjectNamespace, room: string, frame: Frame | DeskFrame): Promise<Response> =>
  rooms.get(rooms.idFromName(room)).fetch("https://room/push", { method: "POST", body: JSON.stringify(frame) });
