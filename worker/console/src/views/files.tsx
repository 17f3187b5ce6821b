import type { Attachment } from "@firstline/sdk/wire";
import type { TicketModel } from "../models/ticket.ts";
import { texts } from "../texts.ts";
import { PageIcon } from "./icons.tsx";
import { saveFile } from "./save-file.ts";

/** The files of an entry. Each is fetched when it is asked for, for its address opens for a credential only. */
export const Files = ({ files, model }: { files: readonly Attachment[] | undefined; model: TicketModel }) =>
  files && (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          <button
            type="button"
            class="button button-small"
            title={texts.timeline.download(file.name)}
            onClick={() => void download(file, model)}
          >
            <PageIcon />
            <bdi>{file.name}</bdi>
            <span class="file-size">{texts.timeline.size(file.size)}</span>
          </button>
        </li>
      ))}
    </ul>
  );

async function download({ id, name }: Attachment, model: TicketModel): Promise<void> {
  const bytes = await model.fetchFile(id);
  if (!bytes) return;
  saveFile(name, bytes);
}
