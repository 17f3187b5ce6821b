import type { Box, Marks } from "./marks.ts";

/** Draws what is left of a picture, with its marks; `draft` adds the box that is being drawn. */
export function paint(canvas: HTMLCanvasElement, picture: HTMLCanvasElement, marks: Marks, draft: boolean): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const frame = marks.frame.value;
  const pending = draft ? marks.pending.value : undefined;
  const all = pending ? [...marks.marks.value, { ...pending, tool: marks.tool.value }] : marks.marks.value;
  const line = Math.max(2, Math.round(picture.width / 500));
  canvas.width = frame.width;
  canvas.height = frame.height;
  context.translate(-frame.x, -frame.y);
  context.drawImage(picture, 0, 0);
  context.lineWidth = line;

  const draw = (tool: string, color: string) => {
    context.fillStyle = color;
    for (const box of all) if (box.tool === tool) context.fillRect(box.x, box.y, box.width, box.height);
  };
  context.globalCompositeOperation = "multiply";
  draw("highlight", "#ffe45c");
  context.globalCompositeOperation = "source-over";
  context.strokeStyle = "#d98a00";
  for (const { tool, ...box } of all) if (tool === "highlight") outline(context, box);
  // Last, so that nothing of what is below is left.
  draw("blackOut", "#000");
  if (!pending) return;

  if (marks.tool.value === "crop") {
    context.fillStyle = "#000a";
    context.beginPath();
    context.rect(frame.x, frame.y, frame.width, frame.height);
    context.rect(pending.x, pending.y, pending.width, pending.height);
    context.fill("evenodd");
  }
  context.strokeStyle = "#fff";
  outline(context, pending);
  context.setLineDash([line * 3, line * 3]);
  context.strokeStyle = "#000";
  outline(context, pending);
}

const outline = (context: CanvasRenderingContext2D, { x, y, width, height }: Box) =>
  context.strokeRect(x, y, width, height);
