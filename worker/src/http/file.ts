import type { SiteSetup } from "@firstline/sdk/wire";
import { contentDisposition, savedName } from "../domain/file-name.ts";
import { digest } from "../secrets.ts";
import type { StoredAttachment } from "../store/attachments.ts";
import type { Budget } from "../store/budgets.ts";
import { secondsLeft } from "../store/budgets.ts";
import { FilesUnreachable, readFile } from "../store/files.ts";
import { takeUpload, type Upload } from "../upload.ts";
import { isKnown, type SentFile } from "./bind.ts";
import { type Context, type DeskContext, deskOf, type VisitorContext } from "./context.ts";
import { settled } from "./place.ts";
import { rangeOf } from "./range.ts";
import { Refused } from "./refused.ts";

/** Uploads in an hour: how many, and for how many of the largest size their bytes may count. */
interface Allowance {
  readonly files: number;
  readonly fullFiles: number;
}

const allowances = {
  address: { files: 100, fullFiles: 20 },
  site: { files: 2_000, fullFiles: 400 },
  uploader: { files: 1_000, fullFiles: 200 },
} as const satisfies Record<string, Allowance>;

const budgetsOf = ({ uploads }: SiteSetup, { files, fullFiles }: Allowance, size: number, of = ""): Budget[] => [
  { name: `upload${of}`, limit: files },
  { name: `upload bytes${of}`, limit: fullFiles * uploads.maxBytes, cost: size },
];

/** What anybody may upload: to the site in all, and from one address where it is known. */
export async function visitorBudgets({ caller, address }: VisitorContext, size: number): Promise<Budget[]> {
  const { site } = caller;
  const all = budgetsOf(site, allowances.site, size);
  if (address === undefined) return all;
  return [...all, ...budgetsOf(site, allowances.address, size, ` ${await digest(address)}`)];
}

/** What one agent or key may upload to a site. */
export const deskBudgets = (site: SiteSetup, uploader: string, size: number): Budget[] =>
  budgetsOf(site, allowances.uploader, size, ` ${uploader}`);

/** Takes a file in, or says why not. */
export async function upload(context: VisitorContext | DeskContext, what: Upload) {
  const desk = deskOf(context);
  const taken = await takeUpload(desk, context.env.FILES, what, (asked) => context.read(asked));
  if ("refused" in taken) {
    if (taken.refused === "too_many_requests") throw new Refused(taken.refused, { retryAfter: secondsLeft(desk.now) });
    if (taken.refused === "unavailable") throw new Refused(taken.refused, { retryAfter: 5 });
  }
  return settled(taken);
}

/**
 * Sends a file as what its content is and never as a page of ours: to be saved, not shown, without rights if it is shown
 * all the same, for this caller alone. Pages of other origins that may read it do so by `fetch`; none may embed it.
 * A file never changes, so its id is its version: who has it reads nothing again, and a download goes on where it broke.
 */
export async function send({ env, request }: Context, found: StoredAttachment | undefined): Promise<SentFile> {
  if (!found) throw new Refused("not_found");
  const { name, type, size, id } = found.file;
  const etag = `"${id}"`;
  if (isKnown(request, etag)) return { status: 200, body: null, etag, headers: {} };
  const range = rangeAsked(request.headers, etag, size);
  if (range === "beyond") {
    throw new Refused("range_not_satisfiable", { headers: { "content-range": `bytes */${size}` } });
  }
  const bytes = await readFile(env.FILES, found.siteId, id, range).catch((error: unknown) => {
    throw error instanceof FilesUnreachable ? new Refused("unavailable", { retryAfter: 5 }) : error;
  });
  if (!bytes) throw new Refused("not_found");
  return {
    status: range ? 206 : 200,
    body: bytes,
    etag,
    headers: {
      "content-type": type === "text/plain" ? "text/plain; charset=utf-8" : type,
      "content-length": String(range?.length ?? size),
      "accept-ranges": "bytes",
      ...(range && { "content-range": `bytes ${range.offset}-${range.offset + range.length - 1}/${size}` }),
      "content-disposition": contentDisposition(savedName(name, type)),
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
    },
  };
}

/** The part that is asked for; all of it for who goes on with what may be another file (RFC 9110, 13.1.5). */
function rangeAsked(headers: Headers, etag: string, size: number): ReturnType<typeof rangeOf> {
  const condition = headers.get("if-range");
  return condition === null || condition === etag ? rangeOf(headers.get("range"), size) : undefined;
}
