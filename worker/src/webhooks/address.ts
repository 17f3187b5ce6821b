/** Names that lead into a private network or nowhere, whatever stands before them. */
const privateNames = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|onion|arpa)$/;

/**
 * Why the desk calls no such address, as a sentence; undefined if it may: `https`, a public host by name, no credentials.
 * The platform's parser has by then turned every spelling of an IPv4 address (decimal, octal, hexadecimal, short, full
 * width) into dotted digits. Where a name leads is for the network to check, which allows public addresses only.
 */
export function addressIssue(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url) return "This is not an address. It looks like https://example.com/webhooks.";
  if (url.protocol !== "https:") return "The address has to begin with https://.";
  if (url.username !== "" || url.password !== "" || /^https:\/*[^/?#]*@/i.test(address))
    return "No user name or password may stand in the address. Webhooks are signed instead.";
  if (address.includes("#")) return "Leave out the part from # on: it is never sent.";
  const host = url.hostname;
  if (host.startsWith("[") || /^[\d.]+$/.test(host)) return "Name a host, not an IP address.";
  if (host.endsWith(".")) return "Leave out the dot at the end of the host.";
  if (!host.includes(".") || privateNames.test(host)) return "The host has to be one of the public internet.";
  return undefined;
}
