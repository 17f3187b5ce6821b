import type { DeskEvent, DeskTicket, Priority, TicketChange } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { screenFragment } from "../models/place.ts";
import type { TicketModel } from "../models/ticket.ts";
import { isActive } from "../models/views.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { inFull } from "../time.ts";
import { PriorityIcon } from "./icons.tsx";
import { Links } from "./links.tsx";
import { Afterwards, Origin } from "./origin.tsx";
import { Ago, Avatar, nameOf, PersonName, Picker, SiteName } from "./parts.tsx";

interface Parts {
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly workspace: Workspace;
}

/** What the ticket is: the three things an agent may change, and the facts. */
export function Properties({ model, ticket, events, workspace }: Parts & { readonly events: readonly DeskEvent[] }) {
  const unfolded = useSignal(false);
  return (
    <aside class="properties" aria-label={texts.ticket.details} data-unfolded={unfolded.value}>
      <div class="properties-controls">
        <StatusField model={model} ticket={ticket} />
        <PriorityField model={model} ticket={ticket} />
        <AssigneeField model={model} ticket={ticket} workspace={workspace} />
      </div>
      <button
        type="button"
        class="button button-quiet properties-fold"
        aria-expanded={unfolded.value}
        aria-controls="facts"
        onClick={() => {
          unfolded.value = !unfolded.value;
        }}
      >
        {unfolded.value ? texts.ticket.fewerDetails : texts.ticket.details}
      </button>
      <div id="facts" class="facts">
        <Facts ticket={ticket} workspace={workspace} />
        <Links model={model} ticket={ticket} workspace={workspace} />
        <Afterwards model={model} ticket={ticket} workspace={workspace} />
        <Origin events={events} />
      </div>
    </aside>
  );
}

function Field({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is always among the children
    <label class="field-line">
      <span>{label}</span>
      {children}
    </label>
  );
}

const statuses: readonly NonNullable<TicketChange["status"]>[] = ["open", "pending", "on_hold"];
const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

function StatusField({ model, ticket }: { model: TicketModel; ticket: DeskTicket }) {
  const doing = model.doing.value;
  const shown = (doing?.kind === "change" && doing.wish.status) || ticket.status;
  // A solved ticket can only be opened again.
  const choices = isActive(ticket.status) ? statuses : statuses.slice(0, 1);
  const settable = choices.some((status) => status === shown);
  return (
    <Field label={texts.ticket.status}>
      <Picker
        value={shown}
        disabled={ticket.status === "closed" || doing !== undefined}
        onChange={(event) => {
          const status = statuses.find((one) => one === event.currentTarget.value);
          if (status) void model.setStatus(status);
        }}
      >
        {!settable && (
          <option value={shown} disabled>
            {texts.status[shown]}
          </option>
        )}
        {choices.map((status) => (
          <option key={status} value={status}>
            {texts.status[status]}
          </option>
        ))}
      </Picker>
    </Field>
  );
}

function PriorityField({ model, ticket }: { model: TicketModel; ticket: DeskTicket }) {
  const doing = model.doing.value;
  const shown = (doing?.kind === "change" && doing.wish.priority) || ticket.priority;
  return (
    <Field label={texts.ticket.priority}>
      <span class="with-icon">
        <PriorityIcon priority={shown} />
        <Picker
          value={shown}
          disabled={ticket.status === "closed" || doing !== undefined}
          onChange={(event) => {
            const priority = priorities.find((one) => one === event.currentTarget.value);
            if (priority) void model.setPriority(priority);
          }}
        >
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {texts.priority[priority]}
            </option>
          ))}
        </Picker>
      </span>
    </Field>
  );
}

function AssigneeField({ model, ticket, workspace }: Parts) {
  const { agent: me, agents } = workspace.session.value;
  const doing = model.doing.value;
  const wished = doing?.kind === "change" ? doing.wish.assignee : doing?.kind === "claim" ? me.id : undefined;
  const shown = wished === undefined ? (ticket.assignee?.id ?? null) : wished;
  const known = shown === null || agents.some(({ id }) => id === shown);
  return (
    <Field label={texts.ticket.assignee}>
      <Picker
        value={shown ?? ""}
        disabled={ticket.status === "closed" || doing !== undefined}
        onChange={(event) => {
          const chosen = agents.find(({ id }) => id === event.currentTarget.value);
          void model.assign(chosen?.id ?? null);
        }}
      >
        <option value="">{texts.ticket.nobody}</option>
        {!known && <option value={shown}>{ticket.assignee?.name}</option>}
        {agents.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === me.id ? texts.ticket.you(name) : name}
          </option>
        ))}
      </Picker>
    </Field>
  );
}

function Facts({ ticket, workspace }: { ticket: DeskTicket; workspace: Workspace }) {
  const now = workspace.now.value;
  const { requester } = ticket;
  const waits = ticket.waitingSince !== null && isActive(ticket.status);
  return (
    <>
      <div class="facts-person">
        <Avatar id={requester.id} name={nameOf(requester)} />
        <div>
          <p class="facts-name">
            <a href={screenFragment(["contact", ticket.site.id, requester.id])} title={texts.screens.contact}>
              <PersonName name={nameOf(requester)} />
            </a>
          </p>
          {requester.email === null && <p class="facts-email">{texts.ticket.noEmail}</p>}
          {requester.email !== null && requester.name !== null && (
            <p class="facts-email">
              <Email address={requester.email} />
            </p>
          )}
          {requester.email !== null && (
            <p class="facts-proof">{requester.verified ? texts.ticket.verified : texts.ticket.unverified}</p>
          )}
        </div>
      </div>
      <dl>
        <Fact label={texts.ticket.tier}>
          {texts.tier(ticket.tier.level)} · {ticket.tier.label}
        </Fact>
        <Fact label={texts.ticket.team}>{ticket.team.name}</Fact>
        <Fact label={texts.ticket.site}>
          <SiteName site={ticket.site} sites={workspace.session.value.sites} />
        </Fact>
        {ticket.topic !== null && <Fact label={texts.ticket.topic}>{ticket.topic.label}</Fact>}
        {requester.plan !== null && <Fact label={texts.ticket.plan}>{requester.plan}</Fact>}
        {ticket.language !== null && <Fact label={texts.ticket.language}>{ticket.language}</Fact>}
        {ticket.tags.length > 0 && <Fact label={texts.ticket.tags}>{ticket.tags.join(", ")}</Fact>}
        <Fact label={texts.ticket.channel}>{texts.channel[ticket.channel]}</Fact>
        <Fact label={texts.ticket.created}>
          <time dateTime={ticket.createdAt}>{inFull(ticket.createdAt)}</time>
        </Fact>
        <Fact label={texts.ticket.waiting}>
          {waits && ticket.waitingSince !== null ? (
            <Ago at={ticket.waitingSince} now={now} />
          ) : (
            texts.ticket.nobodyWaits
          )}
        </Fact>
      </dl>
    </>
  );
}

/** An address that breaks before its @ where it has to break. */
function Email({ address }: { address: string }) {
  const at = address.lastIndexOf("@");
  return (
    <bdi>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </bdi>
  );
}

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
