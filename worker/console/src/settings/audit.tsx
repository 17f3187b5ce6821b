import type { AuditActor, AuditDeed, AuditEntry } from "@firstline/sdk/wire";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { accessTexts } from "../texts/access.ts";
import { texts as general } from "../texts.ts";
import { inFull } from "../time.ts";
import { FormFailure, FormField } from "../views/form-field.tsx";
import { Picker, Skeleton } from "../views/parts.tsx";
import { AuditLog } from "./audit-log.ts";
import { Changes } from "./changes.tsx";
import type { PageProps } from "./page.ts";
import "../access/access.css";

const texts = accessTexts.audit;
const kinds = Object.keys(texts.kinds).filter((kind): kind is keyof typeof texts.kinds => kind in texts.kinds);

/** Who did what to who may do what. */
export function Audit({ workspace }: PageProps) {
  const log = useModel(() => new AuditLog(workspace.desk, workspace.onFailure));
  useEffect(() => void log.more(), [log]);
  const filter = log.filter.value;
  const { entries, next, loading, failure } = log.state.value;
  return (
    <div class="settings-sections audit">
      <p>{texts.intro}</p>
      <form class="access-bar" onSubmit={(event) => event.preventDefault()}>
        <FormField label={texts.actor}>
          <Picker value={filter.actor} onChange={(event) => log.narrow({ actor: event.currentTarget.value })}>
            <option value="">{texts.anybody}</option>
            {workspace.session.value.agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Picker>
        </FormField>
        <FormField label={texts.kind}>
          <Picker
            value={filter.kind}
            onChange={(event) => log.narrow({ kind: kinds.find((kind) => kind === event.currentTarget.value) ?? "" })}
          >
            <option value="">{texts.anything}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {texts.kinds[kind]}
              </option>
            ))}
          </Picker>
        </FormField>
        <FormField label={texts.from}>
          <input
            type="date"
            value={filter.from}
            onChange={(event) => log.narrow({ from: event.currentTarget.value })}
          />
        </FormField>
        <FormField label={texts.to}>
          <input type="date" value={filter.to} onChange={(event) => log.narrow({ to: event.currentTarget.value })} />
        </FormField>
      </form>
      {entries.length > 0 && (
        <ol class="access-list" aria-label={texts.label}>
          {entries.map((entry) => (
            <li key={entry.id} class="access-row">
              <Line entry={entry} />
            </li>
          ))}
        </ol>
      )}
      <FormFailure failure={failure} />
      {loading && entries.length === 0 && <Skeleton row="row row-skeleton" count={4} />}
      {next === null && entries.length === 0 && <p role="status">{texts.none}</p>}
      {(failure || (next !== null && next !== undefined)) && (
        <section>
          <button type="button" class="button" disabled={loading} onClick={log.more}>
            {failure ? general.retry : texts.more}
          </button>
        </section>
      )}
    </div>
  );
}

function Line({ entry: { at, actor, deed } }: { entry: AuditEntry }) {
  const changes = deed.kind === "setup_replaced" ? deed.changes : [];
  return (
    <div class="audit-line">
      <time dateTime={at}>{inFull(at)}</time>
      <p>
        {actor.kind !== "system" && (
          <>
            <bdi class="access-name">{nameOf(actor)}</bdi>{" "}
          </>
        )}
        {told(deed)}
      </p>
      {deed.kind === "setup_replaced" && (
        <details>
          <summary>{texts.changes(changes.length + deed.left)}</summary>
          <Changes diff={{ version: deed.version, changes, contracts: [] }} />
          {deed.left > 0 && <p>{texts.left(deed.left)}</p>}
        </details>
      )}
    </div>
  );
}

const nameOf = (actor: Exclude<AuditActor, { kind: "system" }>): string =>
  actor.kind === "key" ? texts.program(actor.name) : actor.name;

/** What was done, as the end of a sentence that begins with who did it. */
function told(deed: AuditDeed): string {
  const { told: words } = texts;
  switch (deed.kind) {
    case "signed_in":
      return words.signed_in(texts.methods[deed.method]);
    case "sign_in_failed":
      return words.sign_in_failed(deed.count, texts.methods[deed.method]);
    case "sessions_ended":
      return words.sessions_ended(deed.agent.name, deed.count);
    case "link_made":
      return words.link_made(deed.agent.name);
    case "setup_replaced":
      return words.setup_replaced(deed.version);
    case "absence_made":
    case "absence_removed":
      return words[deed.kind](deed.agent.name, inFull(deed.from), inFull(deed.to));
    case "oidc_secret_set":
    case "oidc_secret_removed":
      return words[deed.kind](deed.provider);
    case "contact_merged":
    case "contact_exported":
    case "contact_erased":
      return words[deed.kind](deed.contact);
    default:
      return words[deed.kind](deed.name);
  }
}
