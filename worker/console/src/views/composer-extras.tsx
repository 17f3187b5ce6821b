import type { Macro, Session } from "@firstline/sdk/wire";
import type { AttachedFile, Attaching } from "../models/attaching.ts";
import type { Attendance } from "../models/attendance.ts";
import { unfilled } from "../models/placeholders.ts";
import type { TicketModel } from "../models/ticket.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { CloseIcon, MacroIcon, PageIcon, WarningIcon } from "./icons.tsx";
import { macroWords } from "./macro-words.ts";
import { Avatar } from "./parts.tsx";

/** Who types a reply too, and who has answered meanwhile. It warns, and stops nothing. */
export function Meanwhile({ model, attendance }: { model: TicketModel; attendance: Attendance }) {
  const typing = attendance.others.value.filter((colleague) => colleague.typing).map(({ name }) => name);
  const answered = model.answeredMeanwhile.value;
  const words = typing.length > 1 ? work.attending.typingMany : work.attending.typing;
  return (
    <div class="meanwhile" role="status">
      {typing.length > 0 && (
        <p class="meanwhile-typing">
          <bdi>{words(typing.join(", "))}</bdi>
        </p>
      )}
      {answered !== undefined && (
        <p class="meanwhile-answered">
          <WarningIcon />
          <bdi>{work.attending.answered(answered)}</bdi>
        </p>
      )}
    </div>
  );
}

/** Who else looks at the ticket. */
export function AlsoHere({ attendance }: { attendance: Attendance }) {
  const others = attendance.others.value;
  if (others.length === 0) return null;
  return (
    <ul class="also-here" aria-label={work.attending.also}>
      {others.map(({ id, name, typing }) => (
        <li key={id} class={typing ? "also-typing" : undefined} title={name}>
          <Avatar id={id} name={name} small />
          <span class="hidden">{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** The places of a macro for which nothing was known; pressing one selects it. */
export function Unfilled({ text, select }: { text: string; select: (start: number, end: number) => void }) {
  const places = unfilled(text);
  if (places.length === 0) return null;
  return (
    <p class="unfilled" role="status">
      <WarningIcon />
      <span>{work.macros.unfilled(places.length)}</span>
      {places.map((place) => (
        <button
          key={place.start}
          type="button"
          class="button button-small"
          title={work.macros.unfilledHint}
          onClick={() => select(place.start, place.end)}
        >
          <code>{place.text}</code>
        </button>
      ))}
    </p>
  );
}

/** What sending does besides, by the macro that was put in. */
export function MacroEffects(props: { macro: Macro | undefined; teams: Session["teams"]; forget: () => void }) {
  const { actions } = props.macro ?? {};
  if (!actions) return null;
  const words = work.macros;
  return (
    <p class="macro-effects">
      <MacroIcon />
      <span>
        {words.does} <bdi>{macroWords(actions, props.teams).join(", ")}</bdi>
      </span>
      <button
        type="button"
        class="button button-icon button-small"
        aria-label={words.forget}
        title={words.forget}
        onClick={props.forget}
      >
        <CloseIcon />
      </button>
    </p>
  );
}

/** The files of a draft, each with how far it is. */
export function AttachedFiles({ attaching }: { attaching: Attaching }) {
  const files = attaching.files.value;
  if (files.length === 0) return null;
  return (
    <ul class="attached" aria-label={work.files.list}>
      {files.map((file) => (
        <li key={file.key} class={file.state.kind === "failed" ? "attached-failed" : undefined}>
          <PageIcon />
          <bdi class="attached-name">{file.name}</bdi>
          <span class="file-size">{texts.timeline.size(file.size)}</span>
          <How file={file} retry={() => attaching.retry(file.key)} />
          <button
            type="button"
            class="button button-icon button-small"
            aria-label={work.files.remove(file.name)}
            title={work.files.remove(file.name)}
            onClick={() => attaching.remove(file.key)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

function How({ file, retry }: { file: AttachedFile; retry: () => void }) {
  switch (file.state.kind) {
    case "there":
      return null;
    case "sending":
      return (
        <>
          <progress max={1} value={file.state.share} aria-label={file.name} />
          <span class="file-size">{work.files.sending(Math.round(file.state.share * 100))}</span>
        </>
      );
    case "failed":
      return (
        <>
          <span class="attached-why" role="alert">
            {work.files.failed} {file.state.failure.issues[0]?.message ?? file.state.failure.text}
          </span>
          <button type="button" class="button button-small" onClick={retry}>
            {work.files.retry}
          </button>
        </>
      );
  }
}
