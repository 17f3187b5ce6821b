import { env } from "cloudflare:test";
import type { Attachment } from "@firstline/sdk/wire";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { randomSecret } from "../src/secrets.ts";
import { rowCounts } from "./database.ts";
import { type CallOptions, call, consoleOf, keyFor, page, type TestFile, visitorWithTicket } from "./desk.ts";
import { bytesOf, picture, png, textFile, textOfSize } from "./files.ts";
import { identified, signerOf } from "./identities.ts";

type Headers = Readonly<Record<string, string>>;

const stranger = page("pk_shopshop");
let ann: Headers;
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
});

const upload = (headers: Headers, file: TestFile, more: CallOptions<"POST /v1/uploads"> = {}) =>
  call("POST /v1/uploads", { ...more, file, headers: { ...headers, ...more.headers } });
const deskUpload = (headers: Headers, file: TestFile, site = "site_shop") =>
  call("POST /v1/desk/uploads", { headers, file, query: { site } });
const name = (...files: readonly Pick<Attachment, "id">[]) => files.map(({ id }) => ({ id }));

const submit = (headers: Headers, files: readonly Pick<Attachment, "id">[]) =>
  call("POST /v1/tickets", {
    headers,
    body: { subject: "Dark", message: { text: "See the picture.", attachments: name(...files) } },
  });
const reply = (headers: Headers, number: string, files: readonly Pick<Attachment, "id">[]) =>
  call("POST /v1/tickets/:number/messages", {
    headers,
    path: { number },
    body: { text: "Here.", attachments: name(...files) },
  });

/** What an object storage holds. */
const objects = async () => (await env.FILES.list()).objects.map(({ key }) => key).sort();

