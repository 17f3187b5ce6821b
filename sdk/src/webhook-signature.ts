/** The bytes of a base64 text; undefined if it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A secret's key for HMAC-SHA256: `whsec_` and the base64 of 24 to 64 bytes; undefined if it is none. */
export async function keyOf(secret: string): Promise<CryptoKey | undefined> {
  const bytes = bytesOf(secret.trim().replace(/^whsec_/, ""));
  if (!bytes || bytes.length < 24 || bytes.length > 64) return undefined;
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** What is signed: the message's id, its time in whole seconds, and the body, byte by byte. */
export function signedBytes(id: string, seconds: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${seconds}.`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** A signature as the header carries it: `v1,` and the base64 of the HMAC. */
export async function signatureOf(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  return `v1,${btoa(String.fromCharCode(...hash))}`;
}

/** Whether one of a header's signatures is that of the key. The platform compares in constant time. */
export async function isSigned(header: string, key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const entry of header.split(" ")) {
    const [version, base64 = ""] = entry.split(",");
    // Other versions are other algorithms, which this secret is not for.
    const signature = version === "v1" ? bytesOf(base64) : undefined;
    if (signature && (await crypto.subtle.verify("HMAC", key, signature, bytes))) return true;
  }
  return false;
}
