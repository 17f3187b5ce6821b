import type { Attachment } from "@firstline/sdk/wire";
import { effect } from "@preact/signals-core";
import { Drawing } from "../icons.tsx";
import type { DeskModel } from "../models/desk.ts";
import { createDownloads, type Download, type Downloads, fit, most, type Shown } from "../models/downloads.ts";
import type { ThreadModel } from "../models/thread.ts";
import { more } from "../more-texts.ts";
import { sizeText } from "../size.ts";
import { put } from "../texts.ts";
import css from "./files.css?inline";
import { Modal } from "./modal.tsx";
import { explain, Loaded } from "./parts.tsx";
import { FileIcon, Picture } from "./picture.tsx";
import type { ViewProps } from "./view.ts";
import { wear } from "./wear.ts";

/** Saves a file; it is handed over as mere bytes, so that nothing in it can be shown as a page of the host's. */
function save(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read it only later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const known = new WeakMap<ThreadModel, Downloads>();

/** The files of the ticket on the screen, as long as it is there. */
function downloadsOf(desk: DeskModel, thread: ThreadModel): Downloads {
  const already = known.get(thread);
  if (already) return already;
  const downloads = createDownloads({ firstline: desk.firstline, save });
  known.set(thread, downloads);
  const end = effect(() => {
    if (desk.thread.value === thread) return;
    downloads.stop();
    end();
  });
  return downloads;
}

const DownloadIcon = () => <Drawing path="M12 4v11M7 10l5 5 5-5M5 20h14" />;

const Named = ({ name, size }: Attachment) => (
  <>
    <FileIcon />
    <b>
      <bdi>{name}</bdi>
    </b>
    <small>{sizeText(size)}</small>
  </>
);

interface OneProps {
  readonly download: Download;
  readonly downloads: Downloads;
}

function Row({ download, downloads }: OneProps) {
  const { file, saving } = download;
  const state = saving.value;
  return (
    <div>
      <button
        type="button"
        class="file"
        title={put(more.download, { name: file.name })}
        aria-disabled={state.is === "fetching"}
        onClick={() => downloads.save(download)}
      >
        <Named {...file} />
        <DownloadIcon />
      </button>
      {state.is === "failed" && (
        <small class="error" role="alert">
          {explain(state.error)}
        </small>
      )}
    </div>
  );
}

function One({ download, downloads }: OneProps) {
  const { file, picture } = download;
  const { dimensions, name } = file;
  const state = picture?.state.value;
  if (!dimensions || !state || state.kind === "failed" || (state.kind === "ready" && !state.value))
    return <Row download={download} downloads={downloads} />;
  const { width, height } = fit(dimensions, most);
  return (
    <button
      type="button"
      class="picture"
      aria-label={name}
      style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}
      onClick={() => downloads.show(file)}
    >
      {state.kind === "ready" && state.value && <Picture picture={state.value} />}
    </button>
  );
}

/** One picture, as large as the window allows. */
const Large = ({ shown, downloads }: { shown: Shown; downloads: Downloads }) => (
  <Modal
    label={shown.file.name}
    actions={
      <button
        type="button"
        class="round"
        aria-label={put(more.download, { name: shown.file.name })}
        onClick={() => downloads.save(downloads.of(shown.file))}
      >
        <DownloadIcon />
      </button>
    }
    onClose={() => {
      downloads.shown.value = undefined;
    }}
  >
    <Loaded remote={shown.picture}>
      {(picture) => (picture ? <Picture picture={picture} label={shown.file.name} /> : <FileIcon />)}
    </Loaded>
  </Modal>
);

interface AttachmentsProps extends ViewProps {
  readonly message: { readonly attachments?: readonly Attachment[] | undefined };
  /** Whether the desk does not have the message yet: until then nobody can read its files. */
  readonly unsent?: boolean;
}

/** The files of a message: pictures to be seen, all others to be saved. */
export function Attachments({ panel, desk, message: { attachments = [] }, unsent }: AttachmentsProps) {
  wear(panel, css);
  const thread = desk.thread.value;
  if (!thread) return null;
  const downloads = downloadsOf(desk, thread);
  const shown = downloads.shown.value;
  return (
    <div class="attachments">
      {attachments.map((file) =>
        unsent ? (
          <span key={file.id} class="file">
            <Named {...file} />
          </span>
        ) : (
          <One key={file.id} download={downloads.of(file)} downloads={downloads} />
        ),
      )}
      {shown && attachments.some(({ id }) => id === shown.file.id) && <Large shown={shown} downloads={downloads} />}
    </div>
  );
}
