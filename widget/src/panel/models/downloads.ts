import type { Firstline, FirstlineError } from "@firstline/sdk";
import type { Attachment } from "@firstline/sdk/wire";
import { type Signal, signal } from "@preact/signals-core";
import { createRemote, expectFirstlineError, type Remote } from "./remote.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large a picture stands in a thread at most, in CSS pixels. */
export const most: Size = { width: 240, height: 180 };
/** How many pixels of a picture are shown at most where it is shown large. */
const large: Size = { width: 2_400, height: 2_400 };

/** How saving a file stands. */
export type Saving = { readonly is: "idle" | "fetching" } | { readonly is: "failed"; readonly error: FirstlineError };

/** A picture, shown large. */
export interface Shown {
  readonly file: Attachment;
  readonly picture: Remote<ImageBitmap | undefined>;
}

/** A file of a ticket, as it is shown. */
export interface Download {
  readonly file: Attachment;
  /** A picture's small copy, once it is here; undefined where the browser cannot read it. */
  readonly picture: Remote<ImageBitmap | undefined> | undefined;
  readonly saving: Signal<Saving>;
}

/** How large a picture of some size is drawn, so that it fits and is not blown up. */
export function fit(size: Size, into: Size): Size {
  const scale = Math.min(1, into.width / size.width, into.height / size.height);
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
}

/**
 * The small copy of a picture; undefined for what the browser cannot read as one. It is never more than pixels: what a
 * file says beside them is not run, and a page's policy for images does not stand against it.
 */
export async function shrink(picture: Blob, to: ImageBitmapOptions): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(picture, { ...to, resizeQuality: "high" });
  } catch {
    return undefined;
  }
}

interface DownloadsOptions {
  readonly firstline: Firstline;
  /** Lets the visitor save a file under a name. */
  readonly save: (bytes: Blob, name: string) => void;
}

/** The files of one ticket, each fetched once, when it is needed. Ends with `stop`. */
export function createDownloads({ firstline, save }: DownloadsOptions) {
  const controller = new AbortController();
  const downloads = new Map<string, Download>();
  const fetched = new Map<string, Promise<Blob>>();

  function fetchBytes({ id }: Attachment): Promise<Blob> {
    const known = fetched.get(id);
    if (known) return known;
    const bytes = firstline.attachments.get(id, { signal: controller.signal });
    fetched.set(id, bytes);
    bytes.catch(() => fetched.delete(id));
    return bytes;
  }

  /** A copy of a picture that fits into a size; undefined for what the browser cannot read as one. */
  function copy(file: Attachment, dimensions: Size, into: Size) {
    const { width, height } = fit(dimensions, into);
    const remote = createRemote(async () =>
      shrink(await fetchBytes(file), { resizeWidth: width, resizeHeight: height }),
    );
    void remote.load();
    return remote;
  }

  function begin(file: Attachment): Download {
    const { dimensions, type } = file;
    // Twice as fine as it is shown, for the screens that are.
    const fine = { width: most.width * 2, height: most.height * 2 };
    const picture = dimensions && type.startsWith("image/") ? copy(file, dimensions, fine) : undefined;
    return { file, picture, saving: signal<Saving>({ is: "idle" }) };
  }

  const shown = signal<Shown | undefined>(undefined);

  return {
    shown,
    /** Shows a picture large, until `shown` is emptied. */
    show(file: Attachment) {
      shown.value = { file, picture: copy(file, file.dimensions ?? large, large) };
    },
    of(file: Attachment): Download {
      const download = downloads.get(file.id) ?? begin(file);
      downloads.set(file.id, download);
      return download;
    },
    async save({ file, saving }: Download) {
      saving.value = { is: "fetching" };
      try {
        save(await fetchBytes(file), file.name);
        saving.value = { is: "idle" };
      } catch (error) {
        saving.value = { is: "failed", error: expectFirstlineError(error) };
      }
    },
    stop: () => controller.abort(),
  };
}

export type Downloads = ReturnType<typeof createDownloads>;
