import type { SiteSetup } from "@firstline/sdk/wire";
import { siteTexts as texts } from "../../texts/sites.ts";
import { Dialog } from "../../views/dialog.tsx";
import type { Bound } from "../parts/bound.ts";
import { newSite } from "./new-site.ts";
import { useNewSiteFields } from "./new-site-fields.tsx";

interface AddSiteProps {
  readonly sites: Bound<SiteSetup[]>;
  onAdded(id: string): void;
  onClose(): void;
}

/** Asks for what a site cannot be without: its name and where it is. The rest is made of it and can be changed. */
export function AddSite({ sites, onAdded, onClose }: AddSiteProps) {
  const { fields, read } = useNewSiteFields(texts);
  const add = () => {
    const asked = read();
    if (!asked) return;
    const site = newSite(asked.name, texts.greeting, sites.value, crypto.getRandomValues(new Uint8Array(9)));
    sites.change((all) => [...all, { ...site, origins: asked.origins }]);
    onAdded(site.id);
  };
  return (
    <Dialog id="add-site" title={texts.add} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {fields}
        <div class="form-foot">
          <button type="submit" class="button button-primary">
            {texts.addDone}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
