/** ky makes a shortcut of each, such as `ky.get`; the SDK names the method as an option. */
export const requestMethods: readonly string[] = [];

/** What hooks answer with; the SDK has none. */
export const stop = undefined;
export const retry = undefined;
