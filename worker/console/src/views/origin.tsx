import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { fragmentOf } from "../models/place.ts";
import type { TicketModel } from "../models/ticket.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { LinkedText } from "./linked-text.tsx";

type Submitted = Extract<DeskEvent, { type: "submitted" }>;

/** What the requester thought of it, and what it goes on from and into. */
export function Afterwards(props: { model: TicketModel; ticket: DeskTicket; workspace: Workspace }) {
  const { model, ticket, workspace } = props;
  const { rating, followUpOf } = ticket;
  const followUps = model.followUps.value;
  if (!rating && followUpOf === null && followUps.length === 0) return null;
  return (
    <dl>
      {rating && (
        <div>
          <dt>{texts.around.rating}</dt>
          <dd>
            {texts.around.score(rating.score)}
            {rating.comment !== null && <LinkedText text={rating.comment} />}
          </dd>
        </div>
      )}
      {followUpOf !== null && (
        <div>
          <dt>{texts.around.followUpOf}</dt>
          <dd>
            <TicketLink number={followUpOf} workspace={workspace} />
          </dd>
        </div>
      )}
      {followUps.length > 0 && (
        <div>
          <dt>{texts.around.followUps}</dt>
          {followUps.map((number) => (
            <dd key={number}>
              <TicketLink number={number} workspace={workspace} />
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}

const TicketLink = ({ number, workspace }: { number: string; workspace: Workspace }) => (
  <a href={fragmentOf({ ...workspace.place.value, number })}>{number}</a>
);

/** Where it was written and what was accepted, as far as the page told. */
export function Origin({ events }: { events: readonly DeskEvent[] }) {
  const submitted = events.find((event): event is Submitted => event.type === "submitted");
  if (!submitted?.context && !submitted?.consent) return null;
  const { context = {}, consent } = submitted;
  const { page, title, browser, viewport, locale, timeZone, errors = [], custom = {} } = context;
  return (
    <details class="fold origin">
      <summary>{texts.around.origin}</summary>
      <dl>
        {(page !== undefined || title) && (
          <div>
            <dt>{texts.around.page}</dt>
            {title && (
              <dd>
                <bdi>{title}</bdi>
              </dd>
            )}
            {page !== undefined && (
              <dd>
                <LinkedText text={page} />
              </dd>
            )}
          </div>
        )}
        <Told label={texts.around.browser} value={browser} />
        <Told label={texts.around.viewport} value={viewport && `${viewport.width} × ${viewport.height}`} />
        <Told label={texts.around.locale} value={[locale, timeZone].filter(Boolean).join(", ")} />
        {Object.entries(custom).map(([name, value]) => (
          <Told key={name} label={name} value={value} />
        ))}
        <Told label={texts.around.consent} value={consent && texts.around.version(consent.version)} />
        {errors.length > 0 && (
          <div>
            <dt>{texts.around.errors}</dt>
            {errors.map((error, index) => (
              <dd key={`${index} ${error}`} class="origin-error">
                {error}
              </dd>
            ))}
          </div>
        )}
      </dl>
    </details>
  );
}

const Told = ({ label, value }: { label: string; value: string | undefined }) =>
  value ? (
    <div>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  ) : null;