describe("a file's way into a ticket", () => {
  test("a stranger uploads, submits, and reads it back; so do the agents", async () => {
    const { body: file, status } = await upload(stranger, picture);
    expect(status).toBe(201);
    expect(file).toEqual({
      id: expect.stringMatching(/^att_[\w-]{43}$/),
      name: "lamp.png",
      type: "image/png",
      size: picture.bytes.length,
      dimensions: { width: 16, height: 9 },
    });
    const { body } = await submit(stranger, [file]);
    expect(body.events[1]).toMatchObject({ type: "message", message: { attachments: [file] } });
    const headers = page("pk_shopshop", body.visitorToken);

    const path = { attachment: file.id };
    const mine = await call("GET /v1/attachments/:attachment", { headers, path });
    const theirs = await call("GET /v1/desk/attachments/:attachment", { headers: ann, path });
    for (const read of [mine, theirs]) {
      expect(read.status).toBe(200);
      expect(Object.fromEntries(read.headers)).toMatchObject({
        "cache-control": "no-store",
        "content-disposition": "attachment; filename=\"lamp.png\"; filename*=UTF-8''lamp.png",
        "content-length": String(picture.bytes.length),
        "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "content-type": "image/png",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
    }
    const thread = await call("GET /v1/desk/tickets/:number", { headers: ann, path: { number: body.ticket.number } });
    expect(thread.body.events[1]).toMatchObject({ type: "message", message: { attachments: [file] } });
  });

  test("it comes back byte by byte, however long it is", async () => {
    const visitor = await visitorWithTicket();
    for (const bytes of [png("\0\xff".repeat(20_000)), png(), textOfSize(200_000).bytes, bytesOf("x")]) {
      const { body: file } = await upload(visitor.headers, { name: "any", bytes });
      await reply(visitor.headers, visitor.number, [file]);
      const kept = await env.FILES.get(`site_shop/${file.id}`);
      expect(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
    }
  });

  test("an agent's and a program's files come with answers and notes, and with tickets they open", async () => {
    const program = await keyFor(["tickets:read", "tickets:write"]);
    const { number, headers } = await visitorWithTicket();
    const path = { number };
    for (const desk of [ann, program]) {
      const [one, two, three] = [
        (await deskUpload(desk, picture)).body,
        (await deskUpload(desk, textFile("a,b"))).body,
        (await deskUpload(desk, picture)).body,
      ];
      const answer = await call("POST /v1/desk/tickets/:number/reply", {
        headers: desk,
        path,
        body: { text: "Look.", attachments: name(two, one) },
      });
      expect(answer.body.events[0]).toMatchObject({ message: { attachments: [two, one] } });
      const opened = await call("POST /v1/desk/tickets", {
        headers: desk,
        body: {
          site: "site_shop",
          requester: { email: "kim@example.test" },
          subject: "By phone",
          message: { text: "They sent this.", attachments: name(three) },
        },
      });
      expect(opened.body.events[1]).toMatchObject({ type: "message", message: { attachments: [three] } });
    }
    const { body } = await call("GET /v1/tickets/:number", { headers, path });
    const answers = body.events.flatMap((event) => (event.type === "message" ? [event.message.attachments ?? []] : []));
    expect(answers.map((files) => files.map(({ type }) => type))).toEqual([
      [],
      ["text/plain", "image/png"],
      ["text/plain", "image/png"],
    ]);
  });

  test("a note's file is for agents alone", async () => {
    const { number, headers } = await visitorWithTicket();
    const { body: file } = await deskUpload(ann, textFile("Between us"));
    const body = { text: "Known fault", attachments: name(file) };
    const noted = await call("POST /v1/desk/tickets/:number/note", { headers: ann, path: { number }, body });
    expect(noted.body.events[0]).toMatchObject({ type: "note", note: { attachments: [file] } });
    const path = { attachment: file.id };
    expect((await call("GET /v1/desk/attachments/:attachment", { headers: ann, path })).text).toBe("Between us");
    expect((await call("GET /v1/attachments/:attachment", { headers, path })).problem?.code).toBe("not_found");
    expect((await call("GET /v1/tickets/:number", { headers, path: { number } })).text).not.toContain(file.id);
  });

  test("whoever opens the ticket by its secret link reads its files", async () => {
    const { body: file } = await upload(stranger, picture);
    const { body } = await submit(stranger, [file]);
    const { number } = body.ticket;
    const path = { attachment: file.id };
    const { headers } = await visitorWithTicket();
    expect((await call("GET /v1/attachments/:attachment", { headers, path })).problem?.code).toBe("not_found");
    const secret = body.link.split("#k=")[1] ?? "";
    await call("POST /v1/visitors/redeem", { headers, body: { number, secret } });
    expect((await call("GET /v1/attachments/:attachment", { headers, path })).status).toBe(200);
  });
});

describe("a part of a file", () => {
  const letters = textFile("abcdefghij");
  let file: Attachment;
  let headers: Headers;
  beforeAll(async () => {
    file = (await upload(stranger, letters)).body;
    headers = page("pk_shopshop", (await submit(stranger, [file])).body.visitorToken);
  });

  /** Reads it as its requester, as an agent and as a program: all get the same. */
  async function read(more: Headers) {
    const path = { attachment: file.id };
    const program = await keyFor(["tickets:read"]);
    const [mine, ...theirs] = [
      await call("GET /v1/attachments/:attachment", { headers: { ...headers, ...more }, path }),
      await call("GET /v1/desk/attachments/:attachment", { headers: { ...ann, ...more }, path }),
      await call("GET /v1/desk/attachments/:attachment", { headers: { ...program, ...more }, path }),
    ];
    const shown = ({ status, text, headers: answered, problem }: NonNullable<typeof mine>) => ({
      status,
      text: problem ? problem.code : text,
      part: answered.get("content-range"),
      length: answered.get("content-length"),
    });
    if (!mine) throw new Error("Nothing was read");
    for (const other of theirs) expect(shown(other)).toEqual(shown(mine));
    return shown(mine);
  }

  test.each([
    ["bytes=0-3", "abcd", "bytes 0-3/10"],
    ["bytes=4-", "efghij", "bytes 4-9/10"],
    ["bytes=-2", "ij", "bytes 8-9/10"],
    ["bytes=8-99", "ij", "bytes 8-9/10"],
  ])("%s", async (range, text, part) => {
    expect(await read({ range })).toEqual({ status: 206, text, part, length: String(text.length) });
  });

  test.each(["bytes=10-", "bytes=-0"])("%s is none, and says how long the file is", async (range) => {
    expect(await read({ range })).toMatchObject({ status: 416, text: "range_not_satisfiable", part: "bytes */10" });
  });

  test.each(["bytes=0-1,4-5", "pages=1-2", "bytes=3-1"])("%s is not understood: all of it comes", async (range) => {
    expect(await read({ range })).toEqual({ status: 200, text: "abcdefghij", part: null, length: "10" });
  });

  test("goes on only with what it is a part of", async () => {
    const range = "bytes=5-";
    expect(await read({ range, "if-range": `"${file.id}"` })).toMatchObject({ status: 206, text: "fghij" });
    expect(await read({ range, "if-range": '"att_another"' })).toMatchObject({ status: 200, text: "abcdefghij" });
  });

  test("says that it may be asked for, and is kept out of caches as the whole is", async () => {
    const whole = await call("GET /v1/attachments/:attachment", { headers, path: { attachment: file.id } });
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "no-store",
      etag: `"${file.id}"`,
    });
    const part = await call("GET /v1/attachments/:attachment", {
      headers: { ...headers, range: "bytes=0-0" },
      path: { attachment: file.id },
    });
    expect(Object.fromEntries(part.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-disposition": whole.headers.get("content-disposition"),
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    });
  });

  test("who has the file is told that it has not changed, without asking the storage", async () => {
    const none = new Proxy(env.FILES, {
      get() {
        throw new Error("The storage was asked");
      },
    });
    const known = { "if-none-match": `"${file.id}"` };
    const path = { attachment: file.id };
    for (const answer of [
      await call("GET /v1/attachments/:attachment", { headers: { ...headers, ...known }, path, files: none }),
      await call("GET /v1/desk/attachments/:attachment", {
        headers: { ...ann, ...known, range: "bytes=0-1" },
        path,
        files: none,
      }),
    ]) {
      expect([answer.status, answer.text, answer.headers.get("etag")]).toEqual([304, "", `"${file.id}"`]);
    }
  });

  test("tells nobody else anything, whatever they know or ask for", async () => {
    const other = (await visitorWithTicket()).headers;
    const path = { attachment: file.id };
    for (const more of [{ "if-none-match": `"${file.id}"` }, { range: "bytes=99-" }, { range: "bytes=0-1" }]) {
      const { problem } = await call("GET /v1/attachments/:attachment", { headers: { ...other, ...more }, path });
      expect(problem?.code).toBe("not_found");
    }
  });
});

describe("whose an upload is", () => {
  const refused = { code: "invalid", issues: [{ path: "body.attachments.0.id" }] };

  test("nobody else's, no other site's, none that never was, and none twice", async () => {
    const owner = await visitorWithTicket();
    const other = await visitorWithTicket();
    const { body: mine } = await upload(owner.headers, picture);
    const { body: agents } = await deskUpload(ann, picture);
    const { body: unknown } = await upload(page("pk_bankbank"), picture);
    const never = { id: `att_${randomSecret()}` };
    const before = await rowCounts();
    for (const [who, file] of [
      [other, mine],
      [owner, agents],
      [owner, unknown],
      [owner, never],
    ] as const) {
      expect((await reply(who.headers, who.number, [file])).problem).toMatchObject(refused);
    }
    const path = { number: owner.number };
    for (const file of [mine, unknown, never]) {
      const body = { text: "Hm.", attachments: name(file) };
      for (const route of ["POST /v1/desk/tickets/:number/reply", "POST /v1/desk/tickets/:number/note"] as const) {
        expect((await call(route, { headers: ann, path, body })).problem).toMatchObject(refused);
      }
    }
    // What is told of another's file, another site's and none is the same to the letter.
    expect((await submit(stranger, [mine])).problem?.issues).toEqual((await submit(stranger, [never])).problem?.issues);
    expect(await rowCounts()).toEqual(before);

    expect((await reply(owner.headers, owner.number, [mine])).status).toBe(201);
    expect((await reply(owner.headers, owner.number, [mine])).problem).toMatchObject(refused);
    expect((await reply(owner.headers, owner.number, [never, never])).problem?.code).toBe("invalid");
  });

  test("another agent's upload is not mine, on a ticket that both may see", async () => {
    const { number } = await visitorWithTicket();
    const { body: file } = await deskUpload(await consoleOf("agt_ada"), picture);
    const body = { text: "Hm.", attachments: name(file) };
    const answer = await call("POST /v1/desk/tickets/:number/reply", { headers: ann, path: { number }, body });
    expect(answer.problem).toMatchObject(refused);
  });

  test("before it is in a ticket nobody reads it, not even its uploader", async () => {
    const { headers } = await visitorWithTicket();
    const path = { attachment: (await upload(headers, picture)).body.id };
    expect((await call("GET /v1/attachments/:attachment", { headers, path })).problem?.code).toBe("not_found");
    expect((await call("GET /v1/desk/attachments/:attachment", { headers: ann, path })).problem?.code).toBe(
      "not_found",
    );
  });

  test("what a stranger uploaded is still theirs once they are known", async () => {
    const { body: file } = await upload(stranger, picture);
    const { headers, number } = await visitorWithTicket();
    expect((await reply(headers, number, [file])).status).toBe(201);
  });

  test("who identifies goes on with what they uploaded, and nobody else does on the same browser", async () => {
    const signer = await signerOf("site_shop");
    const before = await visitorWithTicket();
    const [kept, renewed, lost] = [
      (await upload(before.headers, picture)).body,
      (await upload(before.headers, picture)).body,
      (await upload(before.headers, picture)).body,
    ];
    const kim = await identified(signer, { sub: "kim" }, before.token);
    expect((await reply(kim.headers, before.number, [kept])).status).toBe(201);
    const again = await identified(signer, { sub: "kim", iat: 1 }, kim.token);
    expect(again.token).not.toBe(kim.token);
    expect((await reply(again.headers, before.number, [renewed])).status).toBe(201);
    const lou = await identified(signer, { sub: "lou" }, again.token);
    expect((await submit(lou.headers, [lost])).problem?.code).toBe("invalid");
  });

  test("of many messages that name one upload at once, one has it", async () => {
    const { headers, number } = await visitorWithTicket();
    const { body: file } = await upload(headers, picture);
    const answers = await Promise.all(Array.from({ length: 6 }, () => reply(headers, number, [file])));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { body } = await call("GET /v1/tickets/:number", { headers, path: { number } });
    expect(body.events.filter((event) => event.type === "message" && event.message.attachments)).toHaveLength(1);
  });

  test("a message that is sent again is answered as before, although its upload is taken", async () => {
    const { body: file } = await upload(stranger, picture);
    const headers = { ...stranger, "idempotency-key": randomSecret() };
    const first = await submit(headers, [file]);
    expect(first.status).toBe(201);
    expect((await submit(headers, [file])).text).toBe(first.text);
  });
});

describe("limits", () => {
  test("a file may have as many bytes as the site says, and not one more", async () => {
    const { body: site } = await call("GET /v1/site", { headers: stranger });
    expect(site.uploads).toMatchObject({ maxBytes: 200_000, maxFiles: 3 });
    expect((await upload(stranger, textOfSize(200_000))).status).toBe(201);
    const before = await rowCounts();
    expect((await upload(stranger, textOfSize(200_001))).problem?.code).toBe("body_too_large");
    expect((await upload(stranger, textOfSize(0))).problem).toMatchObject({
      code: "invalid",
      issues: [{ path: "body" }],
    });
    expect(await rowCounts()).toEqual(before);
    expect((await upload(page("pk_bankbank"), textOfSize(10_000))).status).toBe(201);
    expect((await upload(page("pk_bankbank"), textOfSize(10_001))).problem?.code).toBe("body_too_large");
  });

  test("a length that is not the file's is found out as the bytes come, and nothing stays", async () => {
    const [before, stored] = [await rowCounts(), await objects()];
    for (const size of [1, 99, 101, 100_000, 199_999]) {
      const headers = { ...stranger, "content-length": String(size) };
      const file = textOfSize(size > 100_000 ? 200_000 : 100);
      expect([size, (await upload(headers, file)).problem?.code]).toEqual([size, "invalid"]);
    }
    const { budgets: _before, ...rows } = before;
    const { budgets: _after, ...left } = await rowCounts();
    expect(left).toEqual(rows);
    expect(await objects()).toEqual(stored);
  });

  test.each(["", "many", "-1", "1e3", "0x10"])("a length is needed, and %j is none", async (length) => {
    const answer = await upload({ ...stranger, "content-length": length }, picture);
    expect(answer.problem?.code).toBe("length_required");
  });

  test("a message may have as many files as the site says, and not one more", async () => {
    const files: Attachment[] = [];
    for (let more = 0; more < 4; more++) files.push((await upload(stranger, picture)).body);
    expect((await submit(stranger, files)).problem?.issues).toEqual([
      { path: "body.message.attachments", message: "At most 3 files are allowed." },
    ]);
    expect((await submit(stranger, files.slice(1))).status).toBe(201);
  });
});

describe("budgets", () => {
  // In the middle of an hour, so that no test sees two.
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000 + 1_800_000;
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => void vi.useRealTimers());

  test("an address may upload so much in an hour, and a repetition costs nothing", async () => {
    const from = { ...stranger, "cf-connecting-ip": "192.0.2.50" };
    const key = { ...from, "idempotency-key": randomSecret() };
    const first = await upload(key, textOfSize(200_000));
    // Twenty of the largest are an hour's worth of bytes.
    for (let more = 1; more < 20; more++) expect((await upload(from, textOfSize(200_000))).status).toBe(201);
    const refused = await upload(from, textOfSize(1));
    expect(refused.problem?.code).toBe("too_many_requests");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await upload(key, textOfSize(200_000))).text).toBe(first.text);
    expect((await upload({ ...stranger, "cf-connecting-ip": "192.0.2.51" }, textOfSize(1))).status).toBe(201);
  }, 60_000);

  test("refused files count as well", async () => {
    const from = { ...stranger, "cf-connecting-ip": "192.0.2.52" };
    const page = textFile("<html>");
    for (let more = 0; more < 100; more++) expect((await upload(from, page)).problem?.code).toBe("file_type_refused");
    expect((await upload(from, page)).problem?.code).toBe("too_many_requests");
  }, 60_000);
});

