import type { Site } from "@firstline/sdk/wire";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import type { DeskModel } from "../models/desk.ts";
import { put, texts } from "../texts.ts";
import { duration, moment } from "../time.ts";
import { Attach } from "./attach.tsx";
import { late } from "./late.tsx";
import { Loaded, Problem } from "./parts.tsx";
import { Pills } from "./pills.tsx";
import type { ViewProps } from "./view.ts";

const topicFields = late(() => import("./topic-field.tsx"));

/** Whether somebody is there, and how soon a first answer comes as a rule. */
function Hours({ hours, usualAnswer }: Pick<Site, "hours" | "usualAnswer">) {
  const at = hours && (hours.is === "open" ? hours.until : hours.opensAt);
  return (
    <small class="hours">
      {hours?.is === "open" && (
        <span class="there">{at ? put(deskTexts.openUntil, { at: moment(at) }) : deskTexts.openNow}</span>
      )}
      {hours?.is === "closed" && at && <span>{put(deskTexts.opensAt, { at: moment(at) })}</span>}
      {usualAnswer !== null && <span>{put(deskTexts.usualAnswer, { time: duration(usualAnswer) })}</span>}
    </small>
  );
}

/** What the desk says first. */
export const Greeting = ({ desk }: { desk: DeskModel }) => (
  <Loaded remote={desk.site}>
    {(site) => (
      <div>
        <p class="greeting">
          <bdi>{site.greeting}</bdi>
        </p>
        <Hours {...site} />
      </div>
    )}
  </Loaded>
);

/** A greeting, and what only the desk knows to ask for first. */
export function BeforeForm({ panel, desk }: ViewProps) {
  const { draft } = panel;
  const { followUpOf } = draft.fields.value;
  const topics = desk.siteNow()?.topics ?? [];
  const asked = desk.submission.asked();
  return (
    <>
      {panel.view.value.name === "home" && <Greeting desk={desk} />}
      {desk.needsIdentity.value && <p role="status">{texts.signIn}</p>}
      {desk.stranger.value && !desk.needsIdentity.value && <Problem error={desk.stranger.value} />}
      {followUpOf && (
        <p class="copy follow-up">
          {put(deskTexts.followUp, { number: followUpOf })}
          <button
            type="button"
            class="round"
            aria-label={`${texts.close}: ${followUpOf}`}
            onClick={() => draft.write("followUpOf", "")}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      {topics.length > 0 && !desk.needsIdentity.value && (
        <Pills model={draft} name="topic" label={deskTexts.topic} optional type="radio" options={topics} />
      )}
      {asked.length > 0 &&
        topicFields(({ TopicField }) =>
          asked.map((field) => <TopicField key={field.id} model={draft} field={field} />),
        )}
    </>
  );
}

/** Files, and what has to be agreed to. */
export function AfterForm({ panel, desk }: ViewProps) {
  const { draft } = panel;
  const site = desk.siteNow();
  const consent = site?.consent;
  const wrong = draft.state.value.wrong.has("consent");
  return (
    <>
      <Attach panel={panel} desk={desk} files={desk.submission.files} />
      {consent && (
        <label class="consent">
          <input
            type="checkbox"
            aria-invalid={wrong}
            checked={draft.fields.value.consent === consent.version}
            onChange={(event) => draft.write("consent", event.currentTarget.checked ? consent.version : "")}
          />
          <span>
            <bdi>{consent.text}</bdi> {wrong && <span class="error">{texts.required}</span>}
          </span>
        </label>
      )}
    </>
  );
}

/** A mail with what stands in the form. */
function mailOf(address: string, { subject, message }: Readonly<Record<"subject" | "message", string>>): string {
  return `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
}

/** What is sent besides, and the way out for whoever cannot reach the desk. */
export function BeforeSend({ panel, desk }: ViewProps) {
  const { draft } = panel;
  const { kind } = draft.state.value;
  const address = desk.siteNow()?.fallbackEmail;
  return (
    <>
      {kind === "queued" && (
        <p role="status">
          {deskTexts.queued} {address && <a href={mailOf(address, draft.fields.value)}>{deskTexts.byMail}</a>}
        </p>
      )}
      <div class="links">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            void desk.submission.context.lines.load();
            panel.show({ name: "sends" });
          }}
        >
          {deskTexts.whatWeSend}
        </button>
        {!panel.known.value && (
          <button type="button" class="quiet" onClick={() => panel.show({ name: "find" })}>
            {deskTexts.find}
          </button>
        )}
      </div>
    </>
  );
}
