import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { tidy } from "./jobs/tidy.ts";

export { Room } from "./live/room.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => tidy(env.DB, controller.scheduledTime),
} satisfies ExportedHandler<Env>;
