import type { Setup } from "@firstline/sdk/wire";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { screenFragment } from "../../models/place.ts";
import { guideTexts as texts } from "../../texts/guide.ts";
import { siteTexts } from "../../texts/sites.ts";
import { FormField } from "../../views/form-field.tsx";
import { CopyBox } from "../parts/copy-box.tsx";
import { InstallStatus } from "../sites/install-tab.tsx";
import { newSite, prefixFor } from "../sites/new-site.ts";
import { type NamedSite, useNewSiteFields } from "../sites/new-site-fields.tsx";
import { snippetFor } from "../sites/snippet.ts";
import type { StepProps } from "./step.ts";
import { isPlaceholder } from "./steps.ts";

/** Saves a change of the set-up and looks where that leads; false while saving failed. */
async function saveAndLook({ editor, guide }: StepProps, change: (draft: Setup) => Setup): Promise<void> {
  editor.edit(change);
  if (await editor.save()) await guide.look();
}

const isSaving = ({ editor }: StepProps): boolean => editor.state.value.kind === "ready" && editor.state.value.saving;

/** Moves on to the next form once the one before it, which had the focus, is done. */
function useFocusIfLost() {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) form.current?.querySelector("input")?.focus();
  }, []);
  return form;
}

function Go({ saving }: { saving: boolean }) {
  return (
    <button type="submit" class="button button-primary guide-go" disabled={saving}>
      {saving ? texts.saving : texts.next}
    </button>
  );
}

export function NameStep(props: StepProps) {
  const form = useFocusIfLost();
  const [name, setName] = useState("");
  return (
    <form
      ref={form}
      class="guide-form"
      onSubmit={(event) => {
        event.preventDefault();
        void saveAndLook(props, (draft) => ({ ...draft, name: name.trim() }));
      }}
    >
      <p class="fields-text">{texts.name.text}</p>
      <FormField label={texts.name.label} issue={props.editor.issueAt("name")}>
        <input
          required
          maxLength={80}
          dir="auto"
          autocomplete="organization"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </FormField>
      <Go saving={isSaving(props)} />
    </form>
  );
}

export function SiteStep(props: StepProps) {
  const form = useFocusIfLost();
  const { fields, read } = useNewSiteFields(texts.site);
  const submit = () => {
    const asked = read();
    if (!asked) return;
    const random = crypto.getRandomValues(new Uint8Array(9));
    void saveAndLook(props, (draft) => withFirstSite(draft, asked, random));
  };
  return (
    <form
      ref={form}
      class="guide-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="fields-text">{texts.site.text}</p>
      {fields}
      <Go saving={isSaving(props)} />
    </form>
  );
}

/** The set-up with its first site: the one that a new desk has in its place is named, else one is added. */
export function withFirstSite(setup: Setup, { name, origins }: NamedSite, random: Uint8Array): Setup {
  const at = setup.sites.findIndex(isPlaceholder);
  const placeholder = setup.sites[at];
  if (!placeholder) {
    const site = newSite(name, siteTexts.greeting, setup.sites, random);
    return { ...setup, sites: [...setup.sites, { ...site, origins }] };
  }
  const taken = setup.sites.filter((site) => site !== placeholder).map(({ prefix }) => prefix);
  const site = { ...placeholder, name, prefix: prefixFor(name, taken), greeting: siteTexts.greeting };
  return { ...setup, sites: setup.sites.with(at, { ...site, origins: [...placeholder.origins, ...origins] }) };
}

export function TagStep(props: StepProps) {
  const site = props.facts.setup.sites.at(-1);
  if (!site) return null;
  const { id, key, origins } = site;
  return (
    <div class="guide-form">
      <p class="fields-text">{texts.tag.text}</p>
      <CopyBox label={texts.tag.snippet} text={snippetFor("html", { url: location.origin, key })} />
      <InstallStatus
        workspace={props.workspace}
        site={id}
        origins={origins}
        onAllow={(origin) =>
          void saveAndLook(props, (draft) => ({
            ...draft,
            sites: draft.sites.map((one) => (one.id === id ? { ...one, origins: [...one.origins, origin] } : one)),
          }))
        }
      />
      <TryLink site={key} />
      <a class="text-link" href={screenFragment(["settings", "sites", id, "install"])}>
        {texts.tag.other}
      </a>
    </div>
  );
}

/** Opens the page on which the widget can be tried, beside the console. */
const TryLink = ({ site }: { site: string }) => (
  <a class="button button-primary guide-go" href={`try.html#${site}`} target="_blank" rel="noopener">
    {texts.tag.tryIt}
  </a>
);

export function TicketStep({ facts }: StepProps) {
  const site = facts.setup.sites.at(-1);
  return (
    <div class="guide-form">
      <p class="fields-text">{texts.ticket.text}</p>
      {site && <TryLink site={site.key} />}
      <p role="status">{texts.ticket.waiting}</p>
    </div>
  );
}

export function AnswerStep({ workspace, facts }: StepProps) {
  const [ticket] = facts.tickets;
  if (!ticket) return null;
  return (
    <div class="guide-form">
      <p class="fields-text">{texts.answer.text(ticket.number)}</p>
      <button
        type="button"
        class="button button-primary guide-go"
        onClick={() => workspace.go({ view: "open", site: undefined, number: ticket.number })}
      >
        {texts.answer.open(ticket.number)}
      </button>
    </div>
  );
}
