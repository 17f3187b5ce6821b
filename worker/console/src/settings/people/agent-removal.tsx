import type { Setup } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { failureOf } from "../../failure.ts";
import type { Workspace } from "../../models/workspace.ts";
import { peopleTexts } from "../../texts/people.ts";
import type { Bound } from "../parts/bound.ts";
import { Removal } from "../parts/removal.tsx";
import { withoutAgent } from "../references.ts";

const texts = peopleTexts.agents;

interface AgentRemovalProps {
  readonly workspace: Workspace;
  readonly setup: Bound<Setup>;
  readonly id: string;
  readonly name: string;
  /** Whether the desk has this agent already, and with that perhaps tickets of theirs. */
  readonly known: boolean;
}

/** Takes an agent out of the draft, and says what goes with them. */
export function AgentRemoval({ workspace, setup, id, name, known }: AgentRemovalProps) {
  const open = useSignal(0);
  useEffect(() => {
    if (!known) return undefined;
    let gone = false;
    workspace.desk.standings.list().then(
      (standings) => {
        if (!gone) open.value = standings.find(({ agent }) => agent.id === id)?.open ?? 0;
      },
      (error) => workspace.onFailure(failureOf(error)),
    );
    return () => {
      gone = true;
    };
  }, [known, id]);
  const { agents } = setup.value;
  const isLastAdmin = !agents.some((agent) => agent.role === "admin" && agent.id !== id);
  const stays =
    workspace.session.value.agent.id === id
      ? texts.you
      : isLastAdmin && agents.length > 0
        ? texts.lastAdmin
        : undefined;
  return (
    <Removal
      name={name}
      named={[]}
      stays={stays}
      hangs={hangingOn(setup.value, id, open.value, known)}
      onRemove={() => {
        setup.change((now) => withoutAgent(now, id));
        workspace.open(["settings", "agents"]);
      }}
    />
  );
}

function hangingOn({ teams, roster }: Setup, id: string, tickets: number, known: boolean): string[] {
  const names = (of: Setup["teams"]) => of.map(({ name }) => name).join(", ");
  const memberOf = teams.filter(({ members }) => members.includes(id));
  const led = teams.filter(({ lead }) => lead === id);
  const rotations = roster.rotations.filter(({ agents }) => agents.includes(id)).length;
  return [
    memberOf.length > 0 && texts.hangs.teams(names(memberOf)),
    led.length > 0 && texts.hangs.leads(names(led)),
    rotations > 0 && texts.hangs.rotations(rotations),
    roster.agents.some(({ agent }) => agent === id) && texts.hangs.roster,
    tickets > 0 && texts.hangs.tickets(tickets),
    known && texts.hangs.session,
  ].filter((sentence) => sentence !== false);
}
