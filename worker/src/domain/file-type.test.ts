import { expect, test } from "vitest";
import { fileTypeNamed, fileTypeOf, isText } from "./file-type.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const typeOf = (text: string) => fileTypeOf(bytes(text))?.type;

/** A part of a ZIP: its local header, its name and what is in it. */
const part = (name: string, content = "") =>
  `PK\x03\x04${"\0".repeat(22)}${String.fromCharCode(name.length)}\0\0\0${name}${content}`;
const box = (brand: string, ...others: string[]) =>
  `\0\0\0${String.fromCharCode(16 + 4 * others.length)}ftyp${brand}\0\0\0\0${others.join("")}\0\0\0\x08mdat`;

test.each([
  ["\x89PNG\r\n\x1a\nmore", "image/png"],
  ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
  ["GIF87a\x01\0\x01\0", "image/gif"],
  ["GIF89a\x01\0\x01\0", "image/gif"],
  ["RIFF\x24\0\0\0WEBPVP8 ", "image/webp"],
  [box("avif", "mif1"), "image/avif"],
  [box("mif1", "avif"), "image/avif"],
  [box("mif1", "heic"), "image/heic"],
  [box("heic", "mif1"), "image/heic"],
  [box("isom", "mp41"), "video/mp4"],
  [box("mp42"), "video/mp4"],
  [box("qt  "), "video/quicktime"],
  ["\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "video/webm"],
  ["%PDF-1.7\n%\xe2\xe3", "application/pdf"],
  ["\x1f\x8b\x08\0rest", "application/gzip"],
  [`PK\x05\x06${"\0".repeat(18)}`, "application/zip"],
  [part("notes.txt", "text"), "application/zip"],
  [part("[Content_Types].xml", "<x/>") + part("word/document.xml"), /wordprocessingml\.document$/],
  [part("[Content_Types].xml") + part("_rels/.rels") + part("xl/workbook.xml"), /spreadsheetml\.sheet$/],
  [part("[Content_Types].xml") + part("ppt/slides/slide1.xml"), /presentationml\.presentation$/],
  [part("mimetype", "application/vnd.oasis.opendocument.text") + part("content.xml"), /opendocument\.text$/],
  [part("mimetype", "application/vnd.oasis.opendocument.text-x") + part("content.xml"), "application/zip"],
  [part("mimetype", "text/html") + part("content.xml"), "application/zip"],
  ["Hello,\r\n\tworld", "text/plain"],
  ["a,b\n1,2\n", "text/plain"],
  ["\xef\xbb\xbfname;price", "text/plain"],
  ["<13>Nov 23 09:30:00 host su: failed", "text/plain"],
  ["\x1b[31mred\x1b[0m", "text/plain"],
  ['{"log":{"version":"1.2"}}', "text/plain"],
] as const)("%j is taken", (text, type) => {
  expect(typeOf(text)).toMatch(type);
});

test.each([
  ["a page", "<!DOCTYPE html><p>"],
  ["a page without a head", "<script>alert(1)</script>"],
  ["a page behind blanks", " \r\n\t<html>"],
  ["a page behind a byte order mark", "\xef\xbb\xbf<body onload=alert(1)>"],
  ["a page behind a form feed", "\x0c<svg/onload=alert(1)>"],
  ["a comment", "<!-- --><script>"],
  ["an end tag", "</x><script>"],
  ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg">'],
  ["XML", '<?xml version="1.0"?><svg/>'],
  ["a Windows program", "MZ\x90\0\x03"],
  ["a Linux program", "\x7fELF\x02\x01"],
  ["an old Office document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["a Flash film", "FWS\x06\0"],
  ["a RAR", "Rar!\x1a\x07\0"],
  ["Matroska of another kind", "\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska"],
  ["a box of an unknown brand", box("crx ")],
  ["UTF-16", "\xff\xfeh\0i\0"],
  ["UTF-32", "\0\0\xfe\xff\0\0\0a"],
  ["a NUL in a text", "text\0"],
  ["a PDF behind something else", "\0%PDF-1.7"],
  ["a GIF cut short", "GIF89\0"],
])("%s is not", (_name, text) => {
  expect(typeOf(text)).toBeUndefined();
});

test("a head that ends anywhere is read without harm", () => {
  const whole = [
    part("[Content_Types].xml", "<x/>") + part("word/document.xml"),
    part("mimetype", "application/vnd.oasis.opendocument.text") + part("content.xml"),
    box("mif1", "heic", "avif"),
    "RIFF\x24\0\0\0WEBPVP8X",
  ];
  for (const text of whole) {
    for (let length = 0; length <= text.length; length++) {
      expect(() => fileTypeOf(bytes(text.slice(0, length)))).not.toThrow();
    }
  }
});

test("a kind is found again by its type, and an unknown one is only bytes", () => {
  expect(fileTypeNamed("image/jpeg").endings).toContain("jpg");
  expect(isText(fileTypeNamed("text/plain"))).toBe(true);
  expect(fileTypeNamed("text/html")).toEqual({ type: "application/octet-stream", endings: ["bin"] });
});
