/**
 * A `fetch` that tells how much of the body has been sent, as a share from 0 to 1. A browser tells that of an
 * XMLHttpRequest only; a stream in the body's place would lose the length, which storage needs, and take HTTP/2.
 */
export const fetchWithProgress =
  (onProgress: (share: number) => void): typeof fetch =>
  (address, { method = "", headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const stop = () => request.abort();
      request.open(method, String(address));
      new Headers(headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / (total || 1));
      request.onloadend = () => {
        signal?.removeEventListener("abort", stop);
        // Without an answer there is no status.
        if (!request.status) return reject(new TypeError("The request failed"));
        const answered = new Headers();
        for (const [, name = "", value = ""] of request.getAllResponseHeaders().matchAll(/(.+?): ?(.*)\r\n/g)) {
          answered.append(name, value);
        }
        resolve(new Response(request.responseText, { status: request.status, headers: answered }));
      };
      signal?.addEventListener("abort", stop);
      // What has been stopped already never ends by itself, for it never begins.
      if (signal?.aborted) reject(signal.reason);
      else request.send(body instanceof Blob ? body : null);
    });
