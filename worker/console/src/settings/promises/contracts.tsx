import type { Setup, SupportContract } from "@firstline/sdk/wire";
import { promiseTexts } from "../../texts/promises.ts";
import { settingsTexts } from "../../texts/settings.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { ListDetail } from "../parts/list-detail.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { ContractForm } from "./contract-form.tsx";
import "../people/people.css";
import "../parts/hours.css";
import "./promises.css";

const texts = promiseTexts.contracts;

/** What each site is promised. */
export function Contracts({ workspace, editor, path }: PageProps) {
  return (
    <WithDraft editor={editor}>
      {(setup) => {
        const list = setup.at("contracts");
        const state = editor.state.value;
        const saved = state.kind === "ready" ? state.saved.setup.contracts : [];
        const nameOf = (site: string) => setup.value.sites.find(({ id }) => id === site)?.name ?? site;
        const add = newContract(setup.value);
        const goTo = (...rest: string[]) => workspace.open(["settings", "contracts", ...rest]);
        return (
          <ListDetail
            label={settingsTexts.pages.contracts}
            page="contracts"
            selected={path[0]}
            items={list.value.map(({ id, name, site, plan }, index) => ({
              id,
              name,
              detail: texts.detail(nameOf(site), plan),
              issues: list.at(index).issues,
            }))}
            {...(add && {
              add: {
                label: texts.add,
                onAdd: () => {
                  list.change((now) => [...now, add]);
                  goTo(add.id);
                },
              },
            })}
            empty={{ title: texts.empty.title, text: add ? texts.empty.text : texts.needs }}
          >
            {(id) => (
              <ContractForm
                workspace={workspace}
                setup={setup}
                contract={contractAt(list, id)}
                version={saved.find((contract) => contract.id === id)?.version}
                onRemove={() => {
                  list.change((now) => now.filter((contract) => contract.id !== id));
                  goTo();
                }}
              />
            )}
          </ListDetail>
        );
      }}
    </WithDraft>
  );
}

const contractAt = (list: Bound<SupportContract[]>, id: string): Bound<SupportContract> =>
  list.at(list.value.findIndex((contract) => contract.id === id));

/** A contract as it begins: an answer within a working day. Undefined where there is no site or calendar for one. */
function newContract({ sites: [site], calendars: [calendar] }: Setup): SupportContract | undefined {
  if (!site || !calendar) return undefined;
  return {
    id: newId("ctr"),
    version: 1,
    name: texts.newName,
    site: site.id,
    plan: null,
    calendar: calendar.id,
    targets: {
      urgent: { firstResponse: 60, resolution: 480 },
      high: { firstResponse: 240, resolution: 960 },
      normal: { firstResponse: 480, resolution: 2_400 },
      low: {},
    },
    tierBudgets: [],
    pauses: ["pending", "on_hold"],
    warning: 0.8,
    ladder: [{ on: "at_risk", step: "notify" }],
    coverage: { rule: "wait" },
    reopenWithin: 7,
    closeAfter: 7,
  };
}
