import { computed, signal } from "@preact/signals-core";
import type { Size } from "./downloads.ts";

export type Tool = "blackOut" | "highlight" | "crop";

/** A place in a picture, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of a picture, in its pixels. */
export interface Box extends Point, Size {}

export type Mark = Box & { readonly tool: Tool };

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** A stretch of whole pixels from one place to another, whichever comes first, cut to what there is. */
function between(one: number, other: number, least: number, most: number) {
  const start = Math.round(clamp(Math.min(one, other), least, most));
  return { start, length: Math.round(clamp(Math.max(one, other), least, most)) - start };
}

/** What somebody does to a picture before it goes out: parts blacked out, parts highlighted, the rest cut away. */
export function createMarks({ width, height }: Size) {
  const marks = signal<readonly Mark[]>([]);
  const tool = signal<Tool>("blackOut");
  /** The box that is being drawn. */
  const pending = signal<Box | undefined>(undefined);
  const whole: Box = { x: 0, y: 0, width, height };
  let from: Point | undefined;
  /** What is left of the picture. */
  const frame = computed<Box>(() => marks.value.findLast((mark) => mark.tool === "crop") ?? whole);

  return {
    marks,
    tool,
    pending,
    frame,
    /** A box begins at a corner. */
    begin(corner: Point) {
      from = corner;
    },
    /** The box that has begun, if one has, goes to another corner. */
    stretch(to: Point) {
      if (!from) return;
      const { x, y, width, height } = frame.peek();
      const across = between(from.x, to.x, x, x + width);
      const down = between(from.y, to.y, y, y + height);
      pending.value = { x: across.start, y: down.start, width: across.length, height: down.length };
    },
    /** Moves the box by so many steps, or its far corner; the first time it comes up in the middle. */
    nudge(across: number, down: number, resize: boolean) {
      const { x, y, width, height } = frame.peek();
      const step = Math.max(1, Math.round(Math.min(width, height) / 60));
      const box = pending.peek();
      if (!box) {
        const [half, third] = [Math.round(width / 3), Math.round(height / 3)];
        pending.value = { x: x + half, y: y + third, width: half, height: third };
      } else if (resize) {
        pending.value = {
          ...box,
          width: clamp(box.width + across * step, step, x + width - box.x),
          height: clamp(box.height + down * step, step, y + height - box.y),
        };
      } else {
        pending.value = {
          ...box,
          x: clamp(box.x + across * step, x, x + width - box.width),
          y: clamp(box.y + down * step, y, y + height - box.height),
        };
      }
    },
    /** Makes a mark of the box; one that nobody could see is dropped. */
    set() {
      const box = pending.peek();
      from = pending.value = undefined;
      if (box && box.width > 3 && box.height > 3) marks.value = [...marks.peek(), { ...box, tool: tool.peek() }];
    },
    /** Takes back the box that is being drawn, else the newest mark. */
    undo() {
      if (pending.peek()) from = pending.value = undefined;
      else marks.value = marks.peek().slice(0, -1);
    },
  };
}

export type Marks = ReturnType<typeof createMarks>;
