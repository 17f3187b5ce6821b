import css from "./inline.css?inline";
import type { Launcher, Mount } from "./launcher.ts";
import type { Panel } from "./panel/panel.tsx";
import type { Tell } from "./widget.ts";

/** A panel at its place in the page. */
export interface Inline {
  /** Takes up changed options; what is written in the panel asks to be drawn anew. */
  update(anew: boolean): void;
  end(): void;
}

/** Draws a panel into an element of the page. */
export function drawInline(launcher: Launcher, element: Element, tell: Tell, onEnd: () => void): Inline {
  const host = document.createElement("firstline-widget");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const frame = document.createElement("div");
  const panel = document.createElement("section");
  let mount: Mount | undefined;
  let mounted: Panel | undefined;

  function draw() {
    if (!mount || !host.isConnected) return;
    mounted = mount({ ...launcher.options, container: panel, root, tell });
    mounted.setOpen(true);
  }

  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...launcher.root.adoptedStyleSheets.slice(0, 1), sheet];
  panel.dataset.firstlinePanel = "";
  panel.role = "region";
  panel.ariaLabel = launcher.bubble.ariaLabel;
  launcher.dress(frame);
  frame.append(panel);
  root.append(frame);
  element.append(host);
  void launcher.wait(panel).then((code) => {
    mount = code.mount;
    draw();
  });

  return {
    update(anew) {
      launcher.dress(frame);
      if (!anew) return;
      mounted?.unmount();
      draw();
    },
    end() {
      mounted?.unmount();
      mounted = undefined;
      host.remove();
      onEnd();
    },
  };
}
