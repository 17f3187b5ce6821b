import { Drawing } from "../icons.tsx";
import { shrink } from "../models/downloads.ts";

export const FileIcon = () => <Drawing path="M14 3H6v18h12V7zM14 3v4h4" />;

/** Puts the pixels of a picture into a canvas. */
export function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (!canvas) return;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
}

type Draw = (canvas: HTMLCanvasElement | null) => void;

const draws = new WeakMap<Blob | ImageBitmap, Draw>();

/** The same function for the same picture, so that it is drawn once and not at every change. */
function drawing(picture: Blob | ImageBitmap, begin: Draw): Draw {
  const known = draws.get(picture) ?? begin;
  draws.set(picture, known);
  return known;
}

/** A small picture of a file that was picked; nothing where it cannot be read. */
export const Preview = ({ file }: { file: File }) => (
  <canvas
    ref={drawing(file, async (canvas) => {
      const small = await shrink(file, { resizeWidth: 96 });
      if (small) draw(canvas, small);
    })}
  />
);

/** A picture as it is; without a label it stands for what it is part of. */
export const Picture = ({ picture, label }: { picture: ImageBitmap; label?: string }) => (
  <canvas
    role={label ? "img" : undefined}
    aria-label={label}
    ref={drawing(picture, (canvas) => draw(canvas, picture))}
  />
);
