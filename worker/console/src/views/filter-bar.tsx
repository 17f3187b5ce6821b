import type { TicketFilter } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { type Fact, isEmpty, namedIn, without } from "../models/filter.ts";
import { hasOneOrder } from "../models/views.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { dateOf } from "../time.ts";
import { CloseIcon, FilterIcon } from "./icons.tsx";
import { lazy } from "./lazy.tsx";
import { Picker } from "./parts.tsx";

const FilterDialog = lazy(async () => (await import("./filter-dialog.tsx")).FilterDialog);
const SavedViewDialog = lazy(async () => (await import("./saved-view-dialog.tsx")).SavedViewDialog);

/** What the list is narrowed by, fact by fact, and its order; and where both are changed and kept. */
export function FilterBar({ workspace }: { workspace: Workspace }) {
  const open = useSignal<"filter" | "save" | undefined>(undefined);
  const { place, lists } = workspace;
  const { filter, order, view, saved } = place.value;
  const known = lists.saved.value.find(({ id }) => id === saved);
  const close = () => {
    open.value = undefined;
  };
  const hasOrder = !hasOneOrder(view);
  return (
    <div class="filters">
      <button
        type="button"
        id="filter"
        class="button button-small"
        aria-haspopup="dialog"
        onClick={() => {
          open.value = "filter";
        }}
      >
        <FilterIcon />
        {texts.inbox.filter}
      </button>
      {namedIn(filter).map((fact) => (
        <span key={fact} class="filter-chip">
          <button
            type="button"
            class="filter-edit"
            aria-haspopup="dialog"
            onClick={() => {
              open.value = "filter";
            }}
          >
            <span class="filter-fact">{texts.inbox.fact[fact]}</span> <bdi>{valueText(workspace, filter, fact)}</bdi>
          </button>
          <button
            type="button"
            class="filter-remove"
            aria-label={texts.inbox.removeFilter(texts.inbox.fact[fact])}
            title={texts.inbox.removeFilter(texts.inbox.fact[fact])}
            onClick={() => {
              workspace.go({ filter: without(filter, fact), number: undefined });
              document.getElementById("filter")?.focus();
            }}
          >
            <CloseIcon />
          </button>
        </span>
      ))}
      {hasOrder && (
        <Picker
          class="filter-order"
          aria-label={texts.inbox.orderLabel}
          value={order}
          onChange={(event) =>
            workspace.go({ order: event.currentTarget.value === "newest" ? "newest" : "due", number: undefined })
          }
        >
          <option value="due">{texts.inbox.order.due}</option>
          <option value="newest">{texts.inbox.order.newest}</option>
        </Picker>
      )}
      {(known || !isEmpty(filter) || order === "newest") && (
        <button
          type="button"
          class="button button-small"
          aria-haspopup="dialog"
          onClick={() => {
            open.value = "save";
          }}
        >
          {known ? texts.inbox.change : texts.inbox.save}
        </button>
      )}
      {open.value === "filter" && <FilterDialog workspace={workspace} onClose={close} />}
      {open.value === "save" && <SavedViewDialog workspace={workspace} known={known} onClose={close} />}
    </div>
  );
}

/** What a filter asks of a fact, in words. */
export function valueText({ session }: Workspace, filter: TicketFilter, fact: Fact): string {
  const { agents, teams, tiers, sites } = session.value;
  const named = (things: readonly { readonly id: string; readonly name: string }[], id: string | null) =>
    id === null ? texts.inbox.no : (things.find((one) => one.id === id)?.name ?? id);
  const many = <Value,>(values: readonly Value[] | undefined, write: (value: Value) => string) =>
    (values ?? []).map(write).join(", ");
  const range = ({ from, to }: NonNullable<TicketFilter["created"]>) =>
    [from && texts.inbox.since(dateOf(from)), to && texts.inbox.before(dateOf(to))].filter(Boolean).join(", ");
  switch (fact) {
    case "status":
      return many(filter.status, (one) => texts.statusShort[one]);
    case "priority":
      return many(filter.priority, (one) => texts.priority[one]);
    case "clock":
      return many(filter.clock, (one) => texts.inbox.clock[one]);
    case "channel":
      return many(filter.channel, (one) => texts.channel[one]);
    case "assignee":
      return many(filter.assignee, (one) => named(agents, one));
    case "team":
      return many(filter.team, (one) => named(teams, one));
    case "tier":
      return many(filter.tier, (one) => tiers.find(({ level }) => level === one)?.label ?? String(one));
    case "site":
      return many(filter.site, (one) => named(sites, one));
    case "topic": {
      const topics = sites.flatMap((site) => site.topics.map(({ id, label }) => ({ id, name: label })));
      return many(filter.topic, (one) => named(topics, one));
    }
    case "tag":
    case "language":
    case "plan":
    case "contract":
    case "rating":
      return many<string | number | null>(filter[fact], (one) => (one === null ? texts.inbox.no : String(one)));
    case "bounces":
      return texts.inbox.atLeast(filter.bounces ?? 1);
    case "verified":
      return filter.verified ? texts.inbox.verified : texts.inbox.unverified;
    case "created":
    case "updated":
      return range(filter[fact] ?? {});
  }
}
