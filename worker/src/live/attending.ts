import { Attending, type Attention, type DeskFrame } from "@firstline/sdk/wire";
import type { Directory } from "../domain/directory.ts";
import { parseNumber } from "../domain/number.ts";
import type { Member } from "./member.ts";

/** For how long (ms) what an agent's console said holds without being said again. */
export const attentionLasts = 60_000;

/** How many frames a socket may say in a span of time (ms); what is more is dropped. */
const rate = { most: 20, within: 10_000 };

/** What an agent does with a ticket, as their colleagues are told. */
export type AttendingFrame = Extract<DeskFrame, { type: "attending" }>;

export function attendingOf(text: string): Attending | undefined {
  try {
    return Attending.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whether a frame may be heard now, and the member with it counted. */
export function counted(member: Member, now: number): { readonly member: Member; readonly heard: boolean } {
  const { said } = member;
  const goesOn = said !== undefined && now < said.since + rate.within;
  const next = goesOn ? { ...said, times: said.times + 1 } : { since: now, times: 1 };
  return { member: { ...member, said: next }, heard: next.times <= rate.most };
}

/**
 * What a member's frame tells their colleagues; undefined for whoever is no agent, and for a ticket of another site. Who
 * it is comes from what the socket was admitted with.
 */
export function frameOf(
  { proof, siteId }: Member,
  { number, attention }: Pick<Attending, "number" | "attention">,
  directory: Directory,
): AttendingFrame | undefined {
  if (proof?.kind !== "session") return undefined;
  const agent = directory.agent.get(proof.agent);
  const parsed = parseNumber(number);
  if (!agent || parsed === "mistyped") return undefined;
  if (directory.siteByPrefix.get(parsed.prefix)?.id !== siteId) return undefined;
  return { type: "attending", number, attention, agent: { id: agent.id, name: agent.name } };
}

/** What a member attends to by now, if that is still so. */
export const attendsTo = ({ attends }: Member, now: number): Member["attends"] =>
  attends && now < attends.at + attentionLasts ? attends : undefined;

/** The member with what they attend to from now on. */
export const attending = (member: Member, number: string, attention: Attention, now: number): Member => {
  const { attends: _, ...rest } = member;
  return attention === "left" ? rest : { ...rest, attends: { number, attention, at: now } };
};
