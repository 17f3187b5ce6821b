import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forbiddenText, readJson } from "./json.ts";

const limit = 65_536;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

function post(
  body: string | Uint8Array | ReadableStream<Uint8Array> | null,
  type: string | null = "application/json",
): Request {
  const request = new Request("http://desk.test/", {
    method: "POST",
    body,
    ...(body instanceof ReadableStream && half),
  });
  request.headers.delete("content-type");
  if (type !== null) request.headers.set("content-type", type);
  return request;
}
/** Node asks for this beside a streamed body. */
const half = { duplex: "half" } as const;

async function read(body: string | Uint8Array, bytes = limit) {
  return await readJson(post(body), bytes);
}
const readText = async (text: string) => await read(encoder.encode(text));

/** A stream of chunks that tells what became of it. */
function chunked(chunks: Iterable<Uint8Array>) {
  const rest = chunks[Symbol.iterator]();
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.next();
      if (next.done) return controller.close();
      seen.pulled++;
      controller.enqueue(next.value);
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { stream, seen };
}

describe("what is read", () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    [' \t\r\n{"a" : [ 1 , -2.5e3 , true, false , null ]}\n', { a: [1, -2500, true, false, null] }],
    ['"\\t\\n\\r\\"\\\\\\/é\\u00e9\u{1f44b}\\ud83d\\udc4b\\uD83D\\uDC4B"', '\t\n\r"\\/éé👋👋👋'],
    ["0", 0],
    ["[]", []],
    ["{}", {}],
    ['{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}', { a: { a: { a: 1 } }, b: [{ a: 1 }, { a: 1 }] }],
    ['{"a":"a","b":"a"}', { a: "a", b: "a" }],
    ['{"a":["b","b"],"b":1}', { a: ["b", "b"], b: 1 }],
    ['{"constructor":1,"toString":2,"":3}', { constructor: 1, toString: 2, "": 3 }],
    ['{"a,\\"b\\":{":"}]\\"","b":",{\\"a\\":"}', { 'a,"b":{': '}]"', b: ',{"a":' }],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["\u0022\u0080\u2028\ufeff\uffff\u0022", "\u0080\u2028\ufeff\uffff"],
    [`${"[".repeat(32)}${"]".repeat(32)}`, JSON.parse(`${"[".repeat(32)}${"]".repeat(32)}`)],
  ])("%s", async (text, value) => {
    expect(await readText(text)).toEqual({ ok: true, value, bytes: encoder.encode(text) });
  });

  test.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json ; charset=Utf-8 ",
  ])("the content type %s", async (type) => {
    expect(await readJson(post("{}", type), limit)).toMatchObject({ ok: true, value: {} });
  });

  test("a body that comes in many pieces, cut inside a character", async () => {
    const bytes = encoder.encode('{"greeting":"Grüße 👋"}');
    const { stream } = chunked(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(await readJson(post(stream), limit)).toEqual({ ok: true, value: { greeting: "Grüße 👋" }, bytes });
  });

  test("a body of exactly the limit", async () => {
    expect(await read(JSON.stringify("x".repeat(98)), 100)).toMatchObject({ ok: true });
    expect(await read(JSON.stringify("x".repeat(99)), 100)).toEqual({ ok: false, code: "body_too_large" });
  });
});