describe("an upload that is sent again", () => {
  test("is answered as before, and one file is kept for a message", async () => {
    const headers = { ...stranger, "idempotency-key": randomSecret() };
    const first = await upload(headers, picture);
    const before = await objects();
    expect((await upload(headers, picture)).text).toBe(first.text);
    expect(await objects()).toEqual(before);
    expect((await submit(stranger, [first.body])).status).toBe(201);
    // For ever, also once it is taken.
    expect((await upload(headers, picture)).text).toBe(first.text);
  });

  test("with other bytes, another name or as another request it is refused", async () => {
    const headers = { ...stranger, "idempotency-key": randomSecret() };
    await upload(headers, { name: "a.png", bytes: png("one") });
    for (const file of [
      { name: "a.png", bytes: png("two") },
      { name: "b.png", bytes: png("one") },
      { name: "a.png", bytes: png("more") },
    ]) {
      expect((await upload(headers, file)).problem?.code).toBe("idempotency_key_reused");
    }
    const ticket = await call("POST /v1/tickets", { headers, body: { subject: "S", message: { text: "T" } } });
    expect(ticket.problem?.code).toBe("idempotency_key_reused");
  });

  test("at the same moment, six times: one answer", async () => {
    const headers = { ...stranger, "idempotency-key": randomSecret() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(headers, picture)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("two different files at the same moment are two", async () => {
    const [one, two] = await Promise.all([upload(stranger, picture), upload(stranger, textFile("Two"))]);
    expect((await submit(stranger, [one.body, two.body])).body.events[1]).toMatchObject({
      message: { attachments: [one.body, two.body] },
    });
  });
});
