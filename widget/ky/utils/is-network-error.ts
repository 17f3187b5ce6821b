/** Whether `fetch` failed on the way: it then throws a TypeError, in every browser. */
export default function isRawNetworkError(error: unknown): boolean {
  return error instanceof TypeError;
}
