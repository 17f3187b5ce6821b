import type { Desk } from "@firstline/sdk/desk";
import type { Session, SignInWays } from "@firstline/sdk/wire";
import { createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Failure, failureOf } from "../failure.ts";
import { language } from "../language.ts";
import { askPasskey, offersPasskeys } from "./device.ts";

export type SignInStep =
  | { readonly kind: "choosing"; readonly failure: Failure | "cancelled" | undefined }
  | { readonly kind: "working"; readonly way: "mail" | "passkey" | "oidc" }
  /** A link is on its way to this address, if it is an agent's. */
  | { readonly kind: "sent"; readonly email: string }
  /** The issuer has been opened in another tab. */
  | { readonly kind: "elsewhere" };

/** The form by which somebody gets in. */
export interface SignInForm {
  /** Which ways there are; undefined until the desk has said so. */
  readonly ways: ReadonlySignal<SignInWays | Failure | undefined>;
  readonly step: ReadonlySignal<SignInStep>;
  readonly email: ReadonlySignal<string>;
  load(): Promise<void>;
  write(email: string): void;
  sendLink(): Promise<void>;
  usePasskey(): Promise<void>;
  /** Goes to an issuer, in this tab or in another. */
  goTo(provider: string): Promise<void>;
  /** Back to the choice of ways. */
  back(): void;
}

export interface SignInSurroundings {
  readonly desk: Desk;
  onSignedIn(session: Session): void;
  /** Leads to an issuer; `open` gives the tab beforehand, while the click still counts. */
  readonly issuer: { open(): (url: string | undefined) => void; readonly elsewhere: boolean };
}

/** A challenge holds for five minutes; the one that waits in the field is renewed before. */
const RENEWED_AFTER = 4 * 60_000;

export const SignInForm = createModel<SignInForm, [SignInSurroundings]>(({ desk, onSignedIn, issuer }) => {
  const ways = signal<SignInWays | Failure | undefined>(undefined);
  const step = signal<SignInStep>({ kind: "choosing", failure: undefined });
  const email = signal("");
  const choose = (failure: Failure | "cancelled" | undefined) => {
    step.value = { kind: "choosing", failure };
  };

  /** What the browser is being asked at the moment; it can be asked one thing at a time. */
  let asking = new AbortController();
  const ask = async (quietly: boolean): Promise<"signed in" | "cancelled"> => {
    asking.abort();
    asking = new AbortController();
    const { signal: ended } = asking;
    const options = await desk.signIn.passkeyOptions();
    const passkey = await askPasskey(options, quietly, ended);
    if (!passkey) return "cancelled";
    onSignedIn(await desk.session.signIn({ passkey }));
    return "signed in";
  };

  let renewing: ReturnType<typeof setTimeout> | undefined;
  const waitQuietly = async () => {
    clearTimeout(renewing);
    if (!(await offersPasskeys())) return;
    renewing = setTimeout(waitQuietly, RENEWED_AFTER);
    await ask(true).catch((error) => {
      // Nobody has asked for it yet, so nobody needs to hear that a browser could not; what the desk refused they do.
      const failure = failureOf(error);
      if (failure.code !== "unexpected") choose(failure);
    });
  };
  effect(() => () => {
    clearTimeout(renewing);
    asking.abort();
  });

  return {
    ways,
    step,
    email,
    async load() {
      try {
        ways.value = await desk.signIn.ways();
        void waitQuietly();
      } catch (error) {
        ways.value = failureOf(error);
      }
    },
    write(next) {
      email.value = next;
    },
    async sendLink() {
      const to = email.peek().trim();
      step.value = { kind: "working", way: "mail" };
      try {
        await desk.signIn.requestLink({ email: to, language });
        step.value = { kind: "sent", email: to };
      } catch (error) {
        choose(failureOf(error));
      }
    },
    async usePasskey() {
      step.value = { kind: "working", way: "passkey" };
      try {
        if ((await ask(false)) === "cancelled") choose("cancelled");
      } catch (error) {
        choose(failureOf(error));
      }
    },
    async goTo(provider) {
      step.value = { kind: "working", way: "oidc" };
      const lead = issuer.open();
      try {
        lead(await desk.signIn.startOidc(provider));
        if (issuer.elsewhere) step.value = { kind: "elsewhere" };
      } catch (error) {
        lead(undefined);
        choose(failureOf(error));
      }
    },
    back: () => choose(undefined),
  };
});
