import type { Handlers } from "../http/bind.ts";

export const site = {
  "GET /v1/site": async ({ context }) => {
    await context.read({});
    const { key, name, greeting, theme, topics, uploads } = context.caller.site;
    return {
      status: 200,
      body: { key, name, greeting, theme, topics, uploads },
      etag: `"${context.directory.version}"`,
    };
  },
} satisfies Partial<Handlers>;
