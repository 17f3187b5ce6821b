import { fileTypeNamed } from "./file-type.ts";

/** How long a name may be that a file is saved under, in UTF-16 units, without its ending. */
const LONGEST = 120;

/**
 * The name a file is saved under: the last part of what its uploader called it, without what could steer a shell, a
 * folder or an eye (control and format characters, so also those that turn the direction of writing), and with an ending
 * of its kind, so that what was found to be text or a picture is never opened as a program or a page.
 */
export function savedName(name: string, type: string): string {
  const [last = ""] = name.split(/[/\\]/).slice(-1);
  const clean = last
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const { endings } = fileTypeNamed(type);
  const [, stem = "", ending = ""] = /^(.+)\.([^.]+)$/.exec(clean) ?? [];
  const kept = endings.includes(ending.toLowerCase()) ? { stem, ending } : { stem: clean, ending: endings[0] ?? "bin" };
  return `${shortened(kept.stem) || "file"}.${kept.ending}`;
}

/** Cuts between characters, never within one. */
function shortened(stem: string): string {
  if (stem.length <= LONGEST) return stem;
  let short = "";
  for (const character of stem) {
    if (short.length + character.length > LONGEST) break;
    short += character;
  }
  return short.trimEnd();
}

/** The header that has a browser save a file under a name: plain for the old, exact for the rest (RFC 6266, RFC 8187). */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9 ._()-]/g, "_");
  // `encodeURIComponent` leaves five characters that RFC 8187 does not.
  const exact = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
