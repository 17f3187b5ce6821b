import { useSignal } from "@preact/signals";
import { work } from "../texts/work.ts";
import type { AskedProps } from "./asked-props.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure, FormField, issueOf } from "./form-field.tsx";
import { FormFoot } from "./form-foot.tsx";
import { Picker, shapeOf } from "./parts.tsx";

const relations = ["related", "duplicate_of", "caused_by"] as const;

/** To which other ticket this one relates, and how. */
export function LinkDialog({ model, ticket }: AskedProps) {
  const number = useSignal("");
  const relation = useSignal<(typeof relations)[number]>("related");
  const { related } = model;
  const words = work.links;
  const close = () => {
    related.forget();
    model.ask(undefined);
  };
  return (
    <Dialog id="link" title={words.add} onClose={close}>
      <form
        class="form"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await related.link(number.peek(), relation.peek())) close();
        }}
      >
        <div class="form-fields">
          <FormField label={words.choose}>
            <Picker
              value={relation.value}
              onChange={(event) => {
                relation.value = relations.find((one) => one === event.currentTarget.value) ?? "related";
              }}
            >
              {relations.map((one) => (
                <option key={one} value={one}>
                  {words.relation[one]}
                </option>
              ))}
            </Picker>
          </FormField>
          <FormField label={words.number} issue={issueOf(related.failure.value, "to")}>
            <input
              dir="ltr"
              autoComplete="off"
              spellcheck={false}
              placeholder={shapeOf(ticket.number)}
              value={number.value}
              onInput={(event) => {
                number.value = event.currentTarget.value;
              }}
            />
          </FormField>
        </div>
        <FormFailure failure={related.failure.value} />
        <FormFoot close={close} busy={related.busy.value} submit={words.submit} disabled={number.value.trim() === ""} />
      </form>
    </Dialog>
  );
}
