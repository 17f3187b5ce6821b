/** An image's size in pixels, as it is seen. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** Reads an image's size out of its head; undefined where it does not stand there. Nothing is decoded. */
export function imageSizeOf(type: string, head: Uint8Array): Dimensions | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    const size = readers[type]?.(view);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // The head ends before the size does.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const readers: Readonly<Record<string, (view: DataView) => Dimensions | undefined>> = {
  "image/png": (view) =>
    tag(view, 12) === "IHDR" ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined,
  "image/gif": (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  "image/webp": webp,
  "image/jpeg": jpeg,
};

const tag = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));

/** The three kinds of WebP (RFC 9649, section 2). */
function webp(view: DataView): Dimensions | undefined {
  const threeBytes = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (tag(view, 12)) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
    default:
      return undefined;
  }
}

/** Walks a JPEG's segments to the frame header (ITU T.81, B.2), past the one that says how the camera was held. */
function jpeg(view: DataView): Dimensions | undefined {
  let turned = false;
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    // Pixels begin, or the file is damaged.
    if (marker === 0xda || length < 2) return undefined;
    if (marker === 0xe1 && length >= 16 && tag(view, at + 4) === "Exif")
      turned = isTurned(view, at + 10, at + 2 + length);
    at += 2 + length;
  }
  return undefined;
}

/** Whether Exif says that the picture lies on its side (tag 0x0112, values 5–8; CIPA DC-008, 4.6.5). */
function isTurned(view: DataView, start: number, end: number): boolean {
  const little = view.getUint16(start) === 0x4949;
  const first = start + view.getUint32(start + 4, little);
  if (first + 2 > end) return false;
  const entries = view.getUint16(first, little);
  for (let entry = 0, at = first + 2; entry < entries && at + 12 <= end; entry++, at += 12) {
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) >= 5;
  }
  return false;
}
