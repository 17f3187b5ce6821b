/** Only asked for the size of an upload whose progress is watched; the SDK watches none. */
export const streamRequest = (request: Request): Request => request;

export const streamResponse = (response: Response): Response => response;
