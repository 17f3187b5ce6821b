import { createFirstline } from "@firstline/sdk";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Desk, startDesk } from "../../../test/desk.ts";
import { createDownloads, type Downloads, fit } from "./downloads.ts";

let desk: Desk;
let downloads: Downloads;
const save = vi.fn<(bytes: Blob, name: string) => void>();

beforeEach(async () => {
  desk = await startDesk();
  const firstline = createFirstline({ url: desk.url, site: desk.site.key, token: desk.token, retries: 0 });
  downloads = createDownloads({ firstline, save });
});
afterEach(async () => {
  downloads.stop();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
  await desk.stop();
});

/** A PNG's head, which tells its size; no browser could read the rest. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const asked = () => desk.requests.filter((request) => request.includes("attachments"));

test.each([
  [
    { width: 100, height: 50 },
    { width: 100, height: 50 },
  ],
  [
    { width: 960, height: 360 },
    { width: 240, height: 90 },
  ],
  [
    { width: 360, height: 7_200 },
    { width: 9, height: 180 },
  ],
  [
    { width: 1, height: 100_000 },
    { width: 1, height: 180 },
  ],
])("%o is shown as %o", (size, shown) => {
  expect(fit(size, { width: 240, height: 180 })).toEqual(shown);
});

test("a file is fetched when it is saved, once, and keeps its name", async () => {
  const file = downloads.of(desk.store("notes.txt", Buffer.from("It rains.")));
  expect(asked()).toEqual([]);
  await downloads.save(file);
  await downloads.save(file);
  expect(asked()).toHaveLength(1);
  expect(save).toHaveBeenCalledTimes(2);
  expect(save.mock.calls[0]?.[1]).toBe("notes.txt");
  expect(await save.mock.calls[0]?.[0].text()).toBe("It rains.");
});

test("saving that failed says why, and can be tried again", async () => {
  const file = downloads.of(desk.store("notes.txt", Buffer.from("It rains.")));
  desk.refuse = { route: /attachments/, code: "unavailable" };
  await downloads.save(file);
  expect(file.saving.value).toMatchObject({ is: "failed", error: { code: "unavailable" } });
  desk.refuse = undefined;
  await downloads.save(file);
  expect(file.saving.value).toEqual({ is: "idle" });
  expect(save).toHaveBeenCalledTimes(1);
});

test("a picture is asked for as soon as it is shown, at the size it is shown in; its bytes serve for saving too", async () => {
  const shrink = vi.fn(async () => ({ width: 480, height: 120 }));
  vi.stubGlobal("createImageBitmap", shrink);
  const file = desk.store("boots.png", png(960, 240));
  const download = downloads.of(file);
  expect(downloads.of(file)).toBe(download);
  await vi.waitUntil(() => download.picture?.state.value.kind === "ready");
  expect(shrink).toHaveBeenCalledWith(expect.any(Blob), { resizeWidth: 480, resizeHeight: 120, resizeQuality: "high" });
  downloads.show(file);
  await vi.waitUntil(() => downloads.shown.value?.picture.state.value.kind === "ready");
  await downloads.save(download);
  expect(asked()).toHaveLength(1);
});

test("what the browser cannot read as a picture is none", async () => {
  vi.stubGlobal("createImageBitmap", async () => {
    throw new DOMException("The source image could not be decoded.", "InvalidStateError");
  });
  const { picture } = downloads.of(desk.store("broken.png", png(960, 240)));
  await vi.waitUntil(() => picture?.state.value.kind === "ready");
  expect(picture?.state.value).toEqual({ kind: "ready", value: undefined });
});

test("a ticket that is left fetches nothing more", async () => {
  desk.hold = new Promise(() => {});
  const { picture } = downloads.of(desk.store("boots.png", png(960, 240)));
  downloads.stop();
  await vi.waitUntil(() => picture?.state.value.kind === "failed");
  expect(picture?.state.value).toMatchObject({ error: { code: "aborted" } });
});
