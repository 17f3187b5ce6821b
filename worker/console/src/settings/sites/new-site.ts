import type { SiteSetup } from "@firstline/sdk/wire";

/** The Latin letters and digits of a text, without their accents; the stroke of ł is part of the letter. */
const letters = (text: string): string =>
  text
    .replace(/[łŁ]/g, (letter) => (letter === "ł" ? "l" : "L"))
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 ]/g, "");

/**
 * A prefix for a site's ticket numbers, made of its name: the first letters of its words, or of its only word. 2 to 6
 * capitals, and none of those taken.
 */
export function prefixFor(name: string, taken: readonly string[]): string {
  const words = letters(name)
    .toUpperCase()
    .replace(/[0-9]/g, "")
    .split(" ")
    .filter((word) => word !== "");
  const initials = words.map((word) => word[0]).join("");
  const [first = ""] = words;
  const wishes = [first.length <= 6 ? first : "", initials, first.slice(0, 4), first.slice(0, 6)];
  const wish = wishes.map((one) => one.slice(0, 6)).find((one) => one.length >= 2 && !taken.includes(one));
  if (wish !== undefined) return wish;
  const stem = (first.slice(0, 4) || "SITE").padEnd(2, "X");
  for (const one of alphabet)
    for (const other of alphabet) if (!taken.includes(stem + one + other)) return stem + one + other;
  return "";
}

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** An id such as `top_delivery`, made of a name; with a number behind it where it is taken. */
export function idFor(kind: string, name: string, taken: readonly string[]): string {
  const word = letters(name).replaceAll(" ", "").toLowerCase().slice(0, 24) || "one";
  for (let count = 1; ; count += 1) {
    const id = `${kind}_${word}${count === 1 ? "" : count}`;
    if (!taken.includes(id)) return id;
  }
}

/** The name of a form's field for rules and programs, made of its label: `orderNumber`; with a number where it is taken. */
export function fieldIdFor(label: string, taken: readonly string[]): string {
  const [first = "", ...rest] = letters(label).toLowerCase().split(" ").filter(Boolean);
  const name = [first, ...rest.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)].join("").slice(0, 36);
  const stem = /^[a-z]/.test(name) ? name : "field";
  for (let count = 1; ; count += 1) {
    const id = `${stem}${count === 1 ? "" : count}`;
    if (!taken.includes(id)) return id;
  }
}

/** A public key of a site, out of 9 random bytes. It is no secret; it only has to be nobody else's. */
export const keyFrom = (bytes: Uint8Array): string =>
  `pk_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/** A site to start from, with a name and what is made of it. */
export function newSite(name: string, greeting: string, others: readonly SiteSetup[], random: Uint8Array): SiteSetup {
  return {
    id: idFor(
      "site",
      name,
      others.map(({ id }) => id),
    ),
    key: keyFrom(random),
    name,
    prefix: prefixFor(
      name,
      others.map(({ prefix }) => prefix),
    ),
    greeting,
    origins: [],
    theme: { accent: "#2457c5", scheme: "auto", side: "end" },
    topics: [],
    limits: { perAddress: 20, perSite: 1_000 },
    identifiedOnly: false,
    uploads: { maxBytes: 10 * 1024 * 1024, maxFiles: 5 },
  };
}
