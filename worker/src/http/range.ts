/** A part of a file, in bytes. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * The part of a file of `size` bytes that a `Range` header asks for; undefined for the whole file, "beyond" where the
 * file has no such part. Several parts at once, other units and what is malformed are not understood, and a server may
 * take what it does not understand for no `Range` at all (RFC 9110, 14.2).
 */
export function rangeOf(header: string | null, size: number): Range | "beyond" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header ?? "") ?? [];
  if (first === "") {
    if (last === "") return undefined;
    const length = Math.min(Number(last), size);
    return length === 0 ? "beyond" : { offset: size - length, length };
  }
  const offset = Number(first);
  if (last !== "" && Number(last) < offset) return undefined;
  if (offset >= size) return "beyond";
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  return { offset, length: end - offset };
}
