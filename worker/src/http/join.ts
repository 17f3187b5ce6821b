import { type Member, memberHeader, type Proof } from "../live/member.ts";
import { siteRoom, ticketRoom } from "../live/publish.ts";
import { Refused } from "./refused.ts";

/** Hands an upgrade to its room. A requester proves who they are in the first frame, an agent has done so already. */
export async function join(
  rooms: DurableObjectNamespace,
  request: Request,
  room: { readonly siteId: string; readonly sequence?: number },
  proof: Proof | undefined,
): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new Refused("invalid", { issues: [{ path: "header.Upgrade", message: "This address is for web sockets." }] });
  }
  const member: Member = { ...room, ...(proof && { proof }), greeted: false, admittedAt: 0 };
  const name = room.sequence === undefined ? siteRoom(room.siteId) : ticketRoom(room.siteId, room.sequence);
  const response = await rooms.get(rooms.idFromName(name)).fetch("https://room/join", {
    headers: { upgrade: "websocket", [memberHeader]: JSON.stringify(member) },
  });
  if (response.status === 429) throw new Refused("too_many_requests", { retryAfter: 10 });
  return response;
}
