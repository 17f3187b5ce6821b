import type { DeskTicket, Session } from "@firstline/sdk/wire";
import { useLayoutEffect, useRef } from "preact/hooks";
import { command, nowOf, possible, titled } from "../commands.ts";
import { fragmentOf } from "../models/place.ts";
import type { TicketModel } from "../models/ticket.ts";
import type { TicketState } from "../models/ticket-thread.ts";
import { isActive } from "../models/views.ts";
import { canEscalate, canReturn } from "../models/way.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { moment } from "../time.ts";
import { Clocks } from "./clocks.tsx";
import { Composer } from "./composer.tsx";
import { AlsoHere } from "./composer-extras.tsx";
import { BackIcon, CheckIcon, ClockIcon, CopyIcon, MoreIcon, ReturnIcon, UpIcon } from "./icons.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { Nobody } from "./nobody.tsx";
import { Blank, Failed, nameOf, PersonName, SiteName, Skeleton, StatusChip } from "./parts.tsx";
import { Properties } from "./properties.tsx";
import { Timeline } from "./timeline.tsx";

/** The open ticket, or a word that none is. */
export function TicketPane({ workspace }: { workspace: Workspace }) {
  const ticket = workspace.ticket.value;
  if (!ticket) {
    return (
      <section class="pane pane-empty" aria-label={texts.ticket.label}>
        <Blank title={texts.ticket.none} text={texts.ticket.noneHint} />
      </section>
    );
  }
  const number = ticket.number.value;
  return (
    <section key={number} id="ticket" class="pane" aria-label={`${texts.ticket.label} ${number}`} tabIndex={-1}>
      <Content ticket={ticket} state={ticket.state.value} workspace={workspace} />
    </section>
  );
}

function Content(props: { ticket: TicketModel; state: TicketState; workspace: Workspace }) {
  const { ticket, state, workspace } = props;
  if (state.kind === "ready") {
    return (
      <>
        <Head model={ticket} state={state} workspace={workspace} />
        <Properties model={ticket} ticket={state.ticket} events={state.events} workspace={workspace} />
        <Timeline model={ticket} events={state.events} ticket={state.ticket} workspace={workspace} />
        <Composer model={ticket} ticket={state.ticket} workspace={workspace} />
      </>
    );
  }
  return (
    <>
      <header class="pane-head">
        <BackLink workspace={workspace} />
        {state.kind === "loading" && state.ticket ? (
          <div class="pane-title">
            <p class="pane-number">
              <span class="number">{state.ticket.number}</span>
              <StatusChip status={state.ticket.status} long />
            </p>
            <h2 dir="auto">{state.ticket.subject}</h2>
            <Facts ticket={state.ticket} sites={workspace.session.value.sites} />
          </div>
        ) : (
          <span class="number">{ticket.number.value}</span>
        )}
      </header>
      {state.kind === "loading" ? (
        <Skeleton className="pane-skeleton" row="entry" count={3} />
      ) : (
        <NotLoaded state={state} load={ticket.load} />
      )}
    </>
  );
}

function NotLoaded({ state, load }: { state: TicketState & { kind: "failed" }; load: () => void }) {
  const { code, text } = state.failure;
  if (code === "not_found") return <Blank title={texts.ticket.notFoundTitle} text={texts.ticket.notFound} problem />;
  if (code === "number_mistyped" || code === "invalid") {
    return <Blank title={texts.ticket.mistypedTitle} text={texts.ticket.mistyped} problem />;
  }
  return <Failed title={texts.ticket.failedTitle} text={text} retry={load} />;
}

const BackLink = ({ workspace }: { workspace: Workspace }) => (
  <a
    class="button button-icon pane-back"
    href={fragmentOf({ ...workspace.place.value, number: undefined })}
    aria-label={texts.ticket.back}
    title={titled(texts.ticket.back, { key: "Escape" })}
  >
    <BackIcon />
  </a>
);

type Ready = TicketState & { kind: "ready" };

