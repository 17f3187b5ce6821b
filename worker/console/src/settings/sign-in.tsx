import type { OidcClient, OidcProvider, Setup } from "@firstline/sdk/wire";
import { useEffect, useMemo, useState } from "preact/hooks";
import { createList, type List } from "../access/list.ts";
import { At } from "../access/parts.tsx";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { accessTexts } from "../texts/access.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import { Failed, Skeleton } from "../views/parts.tsx";
import type { PageProps } from "./page.ts";
import type { SetupEditor } from "./setup-editor.ts";

const texts = accessTexts.signIn;

/** The issuers by which agents sign in: what stands in the set-up, and the client secrets, which do not. */
export function SignInSettings({ workspace, editor }: PageProps) {
  const { desk } = workspace;
  const clients = useMemo(() => createList(() => desk.oidc.list(), workspace.onFailure), [desk, workspace]);
  const state = editor.state.value;
  const saved = state.kind === "ready" ? state.saved : undefined;
  // Which issuers have a secret is asked again once the set-up is another one.
  useEffect(() => {
    if (saved) void clients.load();
  }, [clients, saved]);
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={3} />;
  if (state.kind === "failed") {
    return <Failed title={accessTexts.failedTitle} text={state.failure.text} retry={editor.load} />;
  }
  const providers = state.draft.signIn?.oidc ?? [];
  return (
    <div class="settings-sections">
      <section class="access-wide">
        <p>{texts.intro}</p>
        {providers.length === 0 && <p>{texts.none}</p>}
      </section>
      {providers.map((provider, index) => (
        <Provider key={provider.id} {...{ workspace, editor, provider, index, clients }} />
      ))}
      <section>
        <button
          type="button"
          class="button"
          onClick={() => editor.edit((draft) => withProviders(draft, [...providers, fresh()]))}
        >
          {texts.add}
        </button>
      </section>
    </div>
  );
}

const withProviders = (draft: Setup, oidc: OidcProvider[]): Setup => ({ ...draft, signIn: { ...draft.signIn, oidc } });

const fresh = (): OidcProvider => ({
  id: `oidc_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`,
  name: "",
  issuer: "https://",
  clientId: "",
});

interface ProviderParts {
  readonly workspace: Workspace;
  readonly editor: SetupEditor;
  readonly provider: OidcProvider;
  readonly index: number;
  readonly clients: List<OidcClient>;
}

function Provider({ workspace, editor, provider, index, clients }: ProviderParts) {
  const path = `signIn.oidc.${index}`;
  const change = (changes: Partial<OidcProvider>) =>
    editor.edit((draft) =>
      withProviders(
        draft,
        (draft.signIn?.oidc ?? []).map((one) => (one.id === provider.id ? { ...one, ...changes } : one)),
      ),
    );
  const field = (name: "name" | "issuer" | "clientId", maxLength: number) => (
    <FormField
      label={texts.fields[name]}
      hint={texts.hints[name]}
      issue={editor.issueAt(`${path}.${name}`)}
      wide={name === "issuer"}
    >
      <input
        required
        maxLength={maxLength}
        spellcheck={false}
        inputMode={name === "issuer" ? "url" : "text"}
        value={provider[name]}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
    </FormField>
  );
  const state = clients.state.value;
  const client = state.kind === "ready" ? state.items.find(({ id }) => id === provider.id) : undefined;
  return (
    <section class="access-form" aria-label={provider.name === "" ? texts.unnamed : provider.name}>
      <div class="form-fields">
        {field("name", 60)}
        {field("clientId", 300)}
        {field("issuer", 500)}
      </div>
      {client ? <Secret workspace={workspace} client={client} clients={clients} /> : <p>{texts.saveFirst}</p>}
      <footer class="form-foot">
        <button
          type="button"
          class="button button-small"
          onClick={() =>
            editor.edit((draft) =>
              withProviders(
                draft,
                (draft.signIn?.oidc ?? []).filter(({ id }) => id !== provider.id),
              ),
            )
          }
        >
          {texts.remove}
        </button>
      </footer>
    </section>
  );
}

/** The client secret, which is set and never shown, and where the issuer has to send browsers back. */
function Secret({ workspace, client, clients }: Pick<ProviderParts, "workspace" | "clients"> & { client: OidcClient }) {
  const { desk } = workspace;
  const [secret, setSecret] = useState("");
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  return (
    <>
      <p>
        {texts.redirect} <code>{client.redirectUri}</code>
      </p>
      <form
        class="access-bar"
        onSubmit={async (event) => {
          event.preventDefault();
          const refused = await clients.change(() => desk.oidc.setSecret(client.id, secret));
          setFailure(refused);
          if (!refused) setSecret("");
        }}
      >
        <FormField label={texts.secret} issue={issueOf(failure, "secret")}>
          <input
            type="password"
            autoComplete="off"
            required
            maxLength={1_000}
            value={secret}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
        </FormField>
        <button type="submit" class="button">
          {texts.setSecret}
        </button>
        {client.secretSetAt !== null && (
          <button
            type="button"
            class="button"
            onClick={async () => setFailure(await clients.change(() => desk.oidc.removeSecret(client.id)))}
          >
            {texts.removeSecret}
          </button>
        )}
      </form>
      <FormFailure failure={failure} />
      <p>
        {client.secretSetAt === null ? (
          texts.noSecret
        ) : (
          <>
            {texts.secretSet} <At at={client.secretSetAt} />
          </>
        )}
      </p>
    </>
  );
}
