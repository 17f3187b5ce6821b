import type { DeskReply, NewNote, SiteSetup, TicketChange } from "@firstline/sdk/wire";
import type { Command } from "../domain/decide.ts";
import { type Directory, maySee } from "../domain/directory.ts";
import { topicOf } from "./form.ts";
import { Refused } from "./refused.ts";

/** What an agent's words lead to, besides their text. */
type Entry<Kind extends "answer" | "note"> = Extract<Command, { type: Kind }>;

/** A change as a command. Refuses a topic that the site does not have. */
export function changeOf(site: SiteSetup, change: TicketChange): Command {
  const { subject, topic, language, tags, priority, status, wakeAt, team, contract } = change;
  if (typeof topic === "string") topicOf(site, topic, "body.topic");
  return {
    type: "change",
    ...(subject !== undefined && { subject }),
    ...(topic !== undefined && { topic }),
    ...(language !== undefined && { language }),
    ...(tags !== undefined && { tags }),
    ...(priority !== undefined && { priority }),
    ...(status !== undefined && { status }),
    ...(wakeAt !== undefined && { wakeAt: Date.parse(wakeAt) }),
    ...(team !== undefined && { team }),
    ...(contract !== undefined && { contract }),
  };
}

/** An answer as a command, without its files. */
export const answerOf = (
  id: string,
  { text, status, wakeAt }: Pick<DeskReply, "text" | "status" | "wakeAt">,
): Entry<"answer"> => ({
  type: "answer",
  id,
  text,
  ...(status !== undefined && { status }),
  ...(wakeAt !== undefined && { wakeAt: Date.parse(wakeAt) }),
});

/** A note as a command, without its files. Refuses to call somebody who may not see the site, as if they were not there. */
export function noteOf(
  { agent: agents }: Directory,
  site: SiteSetup,
  id: string,
  { text, mentions = [] }: Pick<NewNote, "text" | "mentions">,
): Entry<"note"> {
  const issues = mentions.flatMap((mentioned, index) => {
    const agent = agents.get(mentioned);
    if (agent && maySee(agent.sites, site.id)) return [];
    return [{ path: `body.mentions.${index}`, message: "There is no such agent who may see this ticket." }];
  });
  if (issues.length > 0) throw new Refused("invalid", { issues });
  return { type: "note", id, text, ...(mentions.length > 0 && { mentions }) };
}
