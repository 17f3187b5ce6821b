/** No answer came. */
export class NetworkError extends Error {}
