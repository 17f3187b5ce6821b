/** The headers of every answer of the API, errors included. */
export const answerHeaders = (requestId: string): Record<string, string> => ({
  "firstline-request-id": requestId,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});
