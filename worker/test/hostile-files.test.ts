import { env } from "cloudflare:test";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { rowCounts } from "./database.ts";
import { call, consoleOf, page, send, type TestFile, visitorWithTicket } from "./desk.ts";
import { bytesOf, picture, png, textFile } from "./files.ts";

type Headers = Readonly<Record<string, string>>;

const stranger = page("pk_shopshop");
let ann: Headers;
let visitor: { readonly headers: Headers; readonly number: string };
beforeAll(async () => {
  ann = await consoleOf("agt_ann");
  visitor = await visitorWithTicket();
});

const upload = (file: TestFile, headers: Headers = {}) =>
  call("POST /v1/uploads", { file, headers: { ...visitor.headers, ...headers } });

/** Puts a file into the ticket; resolves with the headers it is served with, to its requester and to agents alike. */
async function served(file: TestFile): Promise<Headers> {
  const { body, status } = await upload(file);
  expect(status).toBe(201);
  expect(body.name).toBe(file.name.trim());
  const { headers, number } = visitor;
  const reply = { text: "Here.", attachments: [{ id: body.id }] };
  await call("POST /v1/tickets/:number/messages", { headers, path: { number }, body: reply });
  const path = { attachment: body.id };
  const mine = await call("GET /v1/attachments/:attachment", { headers, path });
  const theirs = await call("GET /v1/desk/attachments/:attachment", { headers: ann, path });
  const told = ({ headers: all }: { headers: Headers | globalThis.Headers }) => {
    const { "firstline-request-id": _, ...rest } = Object.fromEntries(new Headers(all));
    return rest;
  };
  expect(told(mine)).toEqual(told(theirs));
  return told(mine);
}

const harmless = {
  "cache-control": "no-store",
  "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "content-disposition": expect.stringMatching(
    /^attachment; filename="[A-Za-z0-9 ._()-]+"; filename\*=UTF-8''[A-Za-z0-9%!~._-]+$/,
  ),
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

const page1 = "<script>alert(document.domain)</script>";

describe("what is two things at once is served as the harmless one, to be saved", () => {
  test.each<[string, string, Uint8Array, type: string, ending: string]>([
    ["a page in a GIF", "photo.html", bytesOf(`GIF89a/*${page1}*/=1`), "image/gif", ".html.gif"],
    ["a page in a PNG", "photo.png", png(page1), "image/png", ".png"],
    ["a page in a JPEG", "photo.svg", bytesOf(`\xff\xd8\xff\xfe\0\x40${page1}`), "image/jpeg", ".svg.jpg"],
    ["a script in a PDF", "form.js", bytesOf(`%PDF-1.7\n${page1}`), "application/pdf", ".js.pdf"],
    ["a page in a ZIP", "app.jar", bytesOf(`PK\x03\x04${"\0".repeat(26)}${page1}`), "application/zip", ".jar.zip"],
    ["a page in a text", "x.html", bytesOf(`Dear all, ${page1}`), "text/plain; charset=utf-8", ".html.txt"],
    ["a batch file", "run.bat", bytesOf("@echo off\r\ndel *.*"), "text/plain; charset=utf-8", ".bat.txt"],
    ["a shell script", "run.sh", bytesOf("#!/bin/sh\nrm -rf /"), "text/plain; charset=utf-8", ".sh.txt"],
  ])("%s", async (_what, name, bytes, type, ending) => {
    const headers = await served({ name, bytes });
    expect(headers).toMatchObject({ ...harmless, "content-type": type });
    expect(headers["content-disposition"]).toContain(`${ending}"`);
  });
});

test("what a browser runs, programs and broken texts are refused, whatever they are called and said to be", async () => {
  const before = await rowCounts();
  for (const bytes of [
    bytesOf("<!DOCTYPE html><title>x</title>"),
    bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    bytesOf(`\xef\xbb\xbf \n${page1}`),
    bytesOf("MZ\x90\0\x03\0\0\0"),
    bytesOf("\x7fELF\x02\x01\x01"),
    // Good for longer than the head, and then not.
    bytesOf(`${"a".repeat(100_000)}\0`),
    bytesOf(`${"a".repeat(100_000)}\xc3\x28`),
    bytesOf(`${"a".repeat(100_000)}\xed\xa0\x80`),
    bytesOf(`${"a".repeat(65_535)}\xc3`),
  ]) {
    for (const [name, type] of [
      ["lamp.png", "image/png"],
      ["page.html", "text/html"],
      ["x", "application/json"],
    ] as const) {
      expect((await upload({ name, bytes }, { "content-type": type })).problem?.code).toBe("file_type_refused");
    }
  }
  const { budgets: _before, ...rows } = before;
  const { budgets: _after, ...left } = await rowCounts();
  expect(left).toEqual(rows);
  expect((await env.FILES.list()).objects).toHaveLength(left.attachments ?? 0);
}, 60_000);

