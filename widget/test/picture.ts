import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";

type Color = readonly [red: number, green: number, blue: number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A picture of one colour, as a PNG. */
export function png(width: number, height: number, color: Color = [47, 107, 79]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of each colour.
  head.set([8, 2], 8);
  const row = Buffer.from([0, ...Array.from({ length: width }, () => color).flat()]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** How many pixels of a picture have a colour, give or take what a video makes of it, within a part of it; all of it by default. */
export function countPixels(
  page: Page,
  picture: Buffer,
  color: Color,
  part?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<number> {
  return page.evaluate(
    async ({ base64, color, part }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { x, y, width, height } = part ?? { x: 0, y: 0, width: bitmap.width, height: bitmap.height };
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      const data = context?.getImageData(x, y, width, height).data ?? [];
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (color.every((value, index) => Math.abs(value - (data[at + index] ?? 0)) < 60)) found++;
      }
      return found;
    },
    { base64: picture.toString("base64"), color, part },
  );
}
