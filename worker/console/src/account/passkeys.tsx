import type { Passkey } from "@firstline/sdk/wire";
import { useEffect, useMemo, useState } from "preact/hooks";
import { createList, type List } from "../access/list.ts";
import { At, Confirm, ListView } from "../access/parts.tsx";
import { type Failure, failureOf } from "../failure.ts";
import type { Workspace } from "../models/workspace.ts";
import { canPasskeys, makePasskey } from "../sign-in/device.ts";
import { accessTexts } from "../texts/access.ts";
import { FormFailure, FormField, issueOf } from "../views/form-field.tsx";

const texts = accessTexts.passkeys;

/** The agent's passkeys, and the form for another one. */
export function Passkeys({ workspace }: { workspace: Workspace }) {
  const { desk } = workspace;
  const list = useMemo(() => createList(() => desk.passkeys.list(), workspace.onFailure), [desk, workspace]);
  useEffect(() => void list.load(), [list]);
  return (
    <section class="access-wide" aria-labelledby="passkeys-title">
      <h3 id="passkeys-title">{texts.title}</h3>
      <p>{texts.intro}</p>
      <ListView list={list} empty={texts.none} label={texts.title}>
        {(passkey) => <Row workspace={workspace} list={list} passkey={passkey} />}
      </ListView>
      {canPasskeys() ? <NewPasskey workspace={workspace} list={list} /> : <p>{texts.unsupported}</p>}
    </section>
  );
}

interface RowParts {
  readonly workspace: Workspace;
  readonly list: List<Passkey>;
  readonly passkey: Passkey;
}

function Row({ workspace, list, passkey }: RowParts) {
  const [name, setName] = useState<string | undefined>(undefined);
  const [removing, setRemoving] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const { desk } = workspace;
  if (name !== undefined) {
    return (
      <form
        class="access-bar"
        onSubmit={async (event) => {
          event.preventDefault();
          const refused = await list.change(() => desk.passkeys.rename(passkey.id, name));
          setFailure(refused);
          if (!refused) setName(undefined);
        }}
      >
        <FormField label={texts.name} issue={issueOf(failure, "name") ?? failure?.text}>
          <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </FormField>
        <button type="submit" class="button button-primary">
          {texts.save}
        </button>
        <button type="button" class="button" onClick={() => setName(undefined)}>
          {accessTexts.cancel}
        </button>
      </form>
    );
  }
  return (
    <>
      <div class="access-about">
        <p class="access-name">
          <bdi>{passkey.name}</bdi>
        </p>
        <p class="access-detail">
          {texts.made} <At at={passkey.createdAt} /> ·{" "}
          {passkey.usedAt === null ? (
            texts.neverUsed
          ) : (
            <>
              {texts.used} <At at={passkey.usedAt} />
            </>
          )}
        </p>
      </div>
      <button type="button" class="button button-small" onClick={() => setName(passkey.name)}>
        {texts.rename}
      </button>
      <button type="button" class="button button-small" onClick={() => setRemoving(true)}>
        {texts.remove}
      </button>
      {removing && (
        <Confirm
          title={texts.removeTitle(passkey.name)}
          text={texts.removeText}
          action={texts.remove}
          onConfirm={() => list.change(() => desk.passkeys.remove(passkey.id))}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

function NewPasskey({ workspace, list }: Omit<RowParts, "passkey">) {
  const { desk } = workspace;
  const [name, setName] = useState("");
  const [state, setState] = useState<Failure | "working" | "cancelled" | undefined>(undefined);
  const failure = typeof state === "object" ? state : undefined;
  const add = async () => {
    setState("working");
    try {
      const credential = await makePasskey(await desk.passkeys.creationOptions());
      if (!credential) return setState("cancelled");
      const refused = await list.change(() => desk.passkeys.create({ name, credential }));
      setState(refused);
      if (!refused) setName("");
    } catch (error) {
      const thrown = failureOf(error);
      workspace.onFailure(thrown);
      setState(thrown);
    }
  };
  return (
    <form
      class="access-bar"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <FormField label={texts.name} hint={texts.nameHint} issue={issueOf(failure, "name")}>
        <input required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </FormField>
      <button type="submit" class="button button-primary" disabled={state === "working"}>
        {state === "working" ? texts.adding : texts.add}
      </button>
      {state === "cancelled" && <p role="status">{texts.cancelled}</p>}
      <FormFailure failure={failure} />
    </form>
  );
}
