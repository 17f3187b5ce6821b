/** Why a text is no origin of the web. */
export type OriginSlip = "scheme" | "path" | "unreadable";

/** The origin that somebody means who types an address: a path is left off, and a bare host is one on https. */
export function tidyOrigin(text: string): string {
  if (text === "" || text === "loopback") return text;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return text;
  const { origin, protocol, host } = new URL(address);
  return origin === "null" ? `${protocol}//${host}` : origin;
}

/** What is wrong with an origin; undefined: nothing. `loopback` stands for any page of this machine. */
export function originSlip(origin: string): OriginSlip | undefined {
  if (origin === "loopback") return undefined;
  if (!URL.canParse(origin)) return "unreadable";
  const url = new URL(origin);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.origin !== origin) return "path";
  if (
    !/^[^\s*]+$/.test(url.host) ||
    (!url.hostname.includes(".") && url.hostname !== "localhost" && !url.hostname.startsWith("["))
  )
    return "unreadable";
  return undefined;
}
