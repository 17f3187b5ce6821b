import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createDesk } from "../src/desk.ts";
import { createFirstline } from "../src/index.ts";
import { Attachment, Thread } from "../src/wire/index.ts";
import { type DeskServer, inTurn, problem, startDeskServer } from "./desk-server.ts";
import { errorOf } from "./error-of.ts";
import { answerAt, deskTicketAt, number, submission, ticketAt } from "./examples.ts";

const thread = Thread.parse({ ticket: ticketAt(1), events: [answerAt(1, 0)] });
const uploaded = Attachment.parse({ id: `att_${"x".repeat(43)}`, name: "lamp.png", type: "image/png", size: 3 });

let desk: DeskServer;
beforeAll(async () => {
  desk = await startDeskServer();
});
afterAll(() => desk.stop());
afterEach(() => void vi.unstubAllGlobals());

const visitor = () => createFirstline({ url: desk.url, site: "pk_shopshop", token: "visitor-secret-7yQ" });
const agents = () => createDesk({ url: desk.url, key: "sk_desk-secret-9kZ" });

test("a file is sent as its bytes, with its length and its name", async () => {
  desk.answer(() => ({ status: 201, json: uploaded }));
  const file = new File(["abc"], "Lämpchen 💡.png", { type: "image/png" });
  expect(await visitor().uploads.create(file)).toEqual(uploaded);
  await agents().uploads.create("site_shop", new Blob(["abc"]));
  const [mine, theirs] = desk.arrivals;
  expect(mine).toMatchObject({ method: "POST", path: "/v1/uploads", text: "abc" });
  expect(mine?.headers).toMatchObject({
    "content-length": "3",
    "firstline-file-name": encodeURIComponent("Lämpchen 💡.png"),
    "firstline-site": "pk_shopshop",
    "idempotency-key": expect.stringMatching(/^[A-Za-z0-9_-]{16,128}$/),
  });
  expect(theirs).toMatchObject({ path: "/v1/desk/uploads", text: "abc" });
  expect(theirs?.query.get("site")).toBe("site_shop");
  expect(theirs?.headers["firstline-file-name"]).toBe("file");
});

test.each([
  ["a\nb\0c.png", "a b c.png"],
  ["\ud800half", "half"],
  ["  ", "file"],
  ["💡".repeat(200), "💡".repeat(120)],
])("the name %j is sent as one that no desk refuses", async (name, sent) => {
  desk.answer(() => ({ status: 201, json: uploaded }));
  await visitor().uploads.create(new Blob(["abc"]), { name });
  expect(decodeURIComponent(String(desk.arrivals[0]?.headers["firstline-file-name"]))).toBe(sent);
});

test("an upload is tried again with the same key and the same bytes", async () => {
  desk.answer(inTurn(problem("unavailable"), "cut", { status: 201, json: uploaded }));
  expect(await visitor().uploads.create(new Blob(["abc"]))).toEqual(uploaded);
  expect(new Set(desk.arrivals.map(({ headers, text }) => `${headers["idempotency-key"]} ${text}`)).size).toBe(1);
  expect(desk.arrivals).toHaveLength(3);
});

test("a refused one says why, and a stopped one is stopped", async () => {
  desk.answer(() => problem("file_type_refused"));
  expect(await errorOf(visitor().uploads.create(new Blob(["<html>"])))).toMatchObject({
    code: "file_type_refused",
    status: 415,
  });
  desk.answer(() => "silence");
  const controller = new AbortController();
  const call = errorOf(visitor().uploads.create(new Blob(["abc"]), { signal: controller.signal }));
  setTimeout(() => controller.abort(), 50);
  expect((await call).code).toBe("aborted");
});

