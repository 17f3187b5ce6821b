import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { everyMinute } from "./jobs/minute.ts";
import { mailerOf } from "./mail/send.ts";
import { posterOf } from "./webhooks/deliver.ts";

export { Room } from "./live/room.ts";

const app = createApp();

export default {
  fetch: app.fetch,
  scheduled: (controller, env, context) =>
    everyMinute(
      {
        database: env.DB,
        rooms: env.ROOMS,
        poster: posterOf(env),
        now: controller.scheduledTime,
        defer: (work) => context.waitUntil(work),
      },
      env.FILES,
      mailerOf(env),
    ),
} satisfies ExportedHandler<Env>;
