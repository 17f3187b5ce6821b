import { createHash } from "node:crypto";

/** The files of the widget and the hash of each, as `integrity` takes it: path on the desk → `sha384-…`. */
export type Pins = Readonly<Record<string, string>>;

async function hashOf(desk: string, path: string): Promise<{ text: string; hash: string }> {
  const response = await fetch(new URL(path, desk));
  if (!response.ok) throw new Error(`The desk answers ${response.status} for ${path}.`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { text: bytes.toString(), hash: `sha384-${createHash("sha384").update(bytes).digest("base64")}` };
}

/** Hashes the tag's script, every file that it names to come later, and what those import. */
export async function readPins(desk: string): Promise<Pins> {
  const { text, hash } = await hashOf(desk, "firstline.js");
  const pins: Record<string, string> = { "firstline.js": hash };
  const waiting = [...text.matchAll(/widget\/[\w-]+\.js/g)].map(([path]) => path);
  for (const path of waiting) {
    if (path in pins) continue;
    const { text, hash } = await hashOf(desk, path);
    pins[path] = hash;
    // A second try asks for the file under another address.
    pins[`again/${path}`] = hash;
    for (const [, name] of text.matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g)) waiting.push(`widget/${name}`);
  }
  return pins;
}
