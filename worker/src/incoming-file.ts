/** A file on its way in: what its uploader calls it, how long they say it is, in bytes, and the bytes. */
export interface IncomingFile {
  readonly name: string;
  readonly size: number;
  readonly bytes: ReadableStream<Uint8Array>;
}
