/**
 * What is read of a request. A whole `Request` is one; it need not be one, for a browser's own would lose headers that
 * only a network may set.
 */
export type Incoming = Pick<Request, "method" | "url" | "headers" | "body">;
