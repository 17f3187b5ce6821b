import type { Channel, ClockStanding, Priority, Status, TicketFilter } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { filterOf } from "../models/filter.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { FormField } from "./form-field.tsx";
import { Picker } from "./parts.tsx";

const statuses: readonly Status[] = ["new", "open", "pending", "on_hold", "solved", "closed"];
const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const standings: readonly ClockStanding[] = ["breached", "at_risk", "on_time", "none"];
const channels: readonly Channel[] = ["web", "mail", "phone", "api"];

/** Nobody, or nothing, among the values of a fact. */
const none = "";

/** All facts that a list can be narrowed by. What is not touched narrows nothing. */
export function FilterDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { session, place } = workspace;
  const { filter } = place.value;
  const { agents, teams, tiers, sites } = session.value;
  const topics = sites.flatMap((site) =>
    site.topics.map(({ id, label }) => [id, sites.length > 1 ? `${label} · ${site.name}` : label] as const),
  );
  const show = (next: TicketFilter) => {
    workspace.go({ filter: next, number: undefined });
    onClose();
  };
  return (
    <Dialog id="filter-dialog" title={texts.inbox.filterTitle} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          show(filterIn(new FormData(event.currentTarget)));
        }}
      >
        <div class="form-fields">
          <Choices fact="status" filter={filter} of={statuses.map((one) => [one, texts.status[one]])} />
          <Choices fact="priority" filter={filter} of={priorities.map((one) => [one, texts.priority[one]])} />
          <Choices fact="clock" filter={filter} of={standings.map((one) => [one, texts.inbox.clock[one]])} />
          <Choices fact="channel" filter={filter} of={channels.map((one) => [one, texts.channel[one]])} />
          <Choices fact="tier" filter={filter} of={tiers.map(({ level, label }) => [String(level), label])} />
          <Choices fact="team" filter={filter} of={teams.map(({ id, name }) => [id, name])} />
          <Choices
            fact="assignee"
            filter={filter}
            of={[[none, texts.inbox.bulk.nobody], ...agents.map(({ id, name }) => [id, name] as const)]}
          />
          {topics.length > 0 && <Choices fact="topic" filter={filter} of={[[none, texts.inbox.no], ...topics]} />}
          {sites.length > 1 && <Choices fact="site" filter={filter} of={sites.map(({ id, name }) => [id, name])} />}
          <Listed fact="tag" filter={filter} />
          <Listed fact="language" filter={filter} />
          <Listed fact="plan" filter={filter} />
          <Choices fact="rating" filter={filter} of={["1", "2", "3", "4", "5"].map((one) => [one, one])} />
          <FormField label={texts.inbox.fact.verified}>
            <Picker name="verified" defaultValue={filter.verified === undefined ? "" : String(filter.verified)}>
              <option value="" />
              <option value="true">{texts.inbox.verified}</option>
              <option value="false">{texts.inbox.unverified}</option>
            </Picker>
          </FormField>
          <FormField label={texts.inbox.fact.bounces}>
            <Picker name="bounces" defaultValue={String(filter.bounces ?? "")}>
              <option value="" />
              {[1, 2, 3].map((times) => (
                <option key={times} value={times}>
                  {texts.inbox.atLeast(times)}
                </option>
              ))}
            </Picker>
          </FormField>
          <Range fact="created" filter={filter} />
          <Range fact="updated" filter={filter} />
        </div>
        <footer class="form-foot">
          <button type="button" class="button" onClick={() => show({})}>
            {texts.inbox.filterClear}
          </button>
          <button type="submit" class="button button-primary">
            {texts.inbox.filterApply}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

type Chosen = "status" | "priority" | "clock" | "channel" | "tier" | "team" | "assignee" | "topic" | "site" | "rating";

interface FactProps<Fact> {
  readonly fact: Fact;
  readonly filter: TicketFilter;
}

/** A fact with a closed set of values, of which any may be chosen. */
function Choices(props: FactProps<Chosen> & { of: readonly (readonly [value: string, label: string])[] }) {
  const { fact, filter, of } = props;
  const chosen: readonly (string | number | null)[] = filter[fact] ?? [];
  return (
    <Facts fact={fact}>
      {of.map(([value, label]) => (
        <label key={value} class="choice">
          <input
            type="checkbox"
            name={fact}
            value={value}
            defaultChecked={chosen.some((one) => String(one ?? none) === value)}
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </Facts>
  );
}

function Facts({ fact, children }: { fact: Chosen; children: ComponentChildren }) {
  return (
    <fieldset class="form-field form-field-wide choices">
      <legend class="form-label">{texts.inbox.fact[fact]}</legend>
      {children}
    </fieldset>
  );
}

/** A fact whose values are written, with commas between. */
function Listed({ fact, filter }: FactProps<"tag" | "language" | "plan">) {
  const values: readonly (string | null)[] = filter[fact] ?? [];
  return (
    <FormField label={texts.inbox.fact[fact]} hint={texts.inbox.listHint}>
      <input
        name={fact}
        defaultValue={values.filter((one) => one !== null).join(", ")}
        autocomplete="off"
        maxLength={200}
      />
    </FormField>
  );
}

/** From a day on, and before another. */
function Range({ fact, filter }: FactProps<"created" | "updated">) {
  const { from, to } = filter[fact] ?? {};
  return (
    <>
      <FormField label={`${texts.inbox.fact[fact]}: ${texts.inbox.from}`}>
        <input type="date" name={`${fact}.from`} defaultValue={dayOf(from)} />
      </FormField>
      <FormField label={`${texts.inbox.fact[fact]}: ${texts.inbox.until}`}>
        <input type="date" name={`${fact}.to`} defaultValue={dayOf(to)} />
      </FormField>
    </>
  );
}

/** An instant as a day of the agent's own time zone, and a day's first instant. */
function dayOf(instant: string | undefined): string {
  if (instant === undefined) return "";
  const at = new Date(instant);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** The filter that a form asks for. */
function filterIn(form: FormData): TicketFilter {
  const written = (name: string) => String(form.get(name) ?? "").trim();
  const asked: Record<string, unknown> = {};
  for (const fact of ["status", "priority", "clock", "channel", "team", "assignee", "topic", "site"]) {
    asked[fact] = form.getAll(fact).map((value) => (value === none ? null : value));
  }
  for (const fact of ["tier", "rating"]) asked[fact] = form.getAll(fact).map(Number);
  for (const fact of ["tag", "language", "plan"]) {
    asked[fact] = written(fact)
      .split(",")
      .map((value) => value.trim())
      .filter((value) => value !== "")
      .map((value) => (fact === "tag" ? value.toLowerCase() : value));
  }
  if (written("verified") !== "") asked.verified = written("verified") === "true";
  if (written("bounces") !== "") asked.bounces = Number(written("bounces"));
  for (const fact of ["created", "updated"]) {
    const [from, to] = [written(`${fact}.from`), written(`${fact}.to`)];
    if (from !== "" || to !== "") {
      asked[fact] = { ...(from !== "" && { from: startOf(from) }), ...(to !== "" && { to: startOf(to) }) };
    }
  }
  return filterOf(JSON.stringify(asked));
}
