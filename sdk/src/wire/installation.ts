import * as z from "zod";
import { Instant } from "./common.ts";

/** A page's web origin, and when the desk noted it. */
export const Sighting = z.strictObject({ origin: z.string(), at: Instant }).meta({ id: "Sighting" });
export type Sighting = z.infer<typeof Sighting>;

/** Whether a site's tag has come to run on its pages: they ask for their site when somebody is about to open the panel. */
export const Installation = z
  .strictObject({
    /** Pages that were let in, newest first: the last one for each entry of the site's list. Noted once an hour. */
    seen: z.array(Sighting),
    /**
     * The last page that was refused, because it is not on the site's list, or on none of the desk. Noted once a minute
     * where it is another one, else once an hour; null after 30 days.
     */
    refused: Sighting.nullable(),
  })
  .meta({ id: "Installation" });
export type Installation = z.infer<typeof Installation>;