test("messages name uploads by their ids, whatever else is known of them", async () => {
  desk.answer(() => ({ status: 201, json: thread }));
  const attachments = [uploaded];
  await visitor().tickets.submit({ ...submission, message: { ...submission.message, attachments } });
  await visitor().tickets.reply(number, { text: "Here", attachments });
  desk.answer((arrival) => {
    expect(arrival.text).toContain(`"attachments":[{"id":"${uploaded.id}"}]`);
    return { status: 201, json: { ticket: deskTicketAt(4), events: [] } };
  });
  await agents().tickets.reply(number, { text: "Here", attachments, status: "pending" });
  await agents().tickets.note(number, { text: "Here", attachments });
  await agents().tickets.create({
    site: "site_shop",
    requester: { email: "kim@example.test" },
    subject: "S",
    message: { text: "T", attachments },
  });
  expect(desk.arrivals).toHaveLength(3);
});

test("a download is its bytes; what is no file is an error", async () => {
  desk.answer(() => ({ status: 200, text: "\0abc", type: "image/png" }));
  for (const client of [visitor(), agents()]) {
    const file = await client.attachments.get(uploaded.id);
    expect([file.type, await file.text()]).toEqual(["image/png", "\0abc"]);
  }
  expect(desk.arrivals.map(({ path }) => path)).toEqual([
    `/v1/attachments/${uploaded.id}`,
    `/v1/desk/attachments/${uploaded.id}`,
  ]);
  desk.answer(() => problem("not_found"));
  expect((await errorOf(visitor().attachments.get(uploaded.id))).code).toBe("not_found");
  desk.answer(() => "cut inside the body");
  expect((await errorOf(visitor().attachments.get(uploaded.id))).code).toBe("network");
});

test("progress ends at 1 where the platform tells none", async () => {
  desk.answer(() => ({ status: 201, json: uploaded }));
  const told: number[] = [];
  const onProgress = (share: number) => void told.push(share);
  expect(await visitor().uploads.create(new Blob(["abc"]), { onProgress })).toEqual(uploaded);
  expect(told).toEqual([1]);
});

/** What a browser offers, as far as it is used here, over the platform's own fetch. */
class StandIn extends EventTarget {
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly #headers: Record<string, string> = {};
  readonly #controller = new AbortController();
  #method = "";
  #address = "";
  #answer: Headers = new Headers();
  status = 0;
  responseText = "";
  onloadend?: () => void;

  open(method: string, address: string): void {
    this.#method = method;
    this.#address = address;
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  getAllResponseHeaders(): string {
    return [...this.#answer].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  }
  abort(): void {
    this.#controller.abort();
  }
  send(body: Blob | null): void {
    this.#send(body).catch(() => {});
  }
  async #send(body: Blob | null): Promise<void> {
    const { signal } = this.#controller;
    try {
      this.upload.onprogress?.({ loaded: 1, total: 4 });
      const init = { method: this.#method, headers: this.#headers, body, signal };
      const response = await fetch(this.#address, init);
      this.upload.onprogress?.({ loaded: 4, total: 4 });
      this.responseText = await response.text();
      this.status = response.status;
      this.#answer = response.headers;
    } finally {
      this.onloadend?.();
    }
  }
}

test("in a browser it is told as the bytes go, and all else stays as it is", async () => {
  vi.stubGlobal("XMLHttpRequest", StandIn);
  const told: number[] = [];
  const upload = (signal?: AbortSignal) =>
    visitor().uploads.create(new Blob(["abcd"]), { onProgress: (share) => told.push(share), signal });
  desk.answer(() => ({ status: 201, json: uploaded }));
  expect(await upload()).toEqual(uploaded);
  expect(told).toEqual([0.25, 1, 1]);
  expect(desk.arrivals[0]).toMatchObject({ text: "abcd", headers: { "content-length": "4" } });
  desk.answer(inTurn("cut", problem("too_many_requests", { "Retry-After": "60" })));
  expect(await errorOf(upload())).toMatchObject({ code: "too_many_requests", retryAfter: 60, requestId: "req_1" });
  expect(desk.arrivals).toHaveLength(2);
  desk.answer(() => "silence");
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  expect((await errorOf(upload(controller.signal))).code).toBe("aborted");
  expect((await errorOf(upload(AbortSignal.abort()))).code).toBe("aborted");
});
