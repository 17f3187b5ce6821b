import type { PasskeyAssertion, PasskeyCreation, PasskeyRegistration, PasskeyRequest } from "@firstline/sdk/wire";

/** Whether this browser can make and use passkeys, and read what the desk asks for them. */
export const canPasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Whether it offers passkeys by itself in a field for an address. */
export const offersPasskeys = async (): Promise<boolean> =>
  canPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;

/** Asks the browser for a passkey; undefined if the person did not want to. `quietly` waits in the address field. */
export async function askPasskey(
  options: PasskeyRequest,
  quietly: boolean,
  signal: AbortSignal,
): Promise<PasskeyAssertion | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const mediation = quietly ? ({ mediation: "conditional" } as const) : {};
  const answer = await answered(() => navigator.credentials.get({ publicKey, signal, ...mediation }));
  if (!answer || !("signature" in answer.response)) return undefined;
  return { ...answer, ...always, response: answer.response };
}

/** Asks the browser to make a passkey; undefined if the person did not want to. */
export async function makePasskey(options: PasskeyCreation): Promise<PasskeyRegistration | undefined> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const answer = await answered(() => navigator.credentials.create({ publicKey }));
  if (!answer || !("attestationObject" in answer.response)) return undefined;
  return { ...answer, ...always, response: answer.response };
}

/** What the desk knows of every credential: its kind, and that no extension was asked for. */
const always = { type: "public-key", clientExtensionResults: {} } as const;

async function answered(ask: () => Promise<Credential | null>) {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : undefined;
  } catch (error) {
    // What a browser says when a person declines, waits too long, or has been asked otherwise meanwhile.
    if (error instanceof DOMException && declined.has(error.name)) return undefined;
    throw error;
  }
}

const declined: ReadonlySet<string> = new Set(["NotAllowedError", "AbortError", "InvalidStateError"]);
