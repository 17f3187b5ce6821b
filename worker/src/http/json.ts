import type { ProblemCode } from "@firstline/sdk/wire";
import type { Incoming } from "./incoming.ts";

/** What a body was read to: its value with the bytes it came in (for hashing), or the code it is refused with. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: ProblemCode };

/** Arrays and objects may stand this deep in one another. */
const maximumDepth = 32;

const jsonType = /^application\/json(?:[\t ]*;[\t ]*charset=(?:utf-8|"utf-8"))?[\t ]*$/i;

const refused = (code: ProblemCode): JsonBody => ({ ok: false, code });

/**
 * Reads a request's body as strict JSON: `application/json` in UTF-8 without a byte order mark, at most `limit` bytes
 * (counted as they arrive), at most 32 deep, no key twice in an object, no key `__proto__`, no text that
 * `forbiddenText` refuses, no number that overflows. Everything it accepts is what `JSON.parse` reads.
 * Throws only when the connection breaks.
 */
export async function readJson(request: Incoming, limit: number): Promise<JsonBody> {
  if (!jsonType.test(request.headers.get("content-type") ?? "")) return refused("media_type_unsupported");
  const bytes = await readBytes(request, limit);
  return bytes === "too large" ? refused("body_too_large") : parseJson(bytes);
}

/** The same for bytes that came another way. */
export function parseJson(bytes: Uint8Array): JsonBody {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused("text_not_utf8");
  }
  const code = inspect(text);
  if (code !== undefined) return refused(code);
  try {
    return { ok: true, value: JSON.parse(text), bytes };
  } catch {
    return refused("json_malformed");
  }
}

/** Whether a text holds what none may hold: a control character other than tab and line breaks, or half a surrogate pair. */
export function forbiddenText(value: string): boolean {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (isForbiddenControl(code) || isSurrogate(code)) return true;
  }
  return false;
}

async function readBytes(request: Incoming, limit: number): Promise<Uint8Array | "too large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    size += value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      return "too large";
    }
    chunks.push(value);
  }
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}

const quote = 0x22;
const backslash = 0x5c;

const isForbiddenControl = (code: number) =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f;
const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff;

/** The keys of one open object, or null for an open array. */
type Level = Set<string> | null;

/**
 * Finds, in one pass, what JSON's grammar allows and we do not. The grammar itself is left to `JSON.parse`:
 * on a malformed text this may find nothing, and never reads a character twice.
 */
function inspect(text: string): ProblemCode | undefined {
  const levels: Level[] = [];
  /** The innermost open object's keys. */
  let keys: Level = null;
  /** The next string is a key. */
  let beforeKey = false;

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = stringEnd(text, at);
      if (typeof end !== "number") return end;
      if (beforeKey && keys !== null) {
        const key = readKey(text, at, end);
        if (key === undefined || key === "__proto__") return "json_malformed";
        if (keys.has(key)) return "json_duplicate_key";
        keys.add(key);
      }
      beforeKey = false;
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      keys = code === 0x7b ? new Set() : null;
      beforeKey = keys !== null;
      if (levels.push(keys) > maximumDepth) return "json_too_deep";
    } else if (code === 0x7d || code === 0x5d) {
      levels.pop();
      keys = levels.at(-1) ?? null;
      beforeKey = false;
    } else if (code === 0x2c) {
      beforeKey = keys !== null;
    } else if (code >= 0x30 && code <= 0x39) {
      const end = numberEnd(text, at);
      // A number overflows with an exponent or with more than 308 digits only.
      if (!Number.isFinite(Number(text.slice(at, end)))) return "json_malformed";
      at = end - 1;
    } else if (isForbiddenControl(code)) {
      return "text_forbidden_character";
    }
  }
  return undefined;
}

/** Where the string that opens at `open` closes, or what is wrong with it. */
function stringEnd(text: string, open: number): number | ProblemCode {
  let at = open + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) {
      const next = escapeEnd(text, at);
      if (typeof next !== "number") return next;
      at = next;
    } else if (isForbiddenControl(code)) {
      return "text_forbidden_character";
    } else {
      at++;
    }
  }
  return "json_malformed";
}

/** Where the escape (or the escaped surrogate pair) at `start` is over, or what is wrong with it. */
function escapeEnd(text: string, start: number): number | ProblemCode {
  const kind = text[start + 1];
  if (kind === "b" || kind === "f") return "text_forbidden_character";
  if (kind !== "u") return start + 2;
  const unit = escapedUnit(text, start);
  if (unit === undefined) return "json_malformed";
  if (isForbiddenControl(unit) || isLowSurrogate(unit)) return "text_forbidden_character";
  if (!isHighSurrogate(unit)) return start + 6;
  const low = escapedUnit(text, start + 6);
  return low !== undefined && isLowSurrogate(low) ? start + 12 : "text_forbidden_character";
}

/** The UTF-16 unit that `\uXXXX` at `start` stands for. */
function escapedUnit(text: string, start: number): number | undefined {
  if (text.charCodeAt(start) !== backslash || text[start + 1] !== "u") return undefined;
  const digits = text.slice(start + 2, start + 6);
  return /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** The key between two quotes, with its escapes resolved, for `"a"` and `"\u0061"` are one key. */
function readKey(text: string, open: number, close: number): string | undefined {
  const key = text.slice(open + 1, close);
  if (!key.includes("\\")) return key;
  try {
    return JSON.parse(text.slice(open, close + 1));
  } catch {
    return undefined;
  }
}

/** Where the run of characters that may belong to a number ends. */
function numberEnd(text: string, start: number): number {
  let end = start + 1;
  while (/[0-9.eE+-]/.test(text[end] ?? "")) end++;
  return end;
}
