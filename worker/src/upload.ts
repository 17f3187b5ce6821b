import { Attachment, type SiteSetup } from "@firstline/sdk/wire";
import { type Create, type Desk, twice } from "./desk.ts";
import { type FileType, fileTypeOf, HEAD, isText, isTextual } from "./domain/file-type.ts";
import { imageSizeOf } from "./domain/image-size.ts";
import { invalid, type Refusal } from "./domain/refusal.ts";
import type { IncomingFile } from "./incoming-file.ts";
import { runningDigest } from "./running-digest.ts";
import { digest, randomSecret } from "./secrets.ts";
import { type Budget, budgetsSpent, spendBudgets } from "./store/budgets.ts";
import { type FirstAnswer, firstAnswerTo, insertFirstAnswer } from "./store/events.ts";
import { failureOf } from "./store/failure.ts";
import { FilesUnreachable, writeFile } from "./store/files.ts";
import { type Query, run } from "./store/query.ts";
import { deleteUploads, finishUpload, insertUpload } from "./store/uploads.ts";

/** Who uploads what: to which site, remembered under which name, and counted by which budgets. */
export interface Upload {
  readonly site: SiteSetup;
  readonly uploader: string;
  readonly budgets: readonly Budget[];
  readonly create: Create;
  readonly file: IncomingFile;
}

type Asked = { readonly first: Query<FirstAnswer | undefined>; readonly spent: Query<boolean> };
type Loaded = { readonly first: FirstAnswer | undefined; readonly spent: boolean };

/**
 * Takes a file in: one batch reads, one counts the budgets and notes the file, then its bytes go to the object storage as
 * they come, and one more batch says that it is whole. Wherever this breaks off, the note leads the sweep to what was
 * left; and what was acknowledged is there. `load` reads with the guard of the caller.
 */
export async function takeUpload(
  desk: Desk,
  files: R2Bucket,
  upload: Upload,
  load: (asked: Asked) => Promise<Loaded>,
): Promise<Attachment | Refusal> {
  const { site, create, file, budgets, uploader } = upload;
  const { database, now } = desk;
  const read = () =>
    load({ first: firstAnswerTo(site.id, create.keyHash), spent: budgetsSpent(site.id, budgets, now) });
  const noted = await twice(async () => {
    const { first, spent } = await read();
    if (site.uploads.maxFiles === 0) return invalid([{ path: "", message: "This site takes no files." }]);
    if (file.size > site.uploads.maxBytes) return refusal("body_too_large");
    if (first) return { first };
    if (file.size === 0) return invalid([{ path: "", message: "The file is empty." }]);
    if (spent) return refusal("too_many_requests");
    const id = `att_${randomSecret()}`;
    await run(database, {
      budgets: spendBudgets(site.id, budgets, now, "fail"),
      upload: insertUpload(site.id, id, uploader, now),
    });
    return { id };
  });
  if ("refused" in noted) return noted;
  if ("first" in noted) return again(noted.first, create, await hashOf(file.bytes));

  const { id } = noted;
  const received = await receive(files, site.id, id, file);
  if ("refused" in received) {
    // Nothing of it was stored, so the note can go, here or with the sweep. A storage that failed may have stored it.
    if (received.refused === "unavailable") return received;
    desk.defer(run(database, { upload: deleteUploads([{ siteId: site.id, id }]) }).catch(() => {}));
    return received;
  }
  const { contentHash, type, dimensions } = received;
  const attachment: Attachment = { id, name: file.name, type, size: file.size, ...(dimensions && { dimensions }) };
  const requestHash = await wholeHash(create, contentHash);
  const finish = () =>
    run(database, {
      upload: finishUpload(site.id, attachment),
      first: insertFirstAnswer(site.id, create.keyHash, requestHash, 0, attachment),
    });
  try {
    await finish();
  } catch (error) {
    const failure = failureOf(error);
    if (failure !== "clash" && failure !== "transient") throw error;
    // Another request with the same key was first, or this one was, and the connection broke after it.
    const { first } = await read();
    if (first) return again(first, create, contentHash);
    await finish();
  }
  return attachment;
}

const refusal = (refused: Refusal["refused"]): Refusal => ({ refused });

/** The digest of a whole request: of its head, which was known before, and of the bytes. */
const wholeHash = ({ requestHash }: Create, contentHash: string): Promise<string> =>
  digest(`${requestHash}\n${contentHash}`);

/** The first answer again, or a refusal if the key came with another file. */
async function again(first: FirstAnswer, create: Create, contentHash: string): Promise<Attachment | Refusal> {
  const isOther = first.requestHash !== (await wholeHash(create, contentHash)) || first.answer === null;
  return isOther ? refusal("idempotency_key_reused") : Attachment.parse(first.answer);
}

async function hashOf(bytes: ReadableStream<Uint8Array>): Promise<string> {
  const hash = runningDigest();
  const pieces = bytes.getReader({ mode: "byob" });
  for (let piece = await gather(pieces); piece.length > 0; piece = await gather(pieces)) await hash.write(piece);
  return hash.end();
}

type Received = Pick<Attachment, "type" | "dimensions"> & { readonly contentHash: string };

const notAsLong = invalid([{ path: "", message: "The file is not as long as its Content-Length says." }]);

/** Passes a file's bytes on to the storage, no more of them in memory than its head, and finds out what it is. */
async function receive(
  files: R2Bucket,
  siteId: string,
  id: string,
  { size, bytes }: IncomingFile,
): Promise<Received | Refusal> {
  const pieces = bytes.getReader({ mode: "byob" });
  const head = await gather(pieces);
  if (head.length > size) return notAsLong;
  const type = fileTypeOf(head);
  if (!type) return refusal("file_type_refused");

  const writer = writeFile(files, siteId, id, size);
  try {
    const passed = await passOn(head, pieces, type, size, writer.write);
    if ("refused" in passed) {
      await writer.abort();
      return passed;
    }
    await writer.close();
    const dimensions = imageSizeOf(type.type, head);
    return { type: type.type, ...(dimensions && { dimensions }), contentHash: passed.contentHash };
  } catch (error) {
    await writer.abort();
    if (error instanceof FilesUnreachable) return refusal("unavailable");
    throw error;
  }
}

type Pieces = ReadableStreamBYOBReader;

/** The next `HEAD` bytes of a file; fewer are its last ones. */
async function gather(pieces: Pieces): Promise<Uint8Array> {
  const { value } = await pieces.readAtLeast(HEAD, new Uint8Array(HEAD));
  return value ?? new Uint8Array();
}

/** Passes on every piece that is as it should be; resolves with the digest of all. */
async function passOn(
  head: Uint8Array,
  pieces: Pieces,
  type: FileType,
  size: number,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<{ readonly contentHash: string } | Refusal> {
  const hash = runningDigest();
  const fits = isText(type) ? textCheck() : () => true;
  let seen = 0;
  for (let piece = head; piece.length > 0; piece = await gather(pieces)) {
    seen += piece.length;
    if (seen > size) return notAsLong;
    // Before the last piece is stored, for with that the file would be there.
    if (!fits(piece) || (seen === size && !fits(undefined))) return refusal("file_type_refused");
    await Promise.all([hash.write(piece), write(piece)]);
  }
  return seen === size ? { contentHash: await hash.end() } : notAsLong;
}

/** Tells of each piece of a text whether it goes on as UTF-8 text; undefined is its end. */
function textCheck(): (piece: Uint8Array | undefined) => boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return (piece) => {
    try {
      decoder.decode(piece, { stream: piece !== undefined });
      return piece === undefined || isTextual(piece);
    } catch {
      return false;
    }
  };
}
