// The browsers that the panel is written for have all of it; streamed uploads the SDK does not make.
export const supportsRequestStreams = false;
export const supportsResponseStreams = true;
export const supportsAbortController = true;
export const supportsAbortSignal = true;
export const supportsFormData = true;

/** ky makes a shortcut of each, such as `ky.get`; the SDK names the method as an option. */
export const requestMethods: readonly string[] = [];

/** The SDK reads JSON only. */
export const responseTypes = { json: "application/json" };

/** The longest time a timer can be set to: 2³¹ − 1 ms. */
export const maxSafeTimeout = 2_147_483_647;

/** What hooks answer with; the SDK has none. */
export const stop = Symbol("stop");
export class RetryMarker {}
export const retry = (): RetryMarker => new RetryMarker();
