import type { Alarm, Board, DeskTicket, UnassignedTicket } from "@firstline/sdk/desk";
import type { ComponentChildren } from "preact";
import { fragmentOf } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { boardTexts as texts } from "../texts/board.ts";
import { texts as general } from "../texts.ts";
import { inFull, moment } from "../time.ts";
import { NextDue } from "../views/clocks.tsx";
import { BellIcon, CheckIcon } from "../views/icons.tsx";
import { PersonName, SiteName } from "../views/parts.tsx";

/** How many rows a list shows before it is opened. */
const shortly = 6;

/** A list with its name and how much there is; what there is none of is said. */
function Card(props: { id: string; title: string; none: string; rows: readonly ComponentChildren[] }) {
  const { id, title, none, rows } = props;
  const rest = rows.slice(shortly);
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {title} {rows.length > 0 && <span class="card-count">{rows.length}</span>}
      </h3>
      {rows.length === 0 ? (
        <p class="card-none">
          <CheckIcon />
          {none}
        </p>
      ) : (
        <ul>{rows.slice(0, shortly)}</ul>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{texts.lists.more(rest.length)}</summary>
          <ul>{rest}</ul>
        </details>
      )}
    </section>
  );
}

interface RowProps {
  readonly ticket: DeskTicket;
  readonly workspace: Workspace;
  readonly children: ComponentChildren;
}

/** A ticket in a line: what it is about, whose it is, and what presses. */
function Row({ ticket, workspace, children }: RowProps) {
  const { sites } = workspace.session.value;
  return (
    <li>
      <a class="card-row" href={fragmentOf({ ...workspace.place.value, number: ticket.number })}>
        <span class="card-subject" dir="auto">
          {ticket.subject}
        </span>
        {children}
        <span class="card-facts">
          <span class="number">{ticket.number}</span>
          {sites.length > 1 && <SiteName site={ticket.site} sites={sites} />}
          {ticket.assignee === null ? (
            <span>{texts.lists.nobody}</span>
          ) : (
            <span>
              <PersonName name={ticket.assignee.name} />
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

/** Tickets whose promise is at risk or broken, what is due first on top. */
export function Pressed(props: { kind: "atRisk" | "breached"; tickets: readonly DeskTicket[]; workspace: Workspace }) {
  const { kind, tickets, workspace } = props;
  return (
    <Card
      id={`board-${kind}`}
      title={texts.lists[kind]}
      none={texts.lists[`${kind}None`]}
      rows={tickets.map((ticket) => (
        <Row key={ticket.number} ticket={ticket} workspace={workspace}>
          <NextDue ticket={ticket} now={workspace.now.value} />
        </Row>
      ))}
    />
  );
}

/** Tickets that nobody has, each with the reason and until when. */
export function Unassigned({ items, workspace }: { items: readonly UnassignedTicket[]; workspace: Workspace }) {
  const now = workspace.now.value;
  return (
    <Card
      id="board-unassigned"
      title={texts.lists.unassigned}
      none={texts.lists.unassignedNone}
      rows={items.map(({ ticket, why, until }) => (
        <Row key={ticket.number} ticket={ticket} workspace={workspace}>
          <NextDue ticket={ticket} now={now} />
          <span class="card-why">
            {why === null ? texts.lists.unlooked : general.lines.nobody.why[why]}{" "}
            {until !== null && Date.parse(until) > now && texts.lists.until(moment(until, now))}
            {until === null && why !== null && texts.lists.ever}
          </span>
        </Row>
      ))}
    />
  );
}

/** Tickets that two handovers did not settle. */
export function Bounced({ tickets, workspace }: { tickets: readonly DeskTicket[]; workspace: Workspace }) {
  return (
    <Card
      id="board-bounced"
      title={texts.lists.bounced}
      none={texts.lists.bouncedNone}
      rows={tickets.map((ticket) => (
        <Row key={ticket.number} ticket={ticket} workspace={workspace}>
          <span class="due">{texts.lists.bounces(ticket.bounces)}</span>
        </Row>
      ))}
    />
  );
}

/** What a lead should know before it hurts. */
export function Alarms({ board, workspace }: { board: Board; workspace: Workspace }) {
  return (
    <Card
      id="board-alarms"
      title={texts.lists.alarms}
      none={texts.lists.alarmsNone}
      rows={board.alarms.map((alarm) => <AlarmRow key={alarm.id} alarm={alarm} board={board} workspace={workspace} />)}
    />
  );
}

function AlarmRow({ alarm, board, workspace }: { alarm: Alarm; board: Board; workspace: Workspace }) {
  const { title, facts, why } = wordsOf(alarm, board, workspace);
  return (
    <li class="card-row card-alarm">
      <span class="card-subject">
        <BellIcon />
        {title}
      </span>
      <span class="card-facts">{facts}</span>
      {why !== undefined && <span class="card-why">{why}</span>}
    </li>
  );
}

function wordsOf(
  alarm: Alarm,
  { skills }: Board,
  workspace: Workspace,
): { readonly title: string; readonly facts: ComponentChildren; readonly why?: string } {
  const { sites, tiers } = workspace.session.value;
  const now = workspace.now.value;
  const time = (at: string) => (
    <time dateTime={at} title={inFull(at)}>
      {moment(at, now)}
    </time>
  );
  switch (alarm.kind) {
    case "gap": {
      const site = sites.find(({ id }) => id === alarm.site)?.name ?? alarm.site;
      const tier = tiers.find(({ level }) => level === alarm.tier)?.label ?? general.tier(alarm.tier);
      return {
        title: texts.lists.gap(site, tier),
        facts: texts.lists.gapSpan(moment(alarm.from, now), moment(alarm.to, now)),
        why: general.lines.nobody.why[alarm.why],
      };
    }
    case "certificate":
      return {
        title: texts.lists.certificate(skills.find(({ id }) => id === alarm.skill)?.label ?? alarm.skill),
        facts: (
          <>
            <PersonName name={alarm.agent.name} />
            {time(alarm.expiresAt)}
          </>
        ),
      };
    case "webhook":
      return {
        title: texts.lists.webhook(alarm.webhook.name),
        facts: time(alarm.since),
        why: texts.lists.webhookWhy[alarm.because],
      };
  }
}
