import type { Setup } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { screenFragment } from "../../models/place.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import { SiteDot } from "../../views/parts.tsx";
import type { PageProps } from "../page.ts";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { ListDetail } from "../parts/list-detail.tsx";
import { useUndo } from "../parts/undo.tsx";
import { WithDraft } from "../parts/with-draft.tsx";
import { AccessTab } from "./access-tab.tsx";
import { AddSite } from "./add-site.tsx";
import { FormTab } from "./form-tab.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { InstallTab } from "./install-tab.tsx";
import { LooksTab } from "./looks-tab.tsx";
import type { SiteTabProps } from "./site-tab.ts";
import { WordsTab } from "./words-tab.tsx";
import "./sites.css";

const tabs = {
  general: GeneralTab,
  access: AccessTab,
  looks: LooksTab,
  form: FormTab,
  words: WordsTab,
  install: InstallTab,
};
type TabName = keyof typeof tabs;
const isTab = (name: string | undefined): name is TabName => name !== undefined && Object.hasOwn(tabs, name);

/** The sites of the desk, and all that there is to say about each. */
export const Sites = (props: PageProps) => (
  <WithDraft editor={props.editor}>{(setup) => <SiteList {...props} setup={setup} />}</WithDraft>
);

function SiteList({ workspace, editor, path, setup }: PageProps & { setup: Bound<Setup> }) {
  const adding = useSignal(false);
  const sites = setup.at("sites");
  const undo = useUndo(sites);
  const [selected, tab, ...rest] = path;
  const state = editor.state.value;
  const saved = state.kind === "ready" ? state.saved.setup.sites : [];
  return (
    <>
      <ListDetail
        label={texts.title}
        page="sites"
        drill
        items={itemsOf(sites).map(({ value, issues }) => ({
          id: value.id,
          name: value.name,
          detail: value.origins.length === 0 ? texts.nowhere : value.origins.map(nameOfOrigin).join(", "),
          issues,
          mark: <SiteDot accent={/^#[0-9a-f]{6}$/.test(value.theme.accent) ? value.theme.accent : undefined} />,
        }))}
        selected={selected}
        add={{
          label: texts.add,
          onAdd: () => {
            adding.value = true;
          },
        }}
        empty={texts.empty}
        undo={undo}
      >
        {(id) => {
          const index = sites.value.findIndex((one) => one.id === id);
          const site = sites.at(index);
          return (
            <Site
              workspace={workspace}
              setup={setup}
              site={site}
              saved={saved.some((one) => one.key === site.value.key)}
              tab={isTab(tab) ? tab : "general"}
              path={rest}
              remove={() => {
                undo.remove(index, site.value.name);
                workspace.open(["settings", "sites"]);
              }}
            />
          );
        }}
      </ListDetail>
      {adding.value && (
        <AddSite
          sites={sites}
          onClose={() => {
            adding.value = false;
          }}
          onAdded={(id) => {
            adding.value = false;
            workspace.open(["settings", "sites", id]);
          }}
        />
      )}
    </>
  );
}

/** What an origin is called in a sentence. */
const nameOfOrigin = (origin: string): string =>
  origin === "loopback" ? texts.thisMachine : origin.replace(/^https:\/\//, "");

function Site({ tab, ...props }: SiteTabProps & { tab: TabName }) {
  const Tab = tabs[tab];
  const { id, name } = props.site.value;
  return (
    <div class="site">
      <h3 class="site-title">
        <bdi>{name}</bdi>
      </h3>
      <nav class="site-tabs" aria-label={texts.tabsLabel}>
        {Object.keys(tabs)
          .filter(isTab)
          .map((one) => (
            <a
              key={one}
              href={screenFragment(["settings", "sites", id, one])}
              aria-current={one === tab ? "page" : undefined}
            >
              {texts.tabs[one]}
            </a>
          ))}
      </nav>
      <Tab {...props} />
    </div>
  );
}
