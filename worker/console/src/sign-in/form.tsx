import type { Desk } from "@firstline/sdk/desk";
import type { Session } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { signInTexts as texts } from "../texts/sign-in.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import { KeyIcon, MailIcon } from "../views/icons.tsx";
import { canPasskeys } from "./device.ts";
import { anotherTab, thisTab } from "./issuer.ts";
import { SignInForm, type SignInStep } from "./model.ts";
import "./sign-in.css";

interface SignInParts {
  readonly desk: Desk;
  /** Whether something stays in this tab that must not be lost. */
  readonly stays: boolean;
  readonly onSignedIn: (session: Session) => void;
}

/** The ways in: an address for a mailed link, a passkey, the issuers. */
export function SignInWaysView({ desk, stays, onSignedIn }: SignInParts) {
  const form = useModel(() => new SignInForm({ desk, onSignedIn, issuer: stays ? anotherTab : thisTab }));
  useEffect(() => void form.load(), [form]);
  const ways = form.ways.value;
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [ways]);
  const step = form.step.value;
  if (ways === undefined) return <p role="status">{texts.loading}</p>;
  if ("code" in ways) {
    return (
      <div class="ways">
        <FormFailure failure={ways} />
        <button type="button" class="button" onClick={form.load}>
          {texts.retry}
        </button>
      </div>
    );
  }
  if (step.kind === "sent" || step.kind === "elsewhere") return <Waiting step={step} back={form.back} />;
  const working = step.kind === "working" ? step.way : undefined;
  const failure = step.kind === "choosing" ? step.failure : undefined;
  const refused = failure === "cancelled" ? undefined : failure;
  return (
    <div class="ways">
      {ways.mail && (
        <form
          class="way-mail"
          onSubmit={(event) => {
            event.preventDefault();
            void form.sendLink();
          }}
        >
          <FormField label={texts.email} issue={issueOf(refused, "email")}>
            <input
              ref={field}
              type="email"
              name="email"
              required
              maxLength={254}
              autoComplete="username webauthn"
              value={form.email.value}
              onInput={(event) => form.write(event.currentTarget.value)}
            />
          </FormField>
          <button type="submit" class="button button-primary" disabled={working !== undefined}>
            <MailIcon />
            {working === "mail" ? texts.sending : texts.send}
          </button>
        </form>
      )}
      {canPasskeys() && (
        <button type="button" class="button" disabled={working !== undefined} onClick={form.usePasskey}>
          <KeyIcon />
          {working === "passkey" ? texts.passkeyWaiting : texts.passkey}
        </button>
      )}
      {ways.oidc.map(({ id, name }) => (
        <button key={id} type="button" class="button" disabled={working !== undefined} onClick={() => form.goTo(id)}>
          <span>
            {texts.issuer} <bdi>{name}</bdi>
          </span>
        </button>
      ))}
      {failure === "cancelled" && <p role="status">{texts.cancelled}</p>}
      <FormFailure failure={refused && { ...refused, text: wordsFor(refused.code) ?? refused.text }} />
      {!ways.mail && <p class="ways-hint">{texts.noMail}</p>}
    </div>
  );
}

const wordsFor = (code: string): string | undefined =>
  Object.entries(texts.failures).find(([name]) => name === code)?.[1];

/** What to do next, elsewhere. */
function Waiting({ step, back }: { step: Extract<SignInStep, { kind: "sent" | "elsewhere" }>; back: () => void }) {
  return (
    <div class="ways" role="status">
      {step.kind === "sent" ? (
        <>
          <p class="ways-strong">{texts.sentTitle}</p>
          <p>
            {texts.sent} <bdi class="ways-strong">{step.email}</bdi>. {texts.sentMore}
          </p>
        </>
      ) : (
        <p>{texts.elsewhere}</p>
      )}
      <button type="button" class="button" onClick={back}>
        {texts.back}
      </button>
    </div>
  );
}
