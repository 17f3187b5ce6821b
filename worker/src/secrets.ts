const encoder = new TextEncoder();
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Bytes as lower-case hexadecimal digits. */
export const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes in base64url. */
export const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** SHA-256 in hex: the only form in which a secret is stored. */
export async function digest(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const pieces = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return hex(await crypto.subtle.digest("SHA-256", whole));
}

const keys = new Map<string, Promise<CryptoKey>>();

/**
 * A 256-bit secret (43 characters, base64url) derived from the desk's own secret and a purpose: the same purpose gives
 * the same secret, so that a repeated request can be answered as the first one was, and nothing secret is stored.
 */
export async function derive(deskSecret: string, ...purpose: readonly string[]): Promise<string> {
  let key = keys.get(deskSecret);
  if (!key) {
    if (deskSecret.length < 43) throw new Error("FIRSTLINE_SECRET must hold at least 32 random bytes, base64url");
    key = crypto.subtle.importKey("raw", encoder.encode(deskSecret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    keys.set(deskSecret, key);
  }
  return base64url(await crypto.subtle.sign("HMAC", await key, encoder.encode(purpose.join("\n"))));
}

/** The bytes that a text in base64url stands for. */
export const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/** Encrypts a text (AES-GCM) so that it opens for the same purpose only; a secret derived for that purpose is the key. */
export async function seal(text: string, deskSecret: string, ...purpose: readonly string[]): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await sealingKey(deskSecret, purpose);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(text));
  return `${base64url(iv)}.${base64url(sealed)}`;
}

/** What was sealed for a purpose; undefined if it was sealed for another one or under another desk's secret. */
export async function unseal(
  sealed: string,
  deskSecret: string,
  ...purpose: readonly string[]
): Promise<string | undefined> {
  const [iv = "", text = ""] = sealed.split(".");
  const key = await sealingKey(deskSecret, purpose);
  try {
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64url(iv) }, key, fromBase64url(text));
    return new TextDecoder().decode(opened);
  } catch {
    return undefined;
  }
}

const sealingKey = async (deskSecret: string, purpose: readonly string[]): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", fromBase64url(await derive(deskSecret, "seal", ...purpose)), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

/** A new random 256-bit secret (43 characters, base64url). */
export const randomSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)).buffer);

/** How ids that are made from an instant (ms) on begin: they sort by it. */
export function idsFrom(prefix: string, at: number): string {
  let time = "";
  for (let rest = at; time.length < 8; rest = Math.floor(rest / 62)) time = alphabet.charAt(rest % 62) + time;
  return `${prefix}_${time}`;
}

/** A new id: the prefix and 22 characters, of which the first 8 grow with time so that neighbours are stored together. */
export function newId(prefix: string, now: number): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(14)), (byte) => alphabet.charAt(byte % 62)).join("");
  return idsFrom(prefix, now) + random;
}

/** Whether two digests are the same, in a time that does not depend on where they differ. */
export function sameDigest(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
