import { deskTexts } from "../desk-texts.ts";
import { Drawing } from "../icons.tsx";
import { keepFiles, type Pick } from "../models/files.ts";
import { late } from "./late.tsx";
import type { AttachProps } from "./view.ts";

export const filesCode = late(() => import("./files.tsx"));

/** The ways to put files into a message: to pick, paste or drop them, or to take a picture of the page; and what came of it. */
export function Attach(props: AttachProps) {
  const { desk, files } = props;
  if (!desk.siteNow()?.uploads.maxFiles) return null;

  function add(picked: Iterable<Pick>) {
    if (files.peek()) files.peek()?.add(picked);
    else files.value = keepFiles(picked);
  }

  let input: HTMLInputElement | null;
  /** What is pasted or dropped anywhere in the panel goes into the message that is being written there. */
  function listen(element: HTMLInputElement | null) {
    input = element;
    const take = (event: Event, data: DataTransfer | null) => {
      // Some copy a picture along with their text: then the text is meant.
      if (!element?.isConnected || !data?.types.includes("Files") || data.types.includes("text/plain")) return;
      event.preventDefault();
      // While they are only held over it, the code comes that says where they may be dropped.
      add(event.type === "dragover" ? [] : data.files);
    };
    const panel = element?.closest<HTMLElement>("[data-firstline-panel]");
    if (!panel) return;
    panel.onpaste = (event) => take(event, event.clipboardData);
    panel.ondragover = panel.ondrop = (event) => take(event, event.dataTransfer);
  }

  return (
    <>
      {files.value && (
        <div class="files">
          {filesCode(({ PickedFiles }) => (
            <PickedFiles {...props} />
          ))}
        </div>
      )}
      <div class="attach">
        <button type="button" class="quiet" aria-label={deskTexts.attach} onClick={() => input?.click()}>
          <Drawing path="M20 12l-8 8a5 5 0 0 1-7-7l9-9a3 3 0 0 1 5 5l-9 8" />
          <span>{deskTexts.attach}</span>
        </button>
        <input
          ref={listen}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            add(currentTarget.files ?? []);
            currentTarget.value = "";
          }}
        />
        {"getDisplayMedia" in (navigator.mediaDevices ?? {}) && (
          <button type="button" class="quiet" aria-label={deskTexts.screenshot} onClick={() => add(["screenshot"])}>
            <Drawing path="M4 9V5h4M16 5h4v4M20 15v4h-4M8 19H4v-4" />
            <span>{deskTexts.screenshot}</span>
          </button>
        )}
      </div>
    </>
  );
}
