import { endsSession, failureOf } from "./failure.ts";

/**
 * The same API, whose calls wait while nobody is signed in: one that the desk refused for that, and so did not do, is
 * made again once `renewed` says that the same agent is back, and fails as it did if they are not.
 */
export function resumable<Api extends object>(api: Api, renewed: () => Promise<boolean>): Api {
  const again = async (made: Promise<unknown>, make: () => unknown): Promise<unknown> => {
    try {
      return await made;
    } catch (error) {
      if (endsSession(failureOf(error)) && (await renewed())) return await make();
      throw error;
    }
  };
  return new Proxy(api, {
    get(target, name, receiver) {
      const part: unknown = Reflect.get(target, name, receiver);
      // A walk through a list that broke off cannot be taken up in the middle.
      if (typeof part === "function" && typeof name === "symbol") return part.bind(target);
      if (typeof part === "function") {
        return (...given: unknown[]) => {
          const make = (): unknown => Reflect.apply(part, target, given);
          const made = make();
          if (made instanceof Promise) return again(made, make);
          return typeof made === "object" && made !== null ? resumable(made, renewed) : made;
        };
      }
      return typeof part === "object" && part !== null ? resumable(part, renewed) : part;
    },
  });
}
