import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { siteTexts as texts } from "../../texts/sites.ts";
import { FormField } from "../../views/form-field.tsx";
import { originSlip, tidyOrigin } from "./origin.ts";

/** What a site cannot be without, its name, and where it is, if it is somewhere yet. */
export interface NamedSite {
  readonly name: string;
  readonly origins: string[];
}

interface Labels {
  readonly name: string;
  readonly address: string;
  readonly addressHint?: string;
}

interface NewSiteFields {
  readonly fields: ComponentChildren;
  /** What the fields say; undefined, and said beside the field, while something in them is not right. */
  read(): NamedSite | undefined;
}

/** The fields that ask for a new site. */
export function useNewSiteFields(labels: Labels): NewSiteFields {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [tried, setTried] = useState(false);
  const origin = tidyOrigin(address.trim());
  const slip = origin === "" ? undefined : originSlip(origin);
  const nameIssue = name.trim() === "" ? texts.nameMissing : undefined;
  const fields = (
    <>
      <FormField label={labels.name} issue={tried ? nameIssue : undefined}>
        <input
          maxLength={80}
          dir="auto"
          autocomplete="off"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </FormField>
      <FormField
        label={labels.address}
        hint={labels.addressHint}
        optional={labels.addressHint === undefined}
        issue={tried && slip !== undefined ? texts.originSlips[slip] : undefined}
      >
        <input
          dir="ltr"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="https://shop.example"
          value={address}
          onInput={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      </FormField>
    </>
  );
  const read = () => {
    setTried(true);
    if (nameIssue !== undefined || slip !== undefined) return undefined;
    return { name: name.trim(), origins: origin === "" ? [] : [origin] };
  };
  return { fields, read };
}
