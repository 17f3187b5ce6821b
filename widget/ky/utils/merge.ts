/** Marks what was removed from search parameters; the SDK removes nothing. */
export const deletedParametersSymbol = Symbol("deletedParameters");

export const replaceOption = <Option>(option: Option): Option => option;

export const cloneShallow = (value: object): object => ({ ...value });

/** The SDK has no hooks; ky walks through these lists at every call. */
export const mergeHooks = () => ({
  init: [],
  beforeRequest: [],
  beforeRetry: [],
  beforeError: [],
  afterResponse: [],
});

/** The headers of all sources; those without a value are left out. */
export function mergeHeaders(...sources: (HeadersInit | Record<string, string | undefined> | undefined)[]): Headers {
  const headers = new Headers();
  for (const source of sources) {
    for (const [name, value] of source instanceof Headers ? source : Object.entries(source ?? {})) {
      if (value !== undefined) headers.set(name, value);
    }
  }
  return headers;
}

/** The SDK gives an option to `create` or to a call, never to both: so nothing has to be merged deeply. */
export const validateAndMerge = (...sources: object[]): object => Object.assign({}, ...sources);
