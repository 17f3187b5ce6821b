import type { IdentityKey } from "@firstline/sdk/wire";
import { useEffect, useMemo, useState } from "preact/hooks";
import { createList, type List } from "../access/list.ts";
import { At, Confirm, ListView, SecretOnce } from "../access/parts.tsx";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { accessTexts } from "../texts/access.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import { Picker } from "../views/parts.tsx";
import type { PageProps } from "./page.ts";

const texts = accessTexts.identityKeys;

/** The keys with which a site's own server signs who its users are. */
export function IdentityKeys({ workspace }: PageProps) {
  const { desk } = workspace;
  const { sites } = workspace.session.value;
  const [site, setSite] = useState<string>(sites[0]?.id ?? "");
  const [revoking, setRevoking] = useState<IdentityKey | undefined>(undefined);
  const list = useMemo(
    () => createList(async () => (site === "" ? [] : desk.identityKeys.list(site)), workspace.onFailure),
    [desk, workspace, site],
  );
  useEffect(() => void list.load(), [list]);
  return (
    <div class="settings-sections">
      <section class="access-wide">
        <p>{texts.intro}</p>
        <div class="access-bar">
          <FormField label={texts.site}>
            <Picker value={site} onChange={(event) => setSite(event.currentTarget.value)}>
              {sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Picker>
          </FormField>
        </div>
        <ListView list={list} empty={texts.none} label={texts.label}>
          {(key) => (
            <>
              <div class="access-about">
                <p class="access-name">
                  <bdi>{key.name}</bdi>
                </p>
                <p class="access-detail">
                  {texts.algorithms[key.algorithm]} · <code>{key.id}</code> · {texts.made} <At at={key.createdAt} />
                </p>
              </div>
              <button type="button" class="button button-small" onClick={() => setRevoking(key)}>
                {accessTexts.keys.revoke}
              </button>
            </>
          )}
        </ListView>
      </section>
      {site !== "" && <NewIdentityKey key={site} workspace={workspace} site={site} list={list} />}
      {revoking && (
        <Confirm
          title={accessTexts.keys.revokeTitle(revoking.name)}
          text={texts.revokeText}
          action={accessTexts.keys.revoke}
          onConfirm={() => list.change(() => desk.identityKeys.revoke(site, revoking.id))}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </div>
  );
}

interface NewParts {
  readonly workspace: Workspace;
  readonly site: string;
  readonly list: List<IdentityKey>;
}

function NewIdentityKey({ workspace, site, list }: NewParts) {
  const { desk } = workspace;
  const [name, setName] = useState("");
  const [algorithm, setAlgorithm] = useState<IdentityKey["algorithm"]>("HS256");
  const [x, setX] = useState("");
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [secret, setSecret] = useState<string | undefined>(undefined);
  const make = async () => {
    const refused = await list.change(async () => {
      const made = await desk.identityKeys.create(
        site,
        algorithm === "HS256"
          ? { algorithm, name }
          : { algorithm, name, publicKey: { kty: "OKP", crv: "Ed25519", x: x.trim() } },
      );
      setSecret(made.secret);
    });
    setFailure(refused);
    if (refused) return;
    setName("");
    setX("");
  };
  return (
    <section class="access-form" aria-labelledby="new-identity-key-title">
      <h3 id="new-identity-key-title">{texts.newTitle}</h3>
      <form
        class="form-fields"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <FormField label={accessTexts.keys.name} issue={issueOf(failure, "name")}>
          <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </FormField>
        <FormField label={texts.algorithm}>
          <Picker
            value={algorithm}
            onChange={(event) => setAlgorithm(event.currentTarget.value === "EdDSA" ? "EdDSA" : "HS256")}
          >
            <option value="HS256">{texts.algorithms.HS256}</option>
            <option value="EdDSA">{texts.algorithms.EdDSA}</option>
          </Picker>
        </FormField>
        {algorithm === "EdDSA" && (
          <FormField label={texts.publicKey} hint={texts.publicKeyHint} issue={issueOf(failure, "x")} wide>
            <input
              required
              maxLength={60}
              spellcheck={false}
              value={x}
              onInput={(event) => setX(event.currentTarget.value)}
            />
          </FormField>
        )}
        <footer class="form-foot form-field-wide">
          <button type="submit" class="button button-primary">
            {accessTexts.keys.make}
          </button>
        </footer>
      </form>
      <FormFailure failure={failure} />
      {secret !== undefined && (
        <SecretOnce
          title={accessTexts.keys.secretTitle}
          text={texts.secretText}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </section>
  );
}
