import { deskTexts as texts } from "../texts/desk.ts";
import type { PageProps } from "./page.ts";
import { Fields, TextField } from "./parts/fields.tsx";
import { WithDraft } from "./parts/with-draft.tsx";

/** What the desk as a whole is called. */
export const DeskPage = ({ editor }: PageProps) => (
  <WithDraft editor={editor}>
    {(setup) => (
      <Fields text={texts.text}>
        <TextField label={texts.name} hint={texts.nameHint} field={setup.at("name")} maxLength={80} />
      </Fields>
    )}
  </WithDraft>
);
