import type { InboxState } from "../models/inbox.ts";
import { fragmentOf, whole } from "../models/place.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { CloseIcon, SearchIcon, SiteIcon } from "./icons.tsx";
import { lazy } from "./lazy.tsx";
import { Blank, Failed, Picker, Skeleton } from "./parts.tsx";
import { Rows } from "./rows.tsx";

const GuideHint = lazy(async () => (await import("../settings/guide/hint.tsx")).GuideHint);

/** The list of tickets with its head. */
export function InboxView({ workspace }: { workspace: Workspace }) {
  const { inbox } = workspace;
  const state = inbox.state.value;
  return (
    <section class="inbox" aria-labelledby="inbox-title">
      <header class="inbox-head">
        <h2 id="inbox-title" tabIndex={-1}>
          <bdi>{titleOf(workspace)}</bdi>
        </h2>
        <Size workspace={workspace} />
        <div class="inbox-tools">
          <Find workspace={workspace} />
          <SitePicker workspace={workspace} />
        </div>
        {workspace.place.value.search === undefined && <FilterBar workspace={workspace} />}
      </header>
      <List state={state} workspace={workspace} />
      <BulkBar workspace={workspace} />
    </section>
  );
}

/** What the list is called: by its saved view, by what is searched, or by its view. */
export function titleOf({ place, lists }: Workspace): string {
  const { saved, search, view } = place.value;
  if (search !== undefined) return texts.inbox.foundFor(search);
  return lists.saved.value.find(({ id }) => id === saved)?.name ?? texts.viewTitles[view];
}

/** How many there are: counted by the desk where it is a whole view, else as far as they are loaded. */
function Size({ workspace: { inbox } }: { workspace: Workspace }) {
  const state = inbox.state.value;
  if (state.kind !== "ready") return null;
  return <span class="inbox-count">{texts.list.count(state.items.length, state.next !== null)}</span>;
}

const ticketNumber = /^\s*[A-Za-z]{2,6}-[0-9]{2,16}\s*$/;

/** Where a number is gone to, and words are searched for. */
function Find({ workspace }: { workspace: Workspace }) {
  const { search } = workspace.place.value;
  return (
    <search class="find-place">
      <form
        class="find"
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get("words");
          if (typeof words !== "string" || words.trim() === "") return;
          if (ticketNumber.test(words)) {
            workspace.go({ number: words.trim().toUpperCase() });
            event.currentTarget.reset();
          } else workspace.go({ ...whole, search: words.trim(), number: undefined });
        }}
      >
        <SearchIcon />
        <input
          id="find"
          // Another search is another field, so that it shows what is searched for.
          key={search}
          name="words"
          defaultValue={search}
          aria-label={texts.inbox.search}
          placeholder={texts.inbox.search}
          title={texts.inbox.searchHint}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          dir="auto"
        />
        {search === undefined ? (
          <span class="find-key" aria-hidden="true">
            <kbd>/</kbd>
          </span>
        ) : (
          <button
            type="button"
            class="button button-icon button-small find-end"
            aria-label={texts.inbox.endSearch}
            title={texts.inbox.endSearch}
            onClick={() => workspace.go({ search: undefined, number: undefined })}
          >
            <CloseIcon />
          </button>
        )}
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
  if (state.kind === "loading") {
    return (
      <div class="inbox-scroll" aria-busy>
        <Skeleton row="row row-skeleton" count={7} />
      </div>
    );
  }
  if (state.kind === "failed") {
    return (
      <div class="inbox-scroll">
        <Failed title={texts.list.failedTitle} text={state.failure.text} retry={inbox.refresh} />
      </div>
    );
  }
  if (state.items.length === 0 && state.next === null) {
    const { view, search, filter } = place.value;
    const fits = Object.keys(filter).length === 0 ? texts.list.empty[view] : texts.inbox.nothingFits;
    return (
      <div class="inbox-scroll">
        {workspace.session.value.agent.role === "admin" && <GuideHint workspace={workspace} />}
        <Blank {...(search === undefined ? fits : texts.inbox.nothingFound)} />
      </div>
    );
  }
  // Another list begins at its top, or where its cursor is.
  return <Rows key={fragmentOf({ ...place.value, number: undefined })} state={state} workspace={workspace} />;
}
