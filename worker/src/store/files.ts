/** The object storage cannot be reached. Whatever else a desk does goes on without it. */
export class FilesUnreachable extends Error {
  override readonly name = "FilesUnreachable";
  override readonly message = "The object storage cannot be reached.";
}

/** Where a file's bytes lie. The id is 256 random bits, so nobody names another's. */
const keyOf = (siteId: string, id: string): string => `${siteId}/${id}`;

/** A failure of ours is told by its name alone: the storage's own words may hold keys. */
async function reached<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch {
    throw new FilesUnreachable();
  }
}

/** A file on its way into storage. It is there once `close` resolves; after `abort` nothing of it is. */
export interface FileWriter {
  readonly write: (piece: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abort: () => Promise<void>;
}

/** Begins to store a file of exactly `size` bytes, piece by piece as they come. */
export function writeFile(files: R2Bucket, siteId: string, id: string, size: number): FileWriter {
  const { readable, writable } = new FixedLengthStream(size);
  const writer = writable.getWriter();
  // Both are asked for at every step; until then a failure must not count as one that nobody looks at.
  const stored = files.put(keyOf(siteId, id), readable);
  stored.catch(() => {});
  writer.closed.catch(() => {});
  return {
    // A storage that fails stops reading, so a write alone would wait for ever.
    write: async (piece) => void (await reached(Promise.race([writer.write(piece), stored]))),
    close: async () => void (await reached(Promise.all([writer.close(), stored]))),
    abort: async () => void (await Promise.allSettled([writer.abort(), stored])),
  };
}

/** A file's bytes, or a part of them; undefined if they are gone. */
export const readFile = async (
  files: R2Bucket,
  siteId: string,
  id: string,
  range: { readonly offset: number; readonly length: number } | undefined,
): Promise<ReadableStream | undefined> => (await reached(files.get(keyOf(siteId, id), range && { range })))?.body;

/** Removes files, also such as are not there; at most 1,000 at a time. */
export const deleteFiles = (
  files: R2Bucket,
  keys: readonly { readonly siteId: string; readonly id: string }[],
): Promise<void> => reached(files.delete(keys.map(({ siteId, id }) => keyOf(siteId, id))));
