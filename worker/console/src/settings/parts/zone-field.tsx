import { useId } from "preact/hooks";
import { hoursTexts as texts } from "../../texts/hours.ts";
import { FormField } from "../../views/form-field.tsx";
import type { Bound } from "./bound.ts";

const zones = Intl.supportedValuesOf("timeZone");

/** The time zone that this browser is in. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time zone by its IANA name, with the known ones offered while it is typed. */
export function ZoneField({ field, label = texts.zone }: { field: Bound<string>; label?: string }) {
  const id = useId();
  const issue = isZone(field.value) ? field.issue : texts.notAZone;
  return (
    <FormField label={label} issue={issue}>
      <input
        list={id}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        placeholder={texts.zoneHint}
        aria-invalid={issue !== undefined}
        value={field.value}
        onInput={({ currentTarget }) => field.set(currentTarget.value)}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </FormField>
  );
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}
