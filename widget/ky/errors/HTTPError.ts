/** An answer that is an error, with what its body says if that is JSON. What it was asked with is not kept: it holds a credential. */
export class HTTPError extends Error {
  readonly response: Response;
  readonly data: unknown;

  constructor(response: Response, data: unknown) {
    super();
    this.response = response;
    this.data = data;
  }
}
