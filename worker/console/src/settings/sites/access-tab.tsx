import type { KnownConsent } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { failureOf } from "../../failure.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import { inFull } from "../../time.ts";
import { AreaField, CheckField, Fields, NumberField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { originSlip, tidyOrigin } from "./origin.ts";
import type { SiteTabProps } from "./site-tab.ts";

/** A file of so many bytes is one of a mebibyte. */
const mebibyte = 1024 * 1024;

/** Who may write, from where, how much, and what they accept with it. */
export function AccessTab(props: SiteTabProps) {
  const { site } = props;
  const slip = (origin: string) => {
    const found = originSlip(origin);
    return found && texts.originSlips[found];
  };
  return (
    <div class="site-tab">
      <Fields title={texts.origins} text={texts.originsText}>
        <TagsField
          label={texts.originsLabel}
          field={site.at("origins")}
          placeholder="https://shop.example"
          tidy={tidyOrigin}
          check={slip}
          between={/[,\s]/}
          hidden={(origin) => origin === "loopback"}
          code
        />
        <CheckField
          label={texts.loopback}
          hint={texts.loopbackHint}
          field={{
            value: site.value.origins.includes("loopback"),
            issue: undefined,
            set: (on) =>
              site
                .at("origins")
                .change((all) => [...all.filter((one) => one !== "loopback"), ...(on ? ["loopback" as const] : [])]),
          }}
        />
      </Fields>
      <Fields title={texts.whoWrites}>
        <CheckField label={texts.identifiedOnly} hint={texts.identifiedOnlyHint} field={site.at("identifiedOnly")} />
        <NumberField label={texts.perAddress} field={site.at("limits").at("perAddress")} min={1} />
        <NumberField label={texts.perSite} field={site.at("limits").at("perSite")} min={1} />
      </Fields>
      <Fields title={texts.uploads}>
        <NumberField
          label={texts.maxBytes}
          field={site.at("uploads").at("maxBytes")}
          unit={mebibyte}
          step="any"
          min={1 / mebibyte}
          max={100}
        />
        <NumberField label={texts.maxFiles} field={site.at("uploads").at("maxFiles")} min={0} max={20} />
      </Fields>
      <ConsentFields {...props} />
    </div>
  );
}

/** What a requester has to accept, and what they had to accept before. */
function ConsentFields({ site, saved, workspace }: SiteTabProps) {
  const consent = site.at("consent");
  const versions = useSignal<readonly KnownConsent[] | string>([]);
  const { id } = site.value;
  useEffect(() => {
    if (!saved) return;
    workspace.desk.consents.list(id).then(
      (known) => {
        versions.value = known;
      },
      (error) => {
        const failure = failureOf(error);
        workspace.onFailure(failure);
        versions.value = failure.text;
      },
    );
  }, [id, saved, workspace, versions]);
  const known = versions.value;
  const kept =
    consent.value && Array.isArray(known) ? known.find(({ version }) => version === consent.value?.version) : undefined;
  const reworded = kept !== undefined && kept.text !== consent.value?.text;
  return (
    <Fields title={texts.consent} text={texts.consentText}>
      <CheckField
        label={texts.consentOn}
        field={{
          value: consent.value !== undefined,
          issue: undefined,
          set: (on) => consent.set(on ? { version: new Date().toISOString().slice(0, 10), text: "" } : undefined),
        }}
      />
      {consent.value !== undefined && (
        <>
          <AreaField
            label={texts.consentWords}
            field={consent.or({ version: "", text: "" }).at("text")}
            maxLength={4_000}
          />
          <TextField
            label={texts.consentVersion}
            hint={texts.consentVersionHint}
            field={consent.or({ version: "", text: "" }).at("version")}
            maxLength={40}
            check={() => (reworded ? texts.consentReworded : undefined)}
          />
        </>
      )}
      {typeof known === "string" ? (
        <p class="form-issue">{known}</p>
      ) : (
        known.length > 0 && (
          <details class="form-field-wide">
            <summary>{texts.consentVersions(known.length)}</summary>
            <dl class="versions">
              {known.map(({ version, text, since }) => (
                <div key={version}>
                  <dt>
                    <bdi>{version}</bdi> <time dateTime={since}>{inFull(since)}</time>
                  </dt>
                  <dd dir="auto">{text}</dd>
                </div>
              ))}
            </dl>
          </details>
        )
      )}
    </Fields>
  );
}
