import { createCover } from "./cover.ts";

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits until the browser has painted what was changed; a page that nobody sees is not painted. */
const painted = () => Promise.race([frame().then(frame), after(1_000)]);

/** How the browser asks: for the page itself first, where it is one that the widget stands in. */
const asking = (current: boolean) => ({
  video: { displaySurface: "browser" },
  audio: false,
  preferCurrentTab: current,
  selfBrowserSurface: "include",
});

/**
 * A picture of what the visitor lets the browser share, without what they typed: that is covered before it is asked, so
 * no frame was ever without. `container` is the panel, which is hidden meanwhile. Rejects if it is not allowed, or if the
 * page does not hold still.
 */
export async function capture(container: HTMLElement): Promise<HTMLCanvasElement> {
  const root = container.getRootNode();
  const shadow = root instanceof ShadowRoot ? root : undefined;
  const cover = createCover(shadow ?? document, shadow?.host ?? container);
  const hidden = shadow?.firstElementChild instanceof HTMLElement ? shadow.firstElementChild : container;
  const video = document.createElement("video");
  const flickering = setInterval(cover.flicker, 50);
  let stream: MediaStream | undefined;
  hidden.style.visibility = "hidden";
  try {
    cover.draw();
    stream = await navigator.mediaDevices.getDisplayMedia(asking(shadow !== undefined));
    video.muted = true;
    video.srcObject = stream;
    // Where the visitor ends it at once, no frame ever comes.
    await Promise.race([video.play(), after(5_000)]);
    for (let tries = 0; tries < 10; tries++) {
      const moved = cover.draw();
      await painted();
      // What is on its way was painted before.
      if (moved) await after(500);
      if (cover.draw()) continue;
      const canvas = document.createElement("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d")?.drawImage(video, 0, 0);
      if (!cover.draw() && canvas.width && canvas.height) return canvas;
    }
    throw new Error("The page does not hold still.");
  } finally {
    clearInterval(flickering);
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    cover.remove();
    hidden.style.visibility = "";
  }
}
