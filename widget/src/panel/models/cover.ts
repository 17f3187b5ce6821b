/** A part of the window, in CSS pixels. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What shows what somebody typed or picked, what is no page to look into, and what the page wants to be covered. */
const secret =
  "input, textarea, select, [contenteditable]:not([contenteditable=false]), embed, object, [data-firstline-mask]";
/** Those whose content may stand out over them. */
const loose = "[contenteditable], [data-firstline-mask]";

/** Where an element is on the screen, with what stands out over it. */
function partOf(element: Element): Part {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (!element.matches(loose) || getComputedStyle(element).overflow !== "visible") return { left, top, right, bottom };
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const content = range.getBoundingClientRect();
  // An element without a box of its own is where its content is.
  if (left === right && top === bottom) return content;
  if (content.width * content.height === 0) return { left, top, right, bottom };
  return {
    left: Math.min(left, content.left),
    top: Math.min(top, content.top),
    right: Math.max(right, content.right),
    bottom: Math.max(bottom, content.bottom),
  };
}

/** The page in a frame, if it is one to look into: of the same origin, not scaled, and not an editor as a whole. */
function pageIn(frame: HTMLIFrameElement): Document | undefined {
  const { contentDocument } = frame;
  const isScaled = Math.abs(frame.getBoundingClientRect().width - frame.offsetWidth) > 1;
  return contentDocument && !isScaled && contentDocument.designMode === "off" ? contentDocument : undefined;
}

/** Every part of a page to cover, also in open shadow roots and in frames of the same origin; `own` is left out. */
function partsIn(root: Document | ShadowRoot, own: Element): Part[] {
  return [...root.querySelectorAll("*")].flatMap((element) => {
    if (element === own) return [];
    const parts = element.shadowRoot ? partsIn(element.shadowRoot, own) : [];
    if (element.localName === "iframe" || element.localName === "frame" || element.localName === "fencedframe") {
      const page = element instanceof HTMLIFrameElement && pageIn(element);
      if (!page) return [...parts, partOf(element)];
      const { left, top } = element.getBoundingClientRect();
      const [x, y] = [left + element.clientLeft, top + element.clientTop];
      const within = partsIn(page, own).map((part) => ({
        left: part.left + x,
        top: part.top + y,
        right: part.right + x,
        bottom: part.bottom + y,
      }));
      return [...parts, ...within];
    }
    return element.matches(secret) ? [...parts, partOf(element)] : parts;
  });
}

const isOnScreen = ({ left, top, right, bottom }: Part) =>
  right > left && bottom > top && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;

/**
 * Opaque boxes over everything on the page that may be secret. They stand in the top layer, above dialogs of the page, in
 * the widget's own root; the page itself is not touched. `own` is the widget's element, which is not looked into.
 */
export function createCover(root: Document | ShadowRoot, own: Element) {
  const holder = document.createElement("div");
  const speck = document.createElement("div");
  let drawn = "";
  let faint = false;

  function show() {
    holder.popover = "manual";
    (root instanceof Document ? root.body : root).append(holder);
    holder.style.cssText = "all:initial;position:fixed;left:0;top:0;width:100px;height:0;pointer-events:none";
    holder.showPopover();
  }

  return {
    /** Covers what there is to cover now. Tells whether that was not covered just so before. */
    draw(): boolean {
      if (!holder.isConnected) show();
      const parts = partsIn(document, own).filter(isOnScreen);
      const { left, top, width } = holder.getBoundingClientRect();
      // A page that is zoomed zooms the boxes, too.
      const scale = width / 100;
      const places = parts.map((part) => ({
        left: (Math.floor(part.left) - 1 - left) / scale,
        top: (Math.floor(part.top) - 1 - top) / scale,
        width: (Math.ceil(part.right) - Math.floor(part.left) + 2) / scale,
        height: (Math.ceil(part.bottom) - Math.floor(part.top) + 2) / scale,
      }));
      const next = JSON.stringify(places);
      if (next === drawn) return false;
      drawn = next;
      const boxes = places.map((place) => {
        const box = document.createElement("div");
        box.style.cssText = "all:initial;position:absolute;background:#8b93a1;forced-color-adjust:none";
        for (const [name, value] of Object.entries(place)) box.style.setProperty(name, `${value}px`);
        return box;
      });
      holder.replaceChildren(speck, ...boxes);
      return true;
    },
    /** Changes a pixel by next to nothing: of a page on which nothing changes, some browsers send no frame at all. */
    flicker() {
      faint = !faint;
      speck.style.cssText = `all:initial;position:absolute;width:1px;height:1px;background:#000;opacity:0.0${faint ? 1 : 2}`;
    },
    remove: () => holder.remove(),
  };
}
