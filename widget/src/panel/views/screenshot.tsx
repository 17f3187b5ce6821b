import { signal } from "@preact/signals-core";
import type { TargetedPointerEvent } from "preact";
import { deskTexts } from "../desk-texts.ts";
import { Icon } from "../icons.tsx";
import { capture } from "../models/capture.ts";
import { createMarks, type Marks, type Tool } from "../models/marks.ts";
import { paint } from "../models/paint.ts";
import type { PanelModel } from "../models/panel.ts";
import { more } from "../more-texts.ts";
import { texts } from "../texts.ts";
import { closeModal, Modal } from "./modal.tsx";
import css from "./screenshot.css?inline";
import { wear } from "./wear.ts";

interface Taken {
  readonly is: "taken";
  readonly picture: HTMLCanvasElement;
  readonly marks: Marks;
}

/** How a screenshot stands. There is one at a time on a page. */
const shot = signal<{ readonly is: "asked" | "taking" | "failed" } | Taken>({ is: "asked" });

async function take(element: Element | null): Promise<void> {
  const panel = element?.closest<HTMLElement>("[data-firstline-panel]");
  if (!panel || shot.peek().is === "taking") return;
  shot.value = { is: "taking" };
  const picture = await capture(panel).catch(() => undefined);
  // Refused, or not possible here: the browser has said which.
  if (!picture) shot.value = { is: "failed" };
  // What is hidden loses the focus.
  panel.querySelector<HTMLElement>(".attach button:last-of-type")?.focus();
  if (picture) shot.value = { is: "taken", picture, marks: createMarks(picture) };
}

const arrows: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture, to be drawn on with the pointer or with keys. */
function Sheet({ picture, marks }: Omit<Taken, "is">) {
  const box = marks.pending.value;
  /** Where a pointer is, in the picture. */
  const at = ({ currentTarget, clientX, clientY }: TargetedPointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const frame = marks.frame.peek();
    // It stands in the middle of its place, as large as it fits.
    const scale = Math.max(frame.width / width, frame.height / height);
    return {
      x: frame.x + frame.width / 2 + (clientX - left - width / 2) * scale,
      y: frame.y + frame.height / 2 + (clientY - top - height / 2) * scale,
    };
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on, with keys of its own. */}
      <canvas
        class="sheet"
        tabIndex={0}
        role="application"
        aria-label={deskTexts.screenshot}
        aria-describedby="screenshot-hint"
        ref={(canvas) => {
          if (canvas) paint(canvas, picture, marks, true);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          marks.begin(at(event));
        }}
        onPointerMove={(event) => marks.stretch(at(event))}
        onPointerUp={marks.set}
        onPointerCancel={marks.set}
        onKeyDown={(event) => {
          const arrow = arrows[event.key];
          if (arrow) marks.nudge(...arrow, event.shiftKey);
          else if (event.key === "Enter") marks.set();
          else if (event.key === "Escape" && marks.pending.peek()) marks.undo();
          else if (event.key === "z" && (event.ctrlKey || event.metaKey)) marks.undo();
          else return;
          event.preventDefault();
        }}
      />
      <small id="screenshot-hint">
        {more.screenshotHint} {more.keyboardHint}{" "}
        <span role="status">{box && `${box.x}, ${box.y}: ${box.width} × ${box.height}`}</span>
      </small>
    </>
  );
}

/** The picture as a file, with what was done to it burnt in. */
function toFile({ picture, marks }: Taken): Promise<File | undefined> {
  const canvas = document.createElement("canvas");
  paint(canvas, picture, marks, false);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ? new File([blob], "screenshot.png", { type: blob.type }) : undefined));
  });
}

const tools: readonly Tool[] = ["blackOut", "highlight", "crop"];

interface EditorProps {
  readonly taken: Taken;
  readonly onUse: (picture: File) => void;
  readonly onClose: () => void;
}

function Editor({ taken, onUse, onClose }: EditorProps) {
  const { marks } = taken;
  return (
    <Modal label={deskTexts.screenshot} onClose={onClose}>
      <Sheet {...taken} />
      <div class="tools">
        {tools.map((tool) => (
          <button
            key={tool}
            type="button"
            aria-pressed={marks.tool.value === tool}
            onClick={() => {
              marks.tool.value = tool;
            }}
          >
            {more[tool]}
          </button>
        ))}
        <button
          type="button"
          aria-disabled={!marks.pending.value && marks.marks.value.length === 0}
          onClick={marks.undo}
        >
          {more.undo}
        </button>
        <span />
        <button type="button" onClick={closeModal}>
          {more.cancel}
        </button>
        <button
          type="button"
          class="primary"
          onClick={async ({ currentTarget }) => {
            const file = await toFile(taken);
            if (file) onUse(file);
            closeModal({ currentTarget });
          }}
        >
          {more.use}
        </button>
      </div>
    </Modal>
  );
}

interface ScreenshotProps {
  readonly panel: PanelModel;
  readonly onTaken: (picture: File) => void;
  readonly onEnd: () => void;
}

/** Takes a picture of the page as soon as it is drawn, and lets the visitor see to it before it goes anywhere. */
export function Screenshot({ panel, onTaken, onEnd }: ScreenshotProps) {
  wear(panel, css);
  const state = shot.value;
  function end() {
    onEnd();
    shot.value = { is: "asked" };
  }
  switch (state.is) {
    case "asked":
      return (
        <span
          ref={(element) => {
            void take(element);
          }}
        />
      );
    case "taking":
      return null;
    case "failed":
      return (
        <p class="shot-failed" role="alert">
          <span class="error">{more.screenshotFailed}</span>
          <button type="button" onClick={({ currentTarget }) => take(currentTarget)}>
            {texts.retry}
          </button>
          <button type="button" class="round" aria-label={texts.close} onClick={end}>
            <Icon name="close" />
          </button>
        </p>
      );
    case "taken":
      return <Editor taken={state} onUse={onTaken} onClose={end} />;
  }
}
