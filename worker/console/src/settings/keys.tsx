import type { Key, Scope } from "@firstline/sdk/wire";
import { useEffect, useMemo, useState } from "preact/hooks";
import { createList, type List } from "../access/list.ts";
import { At, Confirm, ListView, SecretOnce } from "../access/parts.tsx";
import type { Failure } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { accessTexts } from "../texts/access.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";
import type { PageProps } from "./page.ts";

const texts = accessTexts.keys;
const scopes: readonly Scope[] = ["tickets:read", "tickets:write", "setup:read", "setup:write"];

/** The secret keys of programs. */
export function Keys({ workspace }: PageProps) {
  const { desk } = workspace;
  const list = useMemo(() => createList(() => desk.keys.list(), workspace.onFailure), [desk, workspace]);
  const [revoking, setRevoking] = useState<Key | undefined>(undefined);
  useEffect(() => void list.load(), [list]);
  return (
    <div class="settings-sections">
      <section class="access-wide">
        <p>{texts.intro}</p>
        <ListView list={list} empty={texts.none} label={texts.label}>
          {(key) => (
            <>
              <div class="access-about">
                <p class="access-name">
                  <bdi>{key.name}</bdi>
                </p>
                <p class="access-detail">
                  {key.scopes.map((scope) => texts.scopes[scope]).join(", ")} ·{" "}
                  <Sites workspace={workspace} keyed={key} /> · {texts.made} <At at={key.createdAt} />
                </p>
              </div>
              <button type="button" class="button button-small" onClick={() => setRevoking(key)}>
                {texts.revoke}
              </button>
            </>
          )}
        </ListView>
      </section>
      <NewKey workspace={workspace} list={list} />
      {revoking && (
        <Confirm
          title={texts.revokeTitle(revoking.name)}
          text={texts.revokeText}
          action={texts.revoke}
          onConfirm={() => list.change(() => desk.keys.revoke(revoking.id))}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </div>
  );
}

function Sites({ workspace, keyed: { sites } }: { workspace: Workspace; keyed: Key }) {
  if (sites === "all") return texts.allSites;
  const known = workspace.session.value.sites;
  return sites.length === 0 ? (
    texts.noSite
  ) : (
    <bdi>{sites.map((id) => known.find((site) => site.id === id)?.name ?? id).join(", ")}</bdi>
  );
}

function NewKey({ workspace, list }: { workspace: Workspace; list: List<Key> }) {
  const { desk } = workspace;
  const { sites } = workspace.session.value;
  const [name, setName] = useState("");
  const [may, setMay] = useState<readonly Scope[]>(["tickets:read"]);
  const [chosen, setChosen] = useState<"all" | readonly string[]>("all");
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [secret, setSecret] = useState<string | undefined>(undefined);
  const make = async () => {
    const refused = await list.change(async () => {
      const made = await desk.keys.create({ name, scopes: [...may], sites: chosen === "all" ? "all" : [...chosen] });
      setSecret(made.secret);
    });
    setFailure(refused);
    if (!refused) setName("");
  };
  return (
    <section class="access-form" aria-labelledby="new-key-title">
      <h3 id="new-key-title">{texts.newTitle}</h3>
      <form
        class="form-fields"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <FormField label={texts.name} hint={texts.nameHint} issue={issueOf(failure, "name")} wide>
          <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </FormField>
        <fieldset class="access-choices">
          <legend class="form-label">{texts.may}</legend>
          {scopes.map((scope) => (
            <label key={scope} class="access-choice">
              <input type="checkbox" checked={may.includes(scope)} onChange={() => setMay(toggled(may, scope))} />
              <span>{texts.scopes[scope]}</span>
            </label>
          ))}
          {issueOf(failure, "scopes") !== undefined && <span class="form-issue">{issueOf(failure, "scopes")}</span>}
        </fieldset>
        <fieldset class="access-choices">
          <legend class="form-label">{texts.where}</legend>
          <label class="access-choice">
            <input
              type="checkbox"
              checked={chosen === "all"}
              onChange={() => setChosen(chosen === "all" ? sites.map(({ id }) => id) : "all")}
            />
            <span>{texts.allSites}</span>
          </label>
          {chosen !== "all" &&
            sites.map((site) => (
              <label key={site.id} class="access-choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(site.id)}
                  onChange={() => setChosen(toggled(chosen, site.id))}
                />
                <bdi>{site.name}</bdi>
              </label>
            ))}
        </fieldset>
        {may.includes("setup:write") && <p class="form-field-wide form-issue">{texts.powerful}</p>}
        <footer class="form-foot form-field-wide">
          <button type="submit" class="button button-primary" disabled={may.length === 0}>
            {texts.make}
          </button>
        </footer>
      </form>
      <FormFailure failure={failure} />
      {secret !== undefined && (
        <SecretOnce
          title={texts.secretTitle}
          text={texts.secretText}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </section>
  );
}

const toggled = <Item,>(items: readonly Item[], item: Item): Item[] =>
  items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
