import type { FirstlineError } from "@firstline/sdk";
import { signal } from "@preact/signals-core";
import { deskTexts } from "../desk-texts.ts";
import { expectFirstlineError } from "../models/remote.ts";
import { more } from "../more-texts.ts";
import { language, texts } from "../texts.ts";
import { Bar, Problem } from "./parts.tsx";
import type { ViewProps } from "./view.ts";

const problem = signal<FirstlineError | undefined>(undefined);
const isSent = signal(false);
/** Whether a mailed link was used already, or has run out. */
const isOver = signal(false);

/** Does it, and says why it did not work. */
async function attempt(act: () => Promise<unknown>): Promise<void> {
  problem.value = undefined;
  try {
    await act();
  } catch (error) {
    problem.value = expectFirstlineError(error);
  }
}

/** Asks before this computer forgets the visitor. */
export function Forget({ panel, desk }: ViewProps) {
  return (
    <>
      <Bar panel={panel} back>
        {more.forgetTitle}
      </Bar>
      <div class="body">
        <p>{more.forgetText}</p>
        {problem.value && <Problem error={problem.value} />}
        <button type="button" class="danger" onClick={() => attempt(desk.forget)}>
          {deskTexts.forget}
        </button>
        <button type="button" onClick={() => panel.show({ name: "home" })}>
          {more.forgetKeep}
        </button>
      </div>
    </>
  );
}

/** The number and the secret of a ticket's link, `…/t/SHOP-10013#k=SECRET`, wherever it was copied from. */
const linkIn = (text: string) => /\/t\/([\w-]+)#k=([\w-]+)/.exec(text)?.slice(1);

const writtenIn = (form: HTMLFormElement) => `${new FormData(form).get("value") ?? ""}`.trim();

/** Opens what a mailed link opens, when somebody says so. */
const Mailed = ({ desk, secret }: Pick<ViewProps, "desk"> & { secret: string }) => (
  <button
    type="button"
    class="primary"
    onClick={async () => {
      await attempt(() => desk.restore(secret));
      isOver.value = problem.value?.code === "not_found";
      if (!isOver.value && problem.value) return;
      problem.value = undefined;
      desk.mailed.value = undefined;
    }}
  >
    {more.findOpen}
  </button>
);

/** Finds tickets that this computer does not know: by the link of one, or by a link that is mailed. */
export function Find({ panel, desk }: ViewProps) {
  const canMail = desk.siteNow()?.restore;
  return (
    <>
      <Bar panel={panel} back>
        {more.findTitle}
      </Bar>
      <div class="body">
        {problem.value && <Problem error={problem.value} />}
        {isOver.value && <p role="alert">{more.linkOver}</p>}
        {desk.mailed.value && <Mailed desk={desk} secret={desk.mailed.value} />}
        {!desk.mailed.value && canMail && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const form = event.currentTarget;
              if (!form.reportValidity()) return;
              void attempt(async () => {
                await desk.firstline.restore(writtenIn(form), { language });
                isSent.value = true;
              });
            }}
          >
            <div class="field">
              <label for="find-mail">{more.findMail}</label>
              <input id="find-mail" name="value" type="email" required autocomplete="email" maxLength={254} />
              <small>{more.findMailHint}</small>
              {isSent.value ? (
                <p role="status">{more.findMailSent}</p>
              ) : (
                <button type="submit" class="primary">
                  {more.findMailSend}
                </button>
              )}
            </div>
          </form>
        )}
        {!desk.mailed.value && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const [number, secret] = linkIn(writtenIn(event.currentTarget)) ?? [];
              const field = event.currentTarget.querySelector("input");
              field?.setCustomValidity(number ? "" : texts.invalid);
              if (number && secret) panel.show({ name: "thread", number, secret });
              else field?.reportValidity();
            }}
          >
            <div class="field">
              <label for="find-link">{more.findLink}</label>
              <input
                id="find-link"
                name="value"
                required
                autocomplete="off"
                onInput={(event) => event.currentTarget.setCustomValidity("")}
              />
              <small>{more.findLinkHint}</small>
              <button type="submit">{more.findOpen}</button>
            </div>
          </form>
        )}
      </div>
    </>
  );
}
