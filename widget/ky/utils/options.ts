/** Options that neither ky nor `fetch` know would be handed to `fetch`; the SDK passes none. */
export const findUnknownOptions = (): object => ({});

/** The SDK gives search parameters as an object, or not at all. */
export const hasSearchParameters = (search: object | undefined): boolean => search !== undefined;
