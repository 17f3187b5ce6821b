import type { DeskTicket } from "@firstline/sdk/wire";
import type { InboxState } from "../models/inbox.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { SearchIcon, SiteIcon } from "./icons.tsx";
import { Blank, Picker, Skeleton } from "./parts.tsx";
import { TicketRow } from "./ticket-row.tsx";

/** The list of tickets with its head. */
export function InboxView({ workspace }: { workspace: Workspace }) {
  const { inbox, place } = workspace;
  const state = inbox.state.value;
  return (
    <section class="inbox" aria-labelledby="inbox-title">
      <header class="inbox-head">
        <h2 id="inbox-title" tabIndex={-1}>
          {texts.viewTitles[place.value.view]}
        </h2>
        {state.kind === "ready" && (
          <span class="inbox-count">{texts.list.count(state.items.length, state.next !== null)}</span>
        )}
        <div class="inbox-tools">
          <Find workspace={workspace} />
          <SitePicker workspace={workspace} />
        </div>
      </header>
      <div class="inbox-scroll" aria-busy={state.kind === "loading"}>
        <List state={state} workspace={workspace} />
      </div>
    </section>
  );
}

function Find({ workspace }: { workspace: Workspace }) {
  return (
    <search class="find-place">
      <form
        class="find"
        onSubmit={(event) => {
          event.preventDefault();
          const number = new FormData(event.currentTarget).get("number");
          if (typeof number !== "string" || number.trim() === "") return;
          workspace.go({ number: number.trim().toUpperCase() });
          event.currentTarget.reset();
        }}
      >
        <SearchIcon />
        <input
          id="find"
          name="number"
          aria-label={texts.list.find}
          placeholder={texts.list.find}
          title={texts.list.findHint}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={30}
          pattern="\s*[A-Za-z]{2,6}-[0-9]{2,16}\s*"
        />
        <span class="find-key" aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </form>
    </search>
  );
}

/** The site filter of narrow screens, where the rail has no room for the sites. */
function SitePicker({ workspace }: { workspace: Workspace }) {
  const { sites } = workspace.session.value;
  if (sites.length < 2) return null;
  return (
    <div class="inbox-site">
      <SiteIcon />
      <Picker
        aria-label={texts.sitesLabel}
        value={workspace.place.value.site ?? ""}
        onChange={(event) => workspace.go({ site: event.currentTarget.value || undefined, number: undefined })}
      >
        <option value="">{texts.allSites}</option>
        {sites.map((site) => (
          <option key={site.id} value={site.id}>
            {site.name}
          </option>
        ))}
      </Picker>
    </div>
  );
}

function List({ state, workspace }: { state: InboxState; workspace: Workspace }) {
  const { inbox, place } = workspace;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={7} />;
  if (state.kind === "failed") {
    return (
      <Blank title={texts.list.failedTitle} text={state.failure.text} problem>
        <button type="button" class="button" onClick={inbox.refresh}>
          {texts.retry}
        </button>
      </Blank>
    );
  }
  if (state.items.length === 0) return <Blank {...texts.list.empty[place.value.view]} />;
  return (
    <>
      <ul class="rows">
        {state.items.map((ticket) => (
          <li key={ticket.number}>
            <TicketRow ticket={ticket} workspace={workspace} stop={isStop(ticket, state.items, workspace)} />
          </li>
        ))}
      </ul>
      {state.next !== null && <More state={state} load={inbox.loadMore} />}
    </>
  );
}

/** Whether the Tab key stops at this row: one row of the list does, the others are reached with j and k. */
function isStop(ticket: DeskTicket, items: readonly DeskTicket[], workspace: Workspace): boolean {
  const cursor = workspace.inbox.cursor.value;
  const known = items.some((item) => item.number === cursor);
  return ticket.number === (known ? cursor : items[0]?.number);
}

function More({ state, load }: { state: InboxState & { kind: "ready" }; load: () => void }) {
  const failed = typeof state.more === "object";
  return (
    <div class="more">
      {failed && <p role="alert">{typeof state.more === "object" && state.more.text}</p>}
      <button type="button" class="button" disabled={state.more === "loading"} onClick={load}>
        {state.more === "loading" ? texts.loading : failed ? texts.retry : texts.list.more}
      </button>
    </div>
  );
}
