import { siteTexts as texts } from "../../texts/sites.ts";
import { CopyBox } from "../parts/copy-box.tsx";
import { Fields, TextField } from "../parts/fields.tsx";
import type { SiteTabProps } from "./site-tab.ts";

/** What a site is called and where it can be reached. */
export function GeneralTab({ site, saved, remove }: SiteTabProps) {
  return (
    <div class="site-tab">
      <Fields>
        <TextField label={texts.name} field={site.at("name")} maxLength={80} />
        <TextField
          label={texts.prefix}
          hint={saved ? texts.prefixKept : texts.prefixHint(site.value.prefix)}
          field={site.at("prefix")}
          code
          maxLength={6}
          check={(prefix) => (/^[A-Z]{2,6}$/.test(prefix) ? undefined : texts.prefixSlip)}
        />
        <TextField
          label={texts.greetingLabel}
          hint={texts.greetingHint}
          field={site.at("greeting")}
          maxLength={160}
          wide
        />
        <TextField
          label={texts.fallbackEmail}
          hint={texts.fallbackEmailHint}
          field={site.at("fallbackEmail")}
          optional
          wide
          code
          check={(address) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? undefined : texts.emailSlip)}
        />
      </Fields>
      <Fields title={texts.key} text={texts.keyText}>
        <CopyBox label={texts.key} text={site.value.key} />
      </Fields>
      <Fields title={texts.remove} text={texts.removeText}>
        <button type="button" class="button site-remove" onClick={remove}>
          {texts.removeDone}
        </button>
      </Fields>
    </div>
  );
}
