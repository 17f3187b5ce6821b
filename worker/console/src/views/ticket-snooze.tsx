import { useSignal } from "@preact/signals";
import { instantOf, presetsAt } from "../models/snooze.ts";
import { work } from "../texts/work.ts";
import { moment } from "../time.ts";
import type { AskedProps } from "./asked-props.ts";
import { Dialog } from "./dialog.tsx";
import { FormField } from "./form-field.tsx";
import { FormFoot } from "./form-foot.tsx";
import { Picker } from "./parts.tsx";

/** Until when a ticket is put off; with `send`, together with the reply that is written. */
export function SnoozeDialog({ model, ticket, workspace, send }: AskedProps & { readonly send: boolean }) {
  const now = workspace.now.value;
  const local = useSignal("");
  const wrong = useSignal(false);
  const status = useSignal<"pending" | "on_hold">(ticket.status === "on_hold" ? "on_hold" : "pending");
  const words = work.snooze;
  const close = () => model.ask(undefined);
  const until = (at: string) => {
    close();
    if (send) void model.send("pending", at);
    else void model.snooze(status.peek(), at);
  };
  return (
    <Dialog id="snooze" title={send ? words.send : words.title(ticket.number)} onClose={close}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const at = instantOf(local.peek(), now);
          wrong.value = at === undefined;
          if (at !== undefined) until(at);
        }}
      >
        <p class="form-intro">{words.intro}</p>
        <ul class="presets">
          {presetsAt(now).map(({ name, at }) => (
            <li key={name}>
              <button type="button" class="button" onClick={() => until(at)}>
                <span>{words[name]}</span>
                <span class="menu-hint">{moment(at, now)}</span>
              </button>
            </li>
          ))}
        </ul>
        <div class="form-fields">
          <FormField label={words.other} issue={wrong.value ? words.past : undefined} wide={send}>
            <input
              type="datetime-local"
              value={local.value}
              onInput={(event) => {
                local.value = event.currentTarget.value;
              }}
            />
          </FormField>
          {!send && (
            <FormField label={words.waits}>
              <Picker
                value={status.value}
                onChange={(event) => {
                  status.value = event.currentTarget.value === "on_hold" ? "on_hold" : "pending";
                }}
              >
                <option value="pending">{words.requester}</option>
                <option value="on_hold">{words.third}</option>
              </Picker>
            </FormField>
          )}
        </div>
        <FormFoot close={close} submit={send ? words.send : words.submit} />
      </form>
    </Dialog>
  );
}
