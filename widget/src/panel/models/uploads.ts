import { type Firstline, type FirstlineError, isFirstlineError, newMessageId } from "@firstline/sdk";
import type { Attachment, Site } from "@firstline/sdk/wire";
import { computed, effect, signal } from "@preact/signals-core";
import type { Files } from "./files.ts";

/** Why a file is not taken, whatever is done about it. */
export type Because = "tooLarge" | "tooMany" | "wrongType";

/** How a file stands: on its way, of which `share` has been sent, from 0 to 1; with the desk; not there; or not taken. */
export type UploadState =
  | { readonly is: "sending"; readonly share: number }
  | { readonly is: "sent"; readonly attachment: Attachment }
  | { readonly is: "failed"; readonly error: FirstlineError }
  | { readonly is: "refused"; readonly because: Because };

/** A file that was picked. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Unless it was sent before this page was there. */
  readonly file: File | undefined;
  readonly state: UploadState;
}

type Limits = Site["uploads"];

/**
 * Whether a file is surely of a kind that is not taken. What a browser makes of a name is a guess, and much of what it
 * knows by a name of its own is text to the desk: then the desk looks into it.
 */
function isWrongType({ type, size }: File, { types }: Limits): boolean {
  if (size === 0) return true;
  const mayBeText = types.includes("text/plain") && !/^(image|audio|video|font)\/|\/(html|pdf|zip)\b/.test(type);
  return type !== "" && !types.includes(type) && !mayBeText;
}

const becauseOf: Readonly<Record<string, Because>> = {
  body_too_large: "tooLarge",
  file_type_refused: "wrongType",
  invalid: "wrongType",
};

interface UploadsOptions {
  readonly firstline: Firstline;
  readonly limits: Limits;
  /** Told that there are other files than before. */
  readonly onChange: () => void;
  /** Asked to take a picture of the page. */
  readonly onScreenshot: () => void;
}

/** Sends the files of one message while it is still being written, all at once; each can be stopped, tried again and taken out. */
export function createUploads({ firstline, limits, onChange, onScreenshot }: UploadsOptions) {
  const list = signal<readonly Upload[]>([]);
  const wanted = signal(false);
  const controllers = new Map<string, AbortController>();

  const set = (key: string, state: UploadState) => {
    list.value = list.peek().map((upload) => (upload.key === key ? { ...upload, state } : upload));
  };
  const isOpen = ({ state }: Upload) => state.is === "sending" || state.is === "failed";
  const open = computed(() => list.value.some(isOpen));
  const stopWanting = effect(() => {
    if (!open.value) wanted.value = false;
  });

  /** Sends a file, or sends it again: under the same key the desk has it once. */
  async function send({ key, name, file }: Upload) {
    if (!file) return;
    const controller = new AbortController();
    controllers.set(key, controller);
    set(key, { is: "sending", share: 0 });
    try {
      const attachment = await firstline.uploads.create(file, {
        name,
        idempotencyKey: key,
        signal: controller.signal,
        onProgress: (share) => set(key, { is: "sending", share }),
      });
      set(key, { is: "sent", attachment });
    } catch (error) {
      if (!isFirstlineError(error)) throw error;
      const because = becauseOf[error.code];
      set(key, because ? { is: "refused", because } : { is: "failed", error });
    }
  }

  function take(file: File) {
    const { name, size } = file;
    const taken = list.peek().filter(({ state }) => state.is !== "refused").length;
    const because =
      size > limits.maxBytes
        ? "tooLarge"
        : isWrongType(file, limits)
          ? "wrongType"
          : taken >= limits.maxFiles
            ? "tooMany"
            : undefined;
    const upload = { key: newMessageId(), name, size, file };
    const state: UploadState = because ? { is: "refused", because } : { is: "sending", share: 0 };
    list.value = [...list.peek(), { ...upload, state }];
    if (!because) void send({ ...upload, state });
    onChange();
  }

  const files: Files = {
    hold() {
      for (const upload of list.peek()) if (upload.state.is === "failed") void send(upload);
      wanted.value = open.peek();
      return open.peek();
    },
    ready() {
      const sent = list.value.flatMap(({ state }) => (state.is === "sent" ? [state.attachment] : []));
      return sent.length ? sent : undefined;
    },
    add(picked) {
      for (const one of picked) {
        if (one instanceof File) take(one);
        else if (one === "screenshot") onScreenshot();
        else {
          const { id: key, name, size } = one;
          list.value = [...list.peek(), { key, name, size, file: undefined, state: { is: "sent", attachment: one } }];
        }
      }
    },
    stop() {
      stopWanting();
      for (const controller of controllers.values()) controller.abort();
    },
  };

  return {
    ...files,
    list,
    /** Whether a message waits for them. */
    holding: wanted,
    retry: send,
    /** Takes a file out; one that is on its way is stopped. */
    remove({ key }: Upload) {
      controllers.get(key)?.abort();
      list.value = list.peek().filter((upload) => upload.key !== key);
      onChange();
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;
