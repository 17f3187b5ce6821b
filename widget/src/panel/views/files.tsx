import { signal } from "@preact/signals-core";
import { Icon } from "../icons.tsx";
import type { Files } from "../models/files.ts";
import { createUploads, type Upload, type Uploads } from "../models/uploads.ts";
import { more } from "../more-texts.ts";
import { sizeText } from "../size.ts";
import { count, language, put, texts } from "../texts.ts";
import css from "./files.css?inline";
import { late } from "./late.tsx";
import { explain } from "./parts.tsx";
import { FileIcon, Preview } from "./picture.tsx";
import type { AttachProps } from "./view.ts";
import { wear } from "./wear.ts";

export { Attachments } from "./attachments.tsx";

const screenshotCode = late(() => import("./screenshot.tsx"));
/** The files that a screenshot is being taken for. */
const shooting = signal<Files | undefined>(undefined);

const known = new WeakMap<Files, Uploads>();

/** Goes on with files that were picked before this code was here. */
function takeUp({ panel, desk, files }: AttachProps): void {
  const kept = files.peek();
  const limits = desk.siteNow()?.uploads;
  if (!kept || known.has(kept) || !limits) return;
  const { draft } = panel;
  const uploads = createUploads({
    firstline: desk.firstline,
    limits,
    onChange() {
      // With other files it is another message than the one that waits.
      if (files === desk.submission.files) draft.write("message", draft.fields.peek().message);
    },
    onScreenshot() {
      shooting.value = uploads;
    },
  });
  known.set(uploads, uploads);
  files.value = uploads;
  uploads.add(kept.waiting ?? []);
}

/** What is wrong with a file, if anything. */
function mistakeIn({ name, state }: Upload, { maxBytes, maxFiles }: { maxBytes: number; maxFiles: number }) {
  if (state.is === "failed") return `${put(more.uploadFailed, { name })} ${explain(state.error)}`;
  if (state.is !== "refused") return;
  if (state.because === "tooMany") return count(more.tooMany, maxFiles);
  return put(more[state.because], { name, size: sizeText(maxBytes) });
}

interface PickedProps extends Pick<AttachProps, "desk"> {
  readonly upload: Upload;
  readonly uploads: Uploads;
}

function Picked({ desk, upload, uploads }: PickedProps) {
  const { name, size, file, state } = upload;
  const limits = desk.siteNow()?.uploads;
  const mistake = limits && mistakeIn(upload, limits);
  return (
    <li>
      <span class="thumb" aria-hidden="true">
        <FileIcon />
        {file?.type.startsWith("image/") && <Preview file={file} />}
      </span>
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>
        {state.is === "sending" ? (
          <progress
            value={state.share}
            aria-label={put(more.uploading, {
              name,
              share: state.share.toLocaleString(language, { style: "percent" }),
            })}
          />
        ) : mistake ? (
          <small class="error" role="alert">
            {mistake}
          </small>
        ) : (
          <small role="status" aria-label={put(more.uploaded, { name })}>
            {sizeText(size)}
          </small>
        )}
      </div>
      {state.is === "failed" && (
        <button type="button" onClick={() => uploads.retry(upload)}>
          {texts.retry}
        </button>
      )}
      <button
        type="button"
        class="round"
        aria-label={state.is === "sending" ? `${more.cancel}: ${name}` : put(more.remove, { name })}
        onClick={({ currentTarget }) => {
          // The focus stays near when the button goes.
          currentTarget.closest("form")?.querySelector<HTMLElement>(".attach button")?.focus();
          uploads.remove(upload);
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Lets the panel show that files may be dropped on it. */
function watchDrag(element: HTMLElement | null) {
  const panel = element?.closest<HTMLElement>("[data-firstline-panel]");
  const watching = new AbortController();
  const show = (dragged: boolean) => panel?.classList.toggle("dropping", dragged);
  const listen = (name: "dragover" | "dragleave" | "drop", hear: (event: DragEvent) => void) =>
    panel?.addEventListener(name, hear, { signal: watching.signal });
  listen("dragover", ({ dataTransfer }) => show(dataTransfer?.types.includes("Files") ?? false));
  listen("dragleave", ({ relatedTarget: to }) => show(to instanceof Node && panel?.contains(to) === true));
  listen("drop", () => show(false));
  return () => {
    show(false);
    watching.abort();
  };
}

/** The files that were picked for a message, and how each stands. */
export function PickedFiles(props: AttachProps) {
  const { panel, desk, files } = props;
  wear(panel, css);
  const uploads = files.value && known.get(files.value);
  if (!uploads) {
    queueMicrotask(() => takeUp(props));
    return null;
  }
  const { kind, wrong } = panel.draft.state.value;
  const refused = files === desk.submission.files && kind === "failed" && wrong.has("files");
  const problem = uploads.holding.value ? more.waitForFiles : refused && texts.invalid;
  const list = uploads.list.value;
  return (
    <>
      <p class="drop" ref={watchDrag}>
        {more.drop}
      </p>
      {problem && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {list.length > 0 && (
        <ul tabIndex={-1} aria-label={more.files} aria-invalid={!!problem}>
          {list.map((upload) => (
            <Picked key={upload.key} desk={desk} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      {shooting.value === uploads &&
        screenshotCode(({ Screenshot }) => (
          <Screenshot
            panel={panel}
            onTaken={(picture: File) => uploads.add([picture])}
            onEnd={() => {
              shooting.value = undefined;
            }}
          />
        ))}
    </>
  );
}
