import { siteTexts as texts } from "../../texts/sites.ts";
import { ColourField, Fields, NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { Preview } from "./preview.tsx";
import type { SiteTabProps } from "./site-tab.ts";

/** How the widget looks on the site, and beside it the widget as it looks. */
export function LooksTab({ site }: SiteTabProps) {
  const theme = site.at("theme");
  return (
    <div class="site-tab site-with-preview">
      <Fields>
        <ColourField label={texts.accent} field={theme.at("accent")} />
        <SelectField
          label={texts.scheme}
          field={theme.at("scheme")}
          choices={(["auto", "light", "dark"] as const).map((value) => ({ value, label: texts.schemes[value] }))}
        />
        <SelectField
          label={texts.side}
          field={theme.at("side")}
          choices={(["end", "start"] as const).map((value) => ({ value, label: texts.sides[value] }))}
        />
        <TextField
          label={texts.offset}
          hint={texts.offsetHint}
          field={theme.at("offset")}
          optional
          code
          placeholder="20px"
        />
        <TextField
          label={texts.logo}
          hint={texts.logoHint}
          field={theme.at("logo")}
          optional
          code
          wide
          placeholder="https://shop.example/logo.png"
          check={(logo) => (/^https:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i.test(logo) ? undefined : texts.logoSlip)}
        />
        <NumberField label={texts.layer} hint={texts.layerHint} field={theme.at("layer")} optional min={0} />
      </Fields>
      <Preview site={site.value} />
    </div>
  );
}