function Head({ model, state, workspace }: { model: TicketModel; state: Ready; workspace: Workspace }) {
  const { ticket, events, readAt } = state;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(ticket.number);
      workspace.notices.tell(texts.ticket.copied(ticket.number));
    } catch {
      workspace.notices.warn(texts.ticket.notCopied);
    }
  };
  return (
    <header class="pane-head">
      <BackLink workspace={workspace} />
      <div class="pane-title">
        <p class="pane-number">
          <span class="number">{ticket.number}</span>
          <button
            type="button"
            class="button button-icon button-small"
            aria-label={texts.ticket.copyNumber(ticket.number)}
            title={texts.ticket.copyNumber(ticket.number)}
            onClick={copy}
          >
            <CopyIcon />
          </button>
          <StatusChip status={ticket.status} long />
          {ticket.wakeAt !== null && (
            <span class="pane-snoozed">
              <ClockIcon /> {work.snooze.until} {moment(ticket.wakeAt, workspace.now.value)}
            </span>
          )}
          <AlsoHere attendance={workspace.attendance} />
        </p>
        <h2 id="ticket-title" ref={title} tabIndex={-1} dir="auto">
          {ticket.subject || texts.ticket.emptied}
        </h2>
        <Facts ticket={ticket} sites={workspace.session.value.sites} />
      </div>
      <Actions model={model} state={state} workspace={workspace} />
      <Nobody ticket={ticket} events={events} now={workspace.now.value} />
      <Clocks ticket={ticket} readAt={readAt} second={workspace.second} />
    </header>
  );
}

/** What the agent can do with the ticket as a whole. */
function Actions({ model, state, workspace }: { model: TicketModel; state: Ready; workspace: Workspace }) {
  const { ticket, events } = state;
  const doing = model.doing.value?.kind;
  const more = (
    <Menu
      label={work.more}
      className="button button-icon"
      items={moreFor(model, ticket, workspace)}
      disabled={doing !== undefined}
    >
      <MoreIcon />
    </Menu>
  );
  if (!isActive(ticket.status)) return <div class="pane-actions">{more}</div>;
  return (
    <div class="pane-actions">
      {ticket.assignee === null && (
        <button
          type="button"
          class="button"
          disabled={doing !== undefined}
          onClick={model.claim}
          title={titled(texts.ticket.take, command.claim)}
        >
          {doing === "claim" ? texts.ticket.taking : texts.ticket.take}
        </button>
      )}
      {canReturn(ticket, events) && (
        <button
          type="button"
          class="button"
          disabled={doing !== undefined}
          onClick={() => model.forms.open("return")}
          title={titled(texts.lines.return.action, command.return)}
        >
          <ReturnIcon />
          {texts.lines.return.action}
        </button>
      )}
      {canEscalate(ticket, workspace.session.value.tiers) && (
        <button
          type="button"
          class="button"
          disabled={doing !== undefined}
          onClick={() => model.forms.open("escalate")}
          title={titled(texts.lines.escalate.action, command.escalate)}
        >
          <UpIcon />
          {texts.lines.escalate.action}
        </button>
      )}
      <button
        type="button"
        class="button"
        disabled={doing !== undefined}
        onClick={model.solve}
        title={titled(texts.ticket.solve, command.solve)}
      >
        <CheckIcon />
        {doing === "solve" ? texts.ticket.solving : texts.ticket.solve}
      </button>
      {more}
    </div>
  );
}

/** What is done more rarely. A closed ticket can only be linked, and go on in another one. */
function moreFor(model: TicketModel, { status }: DeskTicket, workspace: Workspace): MenuItem[] {
  const edit: MenuItem = { name: work.edit.action, hint: "p", choose: () => model.ask({ kind: "edit" }) };
  const snooze: MenuItem = {
    name: work.snooze.action,
    hint: "z",
    choose: () => model.ask({ kind: "snooze", send: false }),
  };
  const now = nowOf(workspace, () => {});
  const others = [command.merge, command.link, command.followUp]
    .filter((one) => possible(one, now))
    .map(({ name, run }): MenuItem => ({ name, choose: () => run(now) }));
  return [...(status === "closed" ? [] : [edit]), ...(isActive(status) ? [snooze] : []), ...others];
}

/** Who asks, about what, and where: for screens on which the properties are folded. */
function Facts({ ticket, sites }: { ticket: DeskTicket; sites: Session["sites"] }) {
  return (
    <p class="pane-facts">
      <PersonName name={nameOf(ticket.requester)} />
      {ticket.topic !== null && (
        <>
          {" · "}
          <bdi>{ticket.topic.label}</bdi>
        </>
      )}
      {sites.length > 1 && (
        <>
          {" · "}
          <SiteName site={ticket.site} sites={sites} />
        </>
      )}
    </p>
  );
}
