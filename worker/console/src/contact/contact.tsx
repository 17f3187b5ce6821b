import type { ContactSheet } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { fragmentOf } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { contactTexts as texts } from "../texts/contact.ts";
import { texts as common } from "../texts.ts";
import { inFull } from "../time.ts";
import { BackIcon } from "../views/icons.tsx";
import { LinkedText } from "../views/linked-text.tsx";
import { Ago, Avatar, Failed, nameOf, PersonName, Skeleton, StatusChip } from "../views/parts.tsx";
import type { ScreenProps } from "../views/screen-props.ts";
import { ContactData } from "./contact-data.tsx";
import { ContactDetails } from "./contact-details.tsx";
import { Alike } from "./contact-merge.tsx";
import { ContactModel } from "./contact-model.ts";
import { ContactNotes } from "./contact-notes.tsx";
import "./contact.css";

/** Who writes: everything the desk knows of them, and what may be done about it. */
export function Contact({ workspace, path }: ScreenProps) {
  const [site = "", contact = ""] = path;
  return <Sheet key={`${site}/${contact}`} workspace={workspace} site={site} contact={contact} />;
}

function Sheet({ workspace, site, contact }: { workspace: Workspace; site: string; contact: string }) {
  const model = useModel(() => new ContactModel(workspace, site, contact));
  const state = model.state.value;
  const place = workspace.place.value;
  return (
    <div class="contact">
      <a class="contact-back" href={fragmentOf(place)}>
        <BackIcon />
        {place.number === undefined ? common.ticket.back : texts.back}
      </a>
      {state.kind === "loading" && (
        <>
          <h2 id="screen-title" tabIndex={-1}>
            {texts.title}
          </h2>
          <Skeleton row="row row-skeleton" count={4} />
        </>
      )}
      {state.kind === "failed" && (
        <>
          <h2 id="screen-title" tabIndex={-1}>
            {texts.title}
          </h2>
          <Failed title={texts.failedTitle} text={state.failure.text} retry={model.load} />
        </>
      )}
      {state.kind === "ready" && <Known model={model} sheet={state.sheet} workspace={workspace} site={site} />}
    </div>
  );
}

function Known(props: { model: ContactModel; sheet: ContactSheet; workspace: Workspace; site: string }) {
  const { model, sheet, workspace, site } = props;
  const { contact } = sheet;
  const gone = contact.erasedAt !== null;
  return (
    <>
      <header class="contact-head">
        <Avatar id={contact.id} name={nameOf(contact)} />
        <div>
          <h2 id="screen-title" tabIndex={-1}>
            <PersonName name={nameOf(contact)} />
          </h2>
          {contact.email !== null && contact.name !== null && (
            <p>
              <bdi>{contact.email}</bdi>
            </p>
          )}
          <p class={`contact-proof contact-proof-${proofOf(contact)}`}>{texts.proof[proofOf(contact)]}</p>
        </div>
      </header>
      {gone && <p class="contact-said">{texts.erased}</p>}
      {contact.mergedInto !== null && (
        <p class="contact-said">
          {texts.mergedInto}{" "}
          <button
            type="button"
            class="button button-quiet"
            onClick={() => contact.mergedInto !== null && workspace.open(["contact", site, contact.mergedInto])}
          >
            {texts.openMerged}
          </button>
        </p>
      )}
      <div class="contact-columns">
        <div class="contact-column">
          {!gone && <ContactDetails model={model} contact={contact} />}
          <Facts sheet={sheet} workspace={workspace} />
          {!gone && <ContactNotes model={model} notes={sheet.notes} workspace={workspace} />}
        </div>
        <div class="contact-column">
          <Tickets sheet={sheet} workspace={workspace} />
          <Alike model={model} sheet={sheet} />
          <Origins sheet={sheet} workspace={workspace} />
          {!gone && <ContactData model={model} contact={contact} workspace={workspace} />}
        </div>
      </div>
    </>
  );
}

const proofOf = ({ subject, verified, emailVerified }: ContactSheet["contact"]) =>
  subject !== null && verified ? "identified" : emailVerified ? "email" : "none";

function Facts({ sheet: { contact }, workspace }: { sheet: ContactSheet; workspace: Workspace }) {
  const now = workspace.now.value;
  return (
    <dl class="contact-facts">
      {contact.subject !== null && (
        <div>
          <dt>{texts.subject}</dt>
          <dd>
            <bdi>{contact.subject}</bdi>
          </dd>
        </div>
      )}
      {contact.language !== null && (
        <div>
          <dt>{texts.language}</dt>
          <dd>{contact.language}</dd>
        </div>
      )}
      <div>
        <dt>{texts.since}</dt>
        <dd>
          <time dateTime={contact.createdAt}>{inFull(contact.createdAt)}</time>
        </dd>
      </div>
      <div>
        <dt>{texts.wrote}</dt>
        <dd>{contact.wroteAt === null ? texts.never : <Ago at={contact.wroteAt} now={now} />}</dd>
      </div>
    </dl>
  );
}

function Tickets({ sheet: { tickets, more }, workspace }: { sheet: ContactSheet; workspace: Workspace }) {
  return (
    <section aria-labelledby="contact-tickets">
      <h3 id="contact-tickets">{texts.tickets}</h3>
      <ul class="contact-tickets">
        {tickets.map(({ number, subject, status, createdAt }) => (
          <li key={number}>
            <a href={fragmentOf({ ...workspace.place.value, number })}>
              <span class="contact-number">{number}</span>
              <bdi>{subject || common.ticket.emptied}</bdi>
            </a>
            <StatusChip status={status} />
            <Ago at={createdAt} now={workspace.now.value} />
          </li>
        ))}
      </ul>
      {more && <p class="contact-hint">{texts.older}</p>}
    </section>
  );
}

function Origins({ sheet: { origins }, workspace }: { sheet: ContactSheet; workspace: Workspace }) {
  return (
    <section aria-labelledby="contact-origins">
      <h3 id="contact-origins">{texts.origins}</h3>
      {origins.length === 0 && <p class="contact-hint">{texts.originsEmpty}</p>}
      <ul class="contact-origins">
        {origins.map(({ number, at, context: { page, title, custom = {} } }) => (
          <li key={number}>
            <p>
              <a href={fragmentOf({ ...workspace.place.value, number })}>{number}</a> ·{" "}
              <Ago at={at} now={workspace.now.value} />
            </p>
            {title && (
              <p>
                <bdi>{title}</bdi>
              </p>
            )}
            {page !== undefined && <LinkedText text={page} />}
            {Object.entries(custom).map(([name, value]) => (
              <p key={name} class="contact-hint">
                <bdi>{name}</bdi>: <bdi>{value}</bdi>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
