/**
 * Whom budgets count: the client's address, where the deployment says which header to believe. An IPv6 address counts as
 * its /64, which is the least that one customer is given (RFC 6177), so that nobody has 2^64 budgets.
 */
export function addressOf(headers: Headers, addressHeader: string): string | undefined {
  const address = addressHeader === "" ? null : headers.get(addressHeader);
  return address === null ? undefined : networkOf(address);
}

function networkOf(address: string): string {
  // An IPv4 address, plain or within an IPv6 one.
  if (!address.includes(":") || address.includes(".")) return address.slice(address.lastIndexOf(":") + 1);
  const [left, right] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = right ? Math.max(0, 8 - (left?.length ?? 0) - right.length) : 0;
  const groups = [...(left ?? []), ...Array<string>(zeros).fill("0"), ...(right ?? [])].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
