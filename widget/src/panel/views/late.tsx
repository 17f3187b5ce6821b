import { FirstlineError } from "@firstline/sdk/errors";
import type { ComponentChildren } from "preact";
import { createRemote } from "../models/remote.ts";
import { speakMore } from "../more-texts.ts";
import { Loaded } from "./parts.tsx";

/** A part of the panel whose code comes, with its texts, when it is drawn for the first time. */
export function late<Code>(load: () => Promise<Code>) {
  let begun = false;
  const remote = createRemote(async () => {
    try {
      const [code] = await Promise.all([load(), speakMore()]);
      return code;
    } catch {
      throw new FirstlineError("network", "A part of the panel did not load.");
    }
  });
  return (draw: (code: Code) => ComponentChildren) => {
    if (!begun) void remote.load();
    begun = true;
    return <Loaded remote={remote}>{draw}</Loaded>;
  };
}