describe("what is refused", () => {
  test.each([
    null,
    "",
    "text/plain",
    "text/json",
    "application/jsonp",
    "application/json5",
    "application/problem+json",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; charset=",
    "application/json; charset=utf-8; charset=utf-16",
    "application/json, text/plain",
    "application/json; version=1",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ])("the content type %s", async (type) => {
    expect(await readJson(post("{}", type), limit)).toEqual({ ok: false, code: "media_type_unsupported" });
  });

  test.each([
    ["nothing", ""],
    ["only a space", " "],
    ["an open object", '{"a":1'],
    ["an open string", '"a'],
    ["an open escape", '"\\'],
    ["a closing bracket alone", "]"],
    ["the wrong closing bracket", '{"a":[1}'],
    ["a trailing comma", "[1,]"],
    ["a missing comma", "[1 2]"],
    ["a key without quotes", "{a:1}"],
    ["single quotes", "{'a':1}"],
    ["a comment", "{} // hello"],
    ["two values", "{}{}"],
    ["NaN", "NaN"],
    ["Infinity", "-Infinity"],
    ["undefined", "undefined"],
    ["a leading zero", "01"],
    ["a leading plus", "+1"],
    ["a hexadecimal number", "0x10"],
    ["a number that overflows", "1e999"],
    ["a negative number that overflows", '{"a":[-1e400]}'],
    ["an overflow by digits alone", `1${"0".repeat(309)}`],
    ["an unknown escape", '"\\x41"'],
    ["an unknown escape in a key", '{"\\x41":1}'],
    ["a short unicode escape", '"\\u12"'],
    ["a unicode escape that is none", '"\\u00zz"'],
    ["a tab inside a string", '"a\tb"'],
    ["a line break inside a string", '"a\nb"'],
    ["a space JSON does not know", "\u00a0{}"],
    ["a byte order mark", "\ufeff{}"],
    ["the key __proto__", '{"__proto__":{"admin":true}}'],
    ["the key __proto__ by escapes", '{"a":[{"\\u005f_proto__":1}]}'],
  ])("%s: malformed", async (_, text) => {
    expect(await readText(text)).toEqual({ ok: false, code: "json_malformed" });
  });

  test("no body at all", async () => {
    expect(await readJson(post(null), limit)).toEqual({ ok: false, code: "json_malformed" });
  });

  test.each([
    '{"a":1,"a":1}',
    '{"a":1,"b":{"a":2},"a":3}',
    '{"a":[{"b":{}}],"a":[]}',
    '[{"a":1},{"b":1,"b":2}]',
    '{"a":1,"\\u0061":2}',
    '{"\\ud83d\\udc4b":1,"👋":2}',
    '{"":1,"":2}',
    '{"a\\\\":1,"a\\\\":2}',
  ])("a key twice: %s", async (text) => {
    expect(await readText(text)).toEqual({ ok: false, code: "json_duplicate_key" });
  });

  test.each([
    ["33 arrays", `${"[".repeat(33)}${"]".repeat(33)}`],
    ["33 objects", `${'{"a":'.repeat(33)}1${"}".repeat(33)}`],
    ["arrays and objects", `${'[{"a":'.repeat(17)}1${"}]".repeat(17)}`],
    ["a million arrays", `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`],
    ["a million arrays that never close", "[".repeat(1_000_000)],
    ["a million objects", `${'{"a":'.repeat(1_000_000)}1${"}".repeat(1_000_000)}`],
  ])("too deep: %s", async (_, text) => {
    expect(await readJson(post(text), 10_000_000)).toEqual({ ok: false, code: "json_too_deep" });
  });

  const controls = Array.from({ length: 0x20 }, (_, code) => code)
    .filter((code) => ![0x09, 0x0a, 0x0d].includes(code))
    .concat(0x7f);

  test.each(controls)("the control character %d, raw and escaped, in a value, in a key and outside", async (code) => {
    const raw = String.fromCharCode(code);
    const escaped = `\\u${code.toString(16).padStart(4, "0")}`;
    for (const text of [
      `"a${raw}b"`,
      `"${escaped}"`,
      `{"a${raw}":1}`,
      `{"${escaped.toUpperCase().replace("U", "u")}":1}`,
      `${raw}{}`,
    ])
      expect(await readText(text), text).toEqual({ ok: false, code: "text_forbidden_character" });
  });

  test.each([
    '"\\b"',
    '"\\f"',
    '{"\\b":1}',
    '"\\ud800"',
    '"\\udc00"',
    '"\\ud800y"',
    '"\\ud800\\n"',
    '"\\ud800\\u0041"',
    '"\\ud800\\ud800"',
    '"\\ud83d\\ud83d\\udc4b"',
    '"\\udc4b\\ud83d"',
    '"\\ud83d👋"',
    '"\\ud83d',
    '{"\\ud800":1}',
  ])("the escape %s", async (text) => {
    expect(await readText(text)).toEqual({ ok: false, code: "text_forbidden_character" });
  });

  test.each([
    ["a lone continuation byte", [0x22, 0x80, 0x22]],
    ["a character cut short", [0x22, 0xe2, 0x82, 0x22]],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["half a surrogate pair", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a code point past the last", [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ["UTF-16 with a byte order mark", [0xff, 0xfe, 0x7b, 0, 0x7d, 0]],
    ["a gzip header", [0x1f, 0x8b, 0x08]],
  ])("not UTF-8: %s", async (_, bytes) => {
    expect(await read(Uint8Array.from(bytes))).toEqual({ ok: false, code: "text_not_utf8" });
  });

  test("UTF-16 without a byte order mark, for its zero bytes", async () => {
    expect(await read(Uint8Array.of(0x7b, 0, 0x7d, 0))).toEqual({ ok: false, code: "text_forbidden_character" });
  });

  test("a stream that never ends, whatever length it claims, and reads no further than needed", async () => {
    const { stream, seen } = chunked(
      (function* () {
        for (;;) yield new Uint8Array(1_000).fill(0x20);
      })(),
    );
    const request = post(stream);
    request.headers.set("content-length", "2");
    expect(await readJson(request, 10_000)).toEqual({ ok: false, code: "body_too_large" });
    expect(seen.cancelled).toBe(true);
    expect(seen.pulled).toBeLessThan(15);
  });

  test("throws when the connection breaks", async () => {
    const stream = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    await expect(readJson(post(stream), limit)).rejects.toThrow("reset");
  });
});

/** What the door promises of a value, said once more in the plainest way. */
function holds(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !forbiddenText(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === 32) return false;
  return Object.entries(value).every(
    ([key, item]) => key !== "__proto__" && !forbiddenText(key) && holds(item, depth + 1),
  );
}

describe("against JSON.parse", () => {
  /** JSON as a stranger may write it: any white space, any escapes, any text. */
  const written = fc
    .tuple(
      fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }),
      fc.constantFrom(undefined, 1, "\t", " \n"),
      fc.boolean(),
    )
    .map(([value, space, escaped]) => {
      const text = JSON.stringify(value, null, space);
      return escaped ? text.replace(/[^\s"\\{}[\]:,\w.+-]/g, escapeUnit) : text;
    });
  const escapeUnit = (unit: string) =>
    Array.from({ length: unit.length }, (_, at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

  test("accepts every JSON text whose value keeps the rules, as the same value, and no other", async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(written, async (text) => {
        const answer = await readText(text);
        const value: unknown = JSON.parse(text);
        expect(answer.ok).toBe(holds(value));
        if (!answer.ok) return;
        accepted++;
        expect(answer.value).toEqual(value);
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
  });

  test("refuses what JSON.parse refuses in 20,000 damaged bodies, and agrees on what is left", async () => {
    const pieces = [
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "u",
      "d83d",
      "\u0000",
      "\u007f",
      "1e9",
      "-",
      "\n",
      "é",
      '"a":1',
      '"__proto__":0',
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces)), { maxLength: 4 });
    let accepted = 0;
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(written, damage, async (original, cuts) => {
        let text = original;
        for (const [place, drop, piece] of cuts) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + piece + text.slice(at + drop);
        }
        const answer = await readText(text);
        let value: unknown;
        try {
          // The bytes hold U+FFFD where the cut left half a pair.
          value = JSON.parse(decoder.decode(encoder.encode(text)));
        } catch {
          refusals++;
          expect(answer.ok).toBe(false);
          return;
        }
        if (!answer.ok) {
          if (answer.code !== "json_duplicate_key" && !text.includes("__proto__")) expect(holds(value)).toBe(false);
          return;
        }
        accepted++;
        expect(holds(value)).toBe(true);
        expect(answer.value).toEqual(value);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(1_000);
    expect(refusals).toBeGreaterThan(5_000);
  }, 60_000);

  test("never throws on 5,000 random byte strings", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const answer = await read(Uint8Array.from(bytes));
        if (answer.ok) expect(answer.value).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("linear time", () => {
  const size = 1_000_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  test.each([
    ["one long string", `"${fill("a")}"`],
    ["a string of escapes", `"${"\\u00e9".repeat(size / 6)}"`],
    ["a string of backslashes", `"${"\\\\".repeat(size / 2)}"`],
    ["strings that never close", fill('"\\"')],
    ["many keys", `{${Array.from({ length: 80_000 }, (_, at) => `"key${at}":1`).join()}}`],
    ["many escaped keys", `{${Array.from({ length: 60_000 }, (_, at) => `"\\u0061${at}":1`).join()}}`],
    ["many small objects", `[${fill('{"a":1},').slice(0, -8)}{}]`],
    ["one long number", fill("1")],
    ["many numbers", `[${fill("1,")}1]`],
    ["white space", `${fill(" ")}1`],
  ])("a megabyte: %s", async (_, text) => {
    const bytes = encoder.encode(text);
    const start = performance.now();
    await readJson(post(bytes), 2 * size);
    // The aim is 10 ms; a machine under load gets room, something quadratic does not fit.
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("forbiddenText", () => {
  test.each([
    ["", false],
    ["two\nlines\r\n\tand a tab", false],
    ["👋 ünïcödé \u0085 \u200b \ufeff", false],
    ["a\u0000b", true],
    ["\u001b[31m", true],
    ["\u007f", true],
    ["\ud800", true],
    ["x\udc00y", true],
    ["\udc4b\ud83d", true],
  ])("%j: %s", (text, forbidden) => {
    expect(forbiddenText(text)).toBe(forbidden);
  });
});
