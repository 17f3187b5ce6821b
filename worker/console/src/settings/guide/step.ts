import type { PageProps } from "../page.ts";
import type { Guide, GuideState } from "./guide.ts";

/** What a step of the guide works with. */
export interface StepProps extends PageProps {
  readonly guide: Guide;
  readonly facts: (GuideState & { kind: "ready" })["facts"];
}
