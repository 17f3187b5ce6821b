/** The SDK gives an option to `create` or to a call, never to both: so nothing has to be merged deeply. */
export const validateAndMerge = (...sources: object[]): object => Object.assign({}, ...sources);

/** Says that an option replaces the default instead of being merged with it; the SDK has no such option. */
export const replaceOption = <Option>(option: Option): Option => option;
