import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { choose, chosen, languages } from "../language.ts";
import { schemes } from "../models/preferences.ts";
import type { Workspace } from "../models/workspace.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { Picker } from "./parts.tsx";

const words = texts.preferences;

/** What an agent chooses for their browser, in a dialog. */
export const PreferencesDialog = ({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) => (
  <Dialog id="preferences" title={words.title} onClose={onClose}>
    <div class="preferences-body">
      <p class="form-intro">{words.intro}</p>
      <PreferencesFields workspace={workspace} />
    </div>
  </Dialog>
);

/** The choices themselves. */
export function PreferencesFields({ workspace: { preferences, alerts } }: { workspace: Workspace }) {
  const refused = useSignal(false);
  return (
    <div class="preferences">
      <Preference label={words.language}>
        <Picker
          value={chosen() ?? ""}
          onChange={(event) => {
            choose(languages.find(({ tag }) => tag === event.currentTarget.value)?.tag);
            location.reload();
          }}
        >
          <option value="">{words.asBrowser}</option>
          {languages.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </Picker>
      </Preference>
      <Preference label={words.scheme}>
        <Picker
          value={preferences.scheme.value}
          onChange={(event) => {
            const scheme = schemes.find((one) => one === event.currentTarget.value);
            if (scheme) preferences.choose({ scheme });
          }}
        >
          {schemes.map((scheme) => (
            <option key={scheme} value={scheme}>
              {words.schemes[scheme]}
            </option>
          ))}
        </Picker>
      </Preference>
      <Preference label={words.desktop} hint={words.desktopHint} issue={refused.value ? words.refused : undefined}>
        <input
          type="checkbox"
          checked={preferences.desktop.value}
          onChange={async ({ currentTarget: box }) => {
            const allowed = !box.checked || (await alerts.ask());
            refused.value = !allowed;
            preferences.choose({ desktop: box.checked && allowed });
            box.checked = preferences.desktop.peek();
          }}
        />
      </Preference>
      <Preference label={words.sound} hint={words.soundHint}>
        <input
          type="checkbox"
          checked={preferences.sound.value}
          onChange={({ currentTarget: { checked } }) => {
            preferences.choose({ sound: checked });
            // It is heard at once, which also is the gesture that browsers ask for.
            if (checked) alerts.ring();
          }}
        />
      </Preference>
    </div>
  );
}

function Preference(props: { label: string; hint?: string; issue?: string | undefined; children: ComponentChildren }) {
  const { label, hint, issue, children } = props;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is always among the children
    <label class="preference">
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
        {issue !== undefined && (
          <small class="form-issue" role="alert">
            {issue}
          </small>
        )}
      </span>
      {children}
    </label>
  );
}
