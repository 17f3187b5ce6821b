import { Attachment, type SiteSetup } from "@firstline/sdk/wire";
import { sitesSeen } from "../../worker/src/domain/directory.ts";
import { contentDisposition, savedName } from "../../worker/src/domain/file-name.ts";
import { fileTypeOf, HEAD, isText, isTextual } from "../../worker/src/domain/file-type.ts";
import { imageSizeOf } from "../../worker/src/domain/image-size.ts";
import { actorOf, sitesOf, uploaderOf } from "../../worker/src/http/caller.ts";
import { settled } from "../../worker/src/http/place.ts";
import { rangeOf } from "../../worker/src/http/range.ts";
import { Refused } from "../../worker/src/http/refused.ts";
import type { IncomingFile } from "../../worker/src/incoming-file.ts";
import { digest, randomSecret } from "../../worker/src/secrets.ts";
import type { DeskContext, Handlers, SentFile, VisitorContext } from "./door.ts";
import { isSeenBy, keyOf, type StoredAttachment } from "./memory.ts";
import { type Create, once } from "./shell.ts";
import { tokenOf } from "./visitor-tickets.ts";

export const files = {
  "POST /v1/uploads": async ({ context, file, create }) => ({
    status: 201,
    body: await upload(context, context.caller.site, uploaderOf(context.caller), create, file),
  }),

  "GET /v1/attachments/:attachment": ({ context, params }) => {
    const { memory, caller } = context;
    const tokenHash = tokenOf(context);
    context.read();
    const found = memory.attachments.get(keyOf(caller.site.id, params.attachment));
    const ticket = found && memory.tickets.get(keyOf(found.siteId, found.sequence));
    return send(context, found?.isPublic && ticket && isSeenBy(memory, tokenHash, ticket) ? found : undefined);
  },

  "POST /v1/desk/uploads": async ({ context, query, file, create }) => {
    const { memory, caller } = context;
    const seen = sitesSeen(memory.directory, sitesOf(caller), query.site).length > 0;
    const site = seen ? memory.directory.siteById.get(query.site) : undefined;
    if (!site) throw new Refused("not_found");
    return { status: 201, body: await upload(context, site, actorOf(caller).id, create, file) };
  },

  "GET /v1/desk/attachments/:attachment": ({ context, params }) => {
    const { memory, caller } = context;
    const sites = sitesSeen(memory.directory, sitesOf(caller));
    return send(
      context,
      sites.map((site) => memory.attachments.get(keyOf(site, params.attachment))).find((one) => one),
    );
  },
} satisfies Handlers;

/** Takes a file in, or says why not. */
async function upload(
  context: VisitorContext | DeskContext,
  site: SiteSetup,
  uploader: string,
  create: Create,
  file: IncomingFile,
): Promise<Attachment> {
  const { memory } = context;
  context.read();
  if (site.uploads.maxFiles === 0) throw refused("This site takes no files.");
  if (file.size > site.uploads.maxBytes) throw new Refused("body_too_large");
  if (file.size === 0) throw refused("The file is empty.");
  const bytes = new Uint8Array(await new Response(file.bytes).arrayBuffer());
  if (bytes.length !== file.size) throw refused("The file is not as long as its Content-Length says.");
  const requestHash = await digest(`${create.requestHash}\n${await digest(bytes)}`);
  const work = (): Attachment => {
    const head = bytes.subarray(0, HEAD);
    const type = fileTypeOf(head);
    if (!type || (isText(type) && !isWholeText(bytes))) throw new Refused("file_type_refused");
    const dimensions = imageSizeOf(type.type, head);
    const attachment: Attachment = {
      id: `att_${randomSecret()}`,
      name: file.name,
      type: type.type,
      size: file.size,
      ...(dimensions && { dimensions }),
    };
    memory.uploads.set(keyOf(site.id, attachment.id), { file: attachment, bytes, uploader, createdAt: memory.now });
    return attachment;
  };
  return settled(once(context, site.id, { ...create, requestHash }, work, (kept) => Attachment.parse(kept)));
}

const refused = (message: string) => new Refused("invalid", { issues: [{ path: "body", message }] });

/** Whether a file is UTF-8 text from end to end. */
function isWholeText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return isTextual(bytes);
  } catch {
    return false;
  }
}

/** Sends a file, or the part of it that is asked for. It never changes, so its id is its version. */
function send({ headers }: VisitorContext | DeskContext, found: StoredAttachment | undefined): SentFile {
  if (!found) throw new Refused("not_found");
  const { name, type, size, id } = found.file;
  const etag = `"${id}"`;
  if (headers.get("if-none-match") === etag) return { status: 200, body: new Uint8Array(), etag, headers: {} };
  const condition = headers.get("if-range");
  const range = condition === null || condition === etag ? rangeOf(headers.get("range"), size) : undefined;
  if (range === "beyond") {
    throw new Refused("range_not_satisfiable", { headers: { "content-range": `bytes */${size}` } });
  }
  const { offset, length } = range ?? { offset: 0, length: size };
  return {
    status: range ? 206 : 200,
    body: found.bytes.subarray(offset, offset + length),
    etag,
    headers: {
      "content-type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
      "content-length": String(length),
      "accept-ranges": "bytes",
      ...(range && { "content-range": `bytes ${offset}-${offset + length - 1}/${size}` }),
      "content-disposition": contentDisposition(savedName(name, type)),
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
    },
  };
}
