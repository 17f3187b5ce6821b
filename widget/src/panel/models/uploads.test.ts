import { createFirstline } from "@firstline/sdk";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Desk, startDesk } from "../../../test/desk.ts";
import { createUploads, type Uploads } from "./uploads.ts";

let desk: Desk;
let uploads: Uploads;
const onChange = vi.fn();
const onScreenshot = vi.fn();

beforeEach(async () => {
  desk = await startDesk();
  const firstline = createFirstline({ url: desk.url, site: desk.site.key, retries: 0 });
  uploads = createUploads({ firstline, limits: desk.site.uploads, onChange, onScreenshot });
});
afterEach(async () => {
  uploads.stop();
  vi.clearAllMocks();
  await desk.stop();
});

const text = (name: string, content = "It rains.") => new File([content], name, { type: "text/plain" });
const states = () => uploads.list.value.map(({ name, state }) => [name, state.is]);
const settled = () => vi.waitUntil(() => uploads.list.value.every(({ state }) => state.is !== "sending"));

test("sends several at once, in the order they were picked, and has them ready once they are there", async () => {
  desk.hold = new Promise((resolve) => setTimeout(resolve, 50));
  uploads.add([text("one.txt"), text("two.txt")]);
  uploads.add([text("three.txt")]);
  expect(uploads.ready()).toBeUndefined();
  expect(states()).toEqual([
    ["one.txt", "sending"],
    ["two.txt", "sending"],
    ["three.txt", "sending"],
  ]);
  await settled();
  expect(uploads.ready()?.map(({ name, size }) => [name, size])).toEqual([
    ["one.txt", 9],
    ["two.txt", 9],
    ["three.txt", 9],
  ]);
  expect(onChange).toHaveBeenCalledTimes(3);
});

test("a message waits for what is on its way, and no longer", async () => {
  uploads.add([text("one.txt")]);
  expect(uploads.holding.value).toBe(false);
  expect(uploads.hold()).toBe(true);
  expect(uploads.holding.value).toBe(true);
  await settled();
  expect(uploads.holding.value).toBe(false);
  expect(uploads.hold()).toBe(false);
  uploads.add([text("two.txt")]);
  expect(uploads.holding.value).toBe(false);
});

describe("what is not taken is said before anything is sent, and holds no message up:", () => {
  test.each([
    ["one that is too large", () => text("big.txt", "x".repeat(30)), "tooLarge"],
    ["one that is empty", () => text("empty.txt", ""), "wrongType"],
    ["a picture of another kind", () => new File(["x"], "drawing.svg", { type: "image/svg+xml" }), "wrongType"],
    ["a page", () => new File(["x"], "page.html", { type: "text/html" }), "wrongType"],
    ["a film", () => new File(["x"], "film.mp4", { type: "video/mp4" }), "wrongType"],
  ])("%s", (_, file, because) => {
    uploads.stop();
    const limits = { ...desk.site.uploads, maxBytes: 20 };
    const firstline = createFirstline({ url: desk.url, site: desk.site.key });
    uploads = createUploads({ firstline, limits, onChange, onScreenshot });
    uploads.add([file()]);
    expect(uploads.list.value[0]?.state).toEqual({ is: "refused", because });
    expect(uploads.hold()).toBe(false);
    expect(desk.requests).toEqual([]);
  });

  test("one more than may be; taking another out makes room", async () => {
    uploads.add(Array.from({ length: 6 }, (_, index) => text(`${index}.txt`)));
    expect(uploads.list.value.map(({ state }) => state.is).indexOf("refused")).toBe(5);
    await settled();
    const [first] = uploads.list.value;
    if (first) uploads.remove(first);
    uploads.add([text("6.txt")]);
    await settled();
    expect(uploads.ready()?.map(({ name }) => name)).toEqual(["1.txt", "2.txt", "3.txt", "4.txt", "6.txt"]);
  });
});

test("what may be text by another name is left to the desk, which looks into it", async () => {
  uploads.add([
    new File(["a,b"], "table.csv", { type: "text/csv" }),
    new File(["{}"], "data.json", { type: "application/json" }),
    new File(["x"], "log", { type: "" }),
    new File(["\0\u0001"], "program.bin", { type: "application/octet-stream" }),
  ]);
  await settled();
  expect(states()).toEqual([
    ["table.csv", "sent"],
    ["data.json", "sent"],
    ["log", "sent"],
    ["program.bin", "refused"],
  ]);
});

test("what failed is tried again under the same key, by hand or by sending", async () => {
  desk.refuse = { route: /uploads/, code: "unavailable" };
  uploads.add([text("one.txt")]);
  await settled();
  expect(uploads.list.value[0]?.state).toMatchObject({ is: "failed", error: { code: "unavailable" } });
  const [failed] = uploads.list.value;
  if (failed) await uploads.retry(failed);
  desk.refuse = undefined;
  expect(uploads.hold()).toBe(true);
  await settled();
  expect(uploads.ready()?.map(({ name }) => name)).toEqual(["one.txt"]);
  expect(desk.keys).toHaveLength(3);
  expect(new Set(desk.keys).size).toBe(1);
  expect(desk.files.size).toBe(1);
});

test("what is taken out while it is on its way is stopped", async () => {
  let release = () => {};
  desk.hold = new Promise((resolve) => {
    release = resolve;
  });
  uploads.add([text("one.txt"), text("two.txt")]);
  const [first] = uploads.list.value;
  if (first) uploads.remove(first);
  expect(states()).toEqual([["two.txt", "sending"]]);
  release();
  await settled();
  expect(uploads.ready()?.map(({ name }) => name)).toEqual(["two.txt"]);
});

test("what the desk has already is ready, and is not sent again", () => {
  uploads.add([desk.store("kept.txt", Buffer.from("It rains."))]);
  expect(uploads.ready()?.map(({ name }) => name)).toEqual(["kept.txt"]);
  expect(onChange).not.toHaveBeenCalled();
  uploads.add(["screenshot"]);
  expect(onScreenshot).toHaveBeenCalledTimes(1);
  expect(desk.requests).toEqual([]);
});

test("stopped, nothing is on its way any more", async () => {
  desk.hold = new Promise(() => {});
  uploads.add([text("one.txt")]);
  uploads.stop();
  await settled();
  expect(uploads.list.value[0]?.state).toMatchObject({ is: "failed", error: { code: "aborted" } });
});