test("a character that two pieces share is one character", async () => {
  for (const before of [65_533, 65_534, 65_535]) {
    expect((await upload(textFile(`${"a".repeat(before)}🛠é`))).status).toBe(201);
  }
});

describe("names", () => {
  test.each([
    ["../../../../etc/passwd", "passwd.txt"],
    ["C:\\Users\\kim\\desk.ini", "desk.ini"],
    ['"; filename="evil.exe', "; filename=evil.exe.txt"],
    ["gnp.\u202eexe.txt", "gnp.exe.txt"],
    ["=?utf-8?b?ZXZpbC5leGU=?=", "=utf-8bZXZpbC5leGU==.txt"],
    ["%2e%2e%2fpasswd", "%2e%2e%2fpasswd.txt"],
    ["<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1).txt"],
    ["a\u0080b\u009f.txt", "ab.txt"],
    ["naïve — 契約.txt", "naïve — 契約.txt"],
    ["x".repeat(255), `${"x".repeat(120)}.txt`],
  ])("%j is shown as it is and saved as %j", async (name, saved) => {
    const headers = await served({ ...textFile("Text"), name });
    expect(headers).toMatchObject(harmless);
    expect(decodeURIComponent(headers["content-disposition"]?.split("UTF-8''")[1] ?? "")).toBe(saved);
  });

  test.each<[string, string | undefined, code: string]>([
    ["none", undefined, "invalid"],
    ["nothing", "", "invalid"],
    ["blanks", "%20%09", "invalid"],
    ["256 characters", "x".repeat(256), "invalid"],
    ["a line break", "a%0d%0ab", "invalid"],
    ["a NUL", "a%00b", "text_forbidden_character"],
    ["an escape character", "%1b%5b31m", "text_forbidden_character"],
    ["half a percent sign", "a%", "invalid"],
    ["bytes that are no UTF-8", "%ff%fe", "invalid"],
    ["half a surrogate pair", "%ed%a0%80", "invalid"],
  ])("%s is refused", async (_what, written, code) => {
    const response = await send(
      new Request("https://desk.test/v1/uploads", {
        method: "POST",
        body: picture.bytes,
        headers: {
          ...stranger,
          "content-length": String(picture.bytes.length),
          ...(written !== undefined && { "firstline-file-name": written }),
        },
      }),
    );
    expect((await response.json<{ code: string }>()).code).toBe(code);
  });

  test("whatever the name and the bytes, it is refused by its kind, or served as harmless", async () => {
    const start = fc.constantFrom(
      "",
      "GIF89a",
      "%PDF-",
      "PK\x03\x04",
      "\xff\xd8\xff",
      "<",
      "text ",
      "\x89PNG\r\n\x1a\n",
    );
    const name = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== "");
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 80 }), name, async (head, rest, called) => {
        const bytes = new Uint8Array([...bytesOf(head), ...rest]);
        if (bytes.length === 0) return;
        const answer = await upload({ name: called, bytes });
        if (answer.status !== 201) {
          expect(["file_type_refused", "text_forbidden_character", "invalid"]).toContain(answer.problem?.code);
          return;
        }
        expect(await served({ name: called, bytes })).toMatchObject(harmless);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

test("a page of the site may upload and read by fetch; a page of another may not", async () => {
  const preflight = (origin: string, method: string, path: string) =>
    send(
      new Request(`https://desk.test${path}`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": method,
          "access-control-request-headers": "firstline-site,firstline-file-name,idempotency-key,authorization",
        },
      }),
    );
  for (const [method, path] of [
    ["POST", "/v1/uploads"],
    ["GET", "/v1/attachments/att_x"],
  ] as const) {
    const known = await preflight("https://shop.test", method, path);
    expect(known.headers.get("access-control-allow-origin")).toBe("https://shop.test");
    expect(known.headers.get("access-control-allow-headers")).toContain("firstline-file-name");
    const unknown = await preflight("https://evil.test", method, path);
    expect(unknown.headers.get("access-control-allow-origin")).toBeNull();
  }
  const elsewhere = await upload(picture, { origin: "https://evil.test" });
  expect(elsewhere.problem?.code).toBe("origin_not_allowed");
});
