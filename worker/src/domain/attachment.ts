import type { Attachment, NamedUploads } from "@firstline/sdk/wire";
import { type Happening, isPublic } from "./event.ts";
import { invalid, type Refusal } from "./refusal.ts";

/** How long (ms) an upload may wait for a message that names it. */
export const UPLOAD_WAITS = 24 * 3_600_000;

/** The files that a message or note brings into its ticket, and whether the requester may see them. */
export interface Attaching {
  readonly message: string;
  readonly ids: readonly string[];
  readonly isPublic: boolean;
}

/**
 * The files that a message takes in, in the order in which it names them: of those that were found to be the writer's
 * and free, all have to be there. `path` is where the list stands in the request.
 */
export function attached(
  named: NamedUploads,
  found: readonly Attachment[],
  most: number,
  path: string,
): readonly Attachment[] | Refusal {
  if (named.length > most) {
    const message = most === 0 ? "This site takes no files." : `At most ${most} files are allowed.`;
    return invalid([{ path, message }]);
  }
  const files = named.map(({ id }) => found.find((file) => file.id === id));
  const missing = files.indexOf(undefined);
  if (missing === -1) return files.filter((file) => file !== undefined);
  const message = "There is no such file of yours that could be sent. Upload it again.";
  return invalid([{ path: `${path}.${missing}.id`, message }]);
}

/** What events bring into their ticket. */
export const attachingOf = (happenings: readonly Happening[]): Attaching[] =>
  happenings.flatMap((happening) => {
    if (happening.type !== "message" && happening.type !== "note") return [];
    const ids = (happening.attachments ?? []).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ message: happening.id, ids, isPublic: isPublic(happening) }];
  });
