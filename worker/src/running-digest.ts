import { hex } from "./secrets.ts";

/** SHA-256 in hex, as `digest` gives it, of bytes that come piece by piece, of which none is kept. */
export function runningDigest(): {
  readonly write: (piece: Uint8Array) => Promise<void>;
  readonly end: () => Promise<string>;
} {
  const stream = new crypto.DigestStream("SHA-256");
  const writer = stream.getWriter();
  return {
    write: (piece) => writer.write(piece),
    end: async () => {
      await writer.close();
      return hex(await stream.digest);
    },
  };
}
