/** A kind of file that is taken in: its media type, and the endings its name may have, the usual one first. */
export interface FileType {
  readonly type: string;
  readonly endings: readonly string[];
}

const kind = (type: string, ...endings: string[]): FileType => ({ type, endings });
const openXml = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";

const zip = kind("application/zip", "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "epub");

/**
 * Every kind of file that is taken, told by its content. Left out are those that a browser runs (HTML, XML, SVG), programs,
 * and documents whose format is not a ZIP of plain parts.
 */
const kinds = {
  png: kind("image/png", "png"),
  jpeg: kind("image/jpeg", "jpg", "jpeg", "jfif"),
  gif: kind("image/gif", "gif"),
  webp: kind("image/webp", "webp"),
  avif: kind("image/avif", "avif"),
  heic: kind("image/heic", "heic", "heif"),
  pdf: kind("application/pdf", "pdf"),
  mp4: kind("video/mp4", "mp4", "m4v", "m4a"),
  quicktime: kind("video/quicktime", "mov", "qt"),
  webm: kind("video/webm", "webm"),
  gzip: kind("application/gzip", "gz", "tgz"),
  zip,
  docx: kind(`${openXml}.wordprocessingml.document`, "docx"),
  xlsx: kind(`${openXml}.spreadsheetml.sheet`, "xlsx"),
  pptx: kind(`${openXml}.presentationml.presentation`, "pptx"),
  odt: kind(`${openDocument}.text`, "odt"),
  ods: kind(`${openDocument}.spreadsheet`, "ods"),
  odp: kind(`${openDocument}.presentation`, "odp"),
  odg: kind(`${openDocument}.graphics`, "odg"),
  text: kind(
    "text/plain",
    "txt",
    "log",
    "csv",
    "tsv",
    "json",
    "jsonl",
    "md",
    "yaml",
    "yml",
    "toml",
    "ini",
    "conf",
    "har",
  ),
} as const;

/** Their media types. */
export const fileTypes: readonly string[] = Object.values<FileType>(kinds).map(({ type }) => type);

/** Text has to be read to its end before it is known to be text. */
export const isText = ({ type }: FileType): boolean => type === kinds.text.type;

/** The kind of a stored file, by its media type. */
export const fileTypeNamed = (type: string): FileType =>
  Object.values<FileType>(kinds).find((one) => one.type === type) ?? {
    type: "application/octet-stream",
    endings: ["bin"],
  };

/** How much of a file is looked at, in bytes: enough for a photograph's head with a small picture in it. */
export const HEAD = 64 * 1024;

/** What stands in some bytes, each as the character of the same number. */
function characters(head: Uint8Array, from: number, to: number): string {
  let text = "";
  for (const byte of head.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
}

const magic: readonly (readonly [start: string, FileType])[] = [
  ["\x89PNG\r\n\x1a\n", kinds.png],
  ["\xff\xd8\xff", kinds.jpeg],
  ["GIF87a", kinds.gif],
  ["GIF89a", kinds.gif],
  ["%PDF-", kinds.pdf],
  ["\x1f\x8b\x08", kinds.gzip],
  ["PK\x05\x06", kinds.zip],
];

/** What an ISO base media file calls itself first (ISO/IEC 14496-12, 4.3). */
const brands: Readonly<Record<string, FileType>> = {
  avif: kinds.avif,
  avis: kinds.avif,
  heic: kinds.heic,
  heix: kinds.heic,
  heim: kinds.heic,
  heis: kinds.heic,
  mif1: kinds.heic,
  msf1: kinds.heic,
  "qt  ": kinds.quicktime,
  isom: kinds.mp4,
  iso2: kinds.mp4,
  iso4: kinds.mp4,
  iso5: kinds.mp4,
  iso6: kinds.mp4,
  mp41: kinds.mp4,
  mp42: kinds.mp4,
  avc1: kinds.mp4,
  dash: kinds.mp4,
  "M4V ": kinds.mp4,
  "M4A ": kinds.mp4,
};

/**
 * The kind of a file by its first bytes (up to `HEAD` of them); undefined for one that is not taken. Signatures have to
 * stand at the very beginning. A text is only a text once the rest of it is, too.
 */
export function fileTypeOf(head: Uint8Array): FileType | undefined {
  const start = characters(head, 0, 16);
  const known = magic.find(([signature]) => start.startsWith(signature));
  if (known) return known[1];
  if (start.startsWith("RIFF") && start.slice(8, 12) === "WEBP") return kinds.webp;
  if (start.slice(4, 8) === "ftyp") return brandOf(head, start.slice(8, 12));
  // Matroska says further on which of its kinds it is.
  if (start.startsWith("\x1a\x45\xdf\xa3")) return characters(head, 0, 64).includes("webm") ? kinds.webm : undefined;
  if (start.startsWith("PK\x03\x04")) return zipped(head);
  return isTextual(head) && !isMarkup(head) ? kinds.text : undefined;
}

/** Some image files call themselves by the container's name first; the list behind it names the picture's. */
function brandOf(head: Uint8Array, brand: string): FileType | undefined {
  const first = brands[brand];
  if (first !== kinds.heic) return first;
  const length = Math.min(new DataView(head.buffer, head.byteOffset).getUint32(0), 256);
  for (let at = 16; at + 4 <= length; at += 4) if (characters(head, at, at + 4) === "avif") return kinds.avif;
  return first;
}

/** What a ZIP's first parts say it is (OASIS OpenDocument part 2, 3.3; ECMA-376 part 2). */
function zipped(head: Uint8Array): FileType {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const text = characters(head, 0, head.length);
  for (let at = 0; at !== -1 && at + 30 <= head.length; at = text.indexOf("PK\x03\x04", at + 30)) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    const name = text.slice(at + 30, nameEnd);
    if (at === 0 && name === "mimetype") {
      const said = text.slice(nameEnd + view.getUint16(at + 28, true));
      const named = [kinds.odt, kinds.ods, kinds.odp, kinds.odg].find(({ type }) => said.startsWith(`${type}PK`));
      return named ?? kinds.zip;
    }
    if (name.startsWith("word/")) return kinds.docx;
    if (name.startsWith("xl/")) return kinds.xlsx;
    if (name.startsWith("ppt/")) return kinds.pptx;
  }
  return kinds.zip;
}

/** Whether bytes hold none that stand in no text (WHATWG MIME Sniffing, “binary data byte”). */
export function isTextual(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b) return false;
  }
  return true;
}

/** Whether a text begins as a browser's own languages do: with a tag, a comment or a declaration. */
const isMarkup = (head: Uint8Array): boolean => /^(\xef\xbb\xbf)?\s*<[a-z!?/]/i.test(characters(head, 0, HEAD));
