import { beforeEach, expect, test } from "vitest";
import { createMarks, type Marks, type Point } from "./marks.ts";

let marks: Marks;

beforeEach(() => {
  marks = createMarks({ width: 900, height: 600 });
});

function drag(from: Point, to: Point) {
  marks.begin(from);
  marks.stretch({ x: 0, y: 0 });
  marks.stretch(to);
}

test("a box is drawn between two corners, whichever comes first, and not beyond the picture", () => {
  drag({ x: 300.4, y: 200 }, { x: 100, y: -50 });
  expect(marks.pending.value).toEqual({ x: 100, y: 0, width: 200, height: 200 });
  marks.set();
  expect(marks.pending.value).toBeUndefined();
  expect(marks.marks.value).toEqual([{ tool: "blackOut", x: 100, y: 0, width: 200, height: 200 }]);
});

test("a pointer that is not down draws nothing", () => {
  marks.stretch({ x: 100, y: 100 });
  expect(marks.pending.value).toBeUndefined();
  drag({ x: 0, y: 0 }, { x: 50, y: 50 });
  marks.set();
  marks.stretch({ x: 100, y: 100 });
  expect(marks.pending.value).toBeUndefined();
});

test("a mere click makes no mark", () => {
  drag({ x: 300, y: 200 }, { x: 301, y: 202 });
  marks.set();
  expect(marks.marks.value).toEqual([]);
});

test("with keys alone a box comes up, is moved and sized, and stays within the picture", () => {
  marks.nudge(1, 0, false);
  expect(marks.pending.value).toEqual({ x: 300, y: 200, width: 300, height: 200 });
  marks.nudge(-1, 1, false);
  marks.nudge(2, -1, true);
  expect(marks.pending.value).toEqual({ x: 290, y: 210, width: 320, height: 190 });
  for (let presses = 0; presses < 200; presses++) marks.nudge(1, 1, false);
  expect(marks.pending.value).toEqual({ x: 580, y: 410, width: 320, height: 190 });
  for (let presses = 0; presses < 200; presses++) marks.nudge(-1, -1, true);
  expect(marks.pending.value).toMatchObject({ width: 10, height: 10 });
});

test("a part that was cut out is all there is, and can be cut again; taking it back brings the rest back", () => {
  marks.tool.value = "crop";
  drag({ x: 100, y: 100 }, { x: 500, y: 400 });
  marks.set();
  expect(marks.frame.value).toMatchObject({ x: 100, y: 100, width: 400, height: 300 });
  drag({ x: 0, y: 0 }, { x: 200, y: 200 });
  marks.set();
  expect(marks.frame.value).toMatchObject({ x: 100, y: 100, width: 100, height: 100 });
  marks.undo();
  marks.undo();
  expect(marks.frame.value).toEqual({ x: 0, y: 0, width: 900, height: 600 });
});

test("what is being drawn is taken back first, then the newest mark", () => {
  drag({ x: 0, y: 0 }, { x: 50, y: 50 });
  marks.set();
  marks.nudge(0, 0, false);
  marks.undo();
  expect(marks.pending.value).toBeUndefined();
  expect(marks.marks.value).toHaveLength(1);
  marks.undo();
  marks.undo();
  expect(marks.marks.value).toEqual([]);
});
