import type { MacroActions } from "@firstline/sdk/wire";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";

/** What a macro does besides, a few words each. */
export function macroWords(
  { status, priority, tags = [], team, assignToMe }: MacroActions,
  teams: readonly { readonly id: string; readonly name: string }[],
): string[] {
  const words = work.macros;
  return [
    status !== undefined && words.status(texts.status[status]),
    priority !== undefined && words.priority(texts.priority[priority]),
    tags.length > 0 && words.tags(tags.join(", ")),
    team !== undefined && words.team(teams.find(({ id }) => id === team)?.name ?? team),
    assignToMe === true && words.toMe,
  ].filter((one) => one !== false);
}
