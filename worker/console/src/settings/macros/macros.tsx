import type { Macro, Setup } from "@firstline/sdk/wire";
import { useEffect, useRef, useState } from "preact/hooks";
import { formTexts } from "../../texts/forms.ts";
import { macroTexts as texts } from "../../texts/macros.ts";
import { macroWords } from "../../views/macro-words.ts";
import { newId } from "../identifier.ts";
import type { PageProps } from "../page.ts";
import type { Bound } from "../parts/bound.ts";
import { OrderedList } from "../parts/ordered-list.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { MacroForm } from "./macro-form.tsx";
import "../people/people.css";
import "./macros.css";

/** What agents write often, in the order in which it is offered. */
export const Macros = ({ workspace, editor, path }: PageProps) => (
  <WithDraft editor={editor}>
    {(setup) => (
      <div class="fields">
        <p class="fields-text">{texts.intro}</p>
        <OrderedList<Macro>
          label={texts.list}
          list={setup.at("macros")}
          nameOf={({ name }) => name}
          add={{
            label: texts.add,
            make: () => ({ id: newId("mac"), name: texts.newName, sites: "all", text: texts.newText }),
          }}
          most={500}
        >
          {(macro) => (
            <MacroItem
              key={macro.value.id}
              macro={macro}
              setup={setup.value}
              agent={workspace.session.value.agent.name}
              shown={macro.value.id === path[0]}
            />
          )}
        </OrderedList>
      </div>
    )}
  </WithDraft>
);

interface ItemProps {
  readonly macro: Bound<Macro>;
  readonly setup: Setup;
  /** The name of who edits it, for the preview. */
  readonly agent: string;
  /** Whether the address names it. */
  readonly shown: boolean;
}

/** One macro in a few words, and its form once it is unfolded. */
function MacroItem({ macro, setup, agent, shown }: ItemProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!shown || !details.current) return;
    details.current.open = true;
    details.current.scrollIntoView({ block: "nearest" });
  }, [shown]);
  const { name, text, sites, language, actions = {} } = macro.value;
  const does = macroWords(actions, setup.teams);
  return (
    <details ref={details} class="macro" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class="macro-name">
          <bdi>{name === "" ? formTexts.unnamed : name}</bdi>
          {language !== undefined && <span class="badge">{language}</span>}
          {sites !== "all" && (
            <span class="badge">
              <bdi>{sites.map((site) => setup.sites.find(({ id }) => id === site)?.name ?? site).join(", ")}</bdi>
            </span>
          )}
          {macro.issues > 0 && <span class="badge badge-danger">{formTexts.issues(macro.issues)}</span>}
        </span>
        <span class="macro-text">
          <bdi>{text.replace(/\s+/g, " ")}</bdi>
        </span>
        <span class="macro-does">
          {does.length === 0 ? (
            texts.snippet
          ) : (
            <>
              {texts.does} <bdi>{does.join(", ")}</bdi>
            </>
          )}
        </span>
      </summary>
      {open && <MacroForm macro={macro} setup={setup} agent={agent} />}
    </details>
  );
}
