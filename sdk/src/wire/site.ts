import * as z from "zod";
import { UploadLimits } from "./attachment.ts";
import { Theme, Topic } from "./setup.ts";

/** What a page may know about its site before anybody has written. */
export const Site = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    greeting: z.string(),
    theme: Theme,
    topics: z.array(Topic),
    uploads: UploadLimits,
  })
  .meta({ id: "Site" });
export type Site = z.infer<typeof Site>;
