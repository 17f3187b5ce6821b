import { expect, test } from "vitest";
import { imageSizeOf } from "./image-size.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const segment = (marker: string, content: string) =>
  `\xff${marker}${String.fromCharCode((content.length + 2) >> 8, (content.length + 2) & 0xff)}${content}`;
/** A frame of 640 × 480 pixels. */
const frame = (marker = "\xc0") => segment(marker, "\x08\x01\xe0\x02\x80\x03");
const exif = (orientation: number, little: boolean) => {
  const turn = String.fromCharCode(orientation);
  return segment(
    "\xe1",
    little
      ? `Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0${turn}\0\0\0`
      : `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${turn}\0\0`,
  );
};

const wide = { width: 640, height: 480 };
const upright = { width: 480, height: 640 };

test.each([
  ["a PNG", "image/png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0", wide],
  ["a GIF", "image/gif", "GIF89a\x80\x02\xe0\x01", wide],
  ["a WebP with loss", "image/webp", `RIFF....WEBPVP8 ${".".repeat(10)}\x80\x02\xe0\x01`, wide],
  ["a WebP without loss", "image/webp", "RIFF....WEBPVP8L....\x2f\x7f\xc2\x77\0", wide],
  ["an extended WebP", "image/webp", "RIFF....WEBPVP8X........\x7f\x02\0\xdf\x01\0", wide],
  ["a JPEG", "image/jpeg", `\xff\xd8${segment("\xe0", "JFIF\0")}${frame()}`, wide],
  ["a progressive JPEG", "image/jpeg", `\xff\xd8${segment("\xdb", "tables")}${frame("\xc2")}`, wide],
  ["a JPEG held upright", "image/jpeg", `\xff\xd8${exif(6, true)}${frame()}`, upright],
  ["a JPEG held upright, in the other order", "image/jpeg", `\xff\xd8${exif(8, false)}${frame()}`, upright],
  ["a JPEG held upside down", "image/jpeg", `\xff\xd8${exif(3, false)}${frame()}`, wide],
])("%s", (_name, type, text, size) => {
  expect(imageSizeOf(type, bytes(text))).toEqual(size);
  // However little of the head there is, nothing is read beyond it, and half a size is none.
  for (let length = 0; length < text.length; length++) {
    expect(imageSizeOf(type, bytes(text.slice(0, length)))).toSatisfy(
      (found) => found === undefined || JSON.stringify(found) === JSON.stringify(size),
    );
  }
});

test.each([
  ["a type without a reader", "image/heic", "anything"],
  ["a PNG without its header", "image/png", `\x89PNG\r\n\x1a\n\0\0\0\rABCD${"\0".repeat(20)}`],
  ["a size of nothing", "image/gif", "GIF89a\0\0\0\0"],
  ["a JPEG whose pixels come first", "image/jpeg", `\xff\xd8${segment("\xda", "scan")}${frame()}`],
  ["a JPEG with a segment of no length", "image/jpeg", "\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"],
  ["an unknown WebP", "image/webp", `RIFF....WEBPVP9 ${".".repeat(20)}`],
])("%s tells none", (_name, type, text) => {
  expect(imageSizeOf(type, bytes(text))).toBeUndefined();
});
