import type { Call } from "../src/request.ts";
import type { Site, Thread } from "../src/wire/index.ts";

/** Compiled by the type check and never run: each line marked must stay an error. */
export async function typesOf(call: Call): Promise<void> {
  const params = { number: "SHOP-10013" };

  const site: Site = await call("GET /v1/site", {});
  const thread: Thread = await call("GET /v1/tickets/:number", { params, query: { after: 3 } });
  const newer: Thread | null = await call("GET /v1/tickets/:number", { params, known: {} });
  const nothing: null = await call("POST /v1/visitors/forget", {});
  void [site, thread, newer, nothing];

  // @ts-expect-error no such route
  await call("GET /v1/nothing", {});
  // @ts-expect-error params are missing
  await call("GET /v1/tickets/:number", {});
  // @ts-expect-error a query that the route does not know
  await call("GET /v1/tickets", { query: { view: "open" } });
  // @ts-expect-error a query's list is written out
  await call("GET /v1/desk/coverage", { query: { site: "site_shop", skill: [{ skill: "skl_cards", level: 2 }] } });
  // @ts-expect-error a number of a query is a number
  await call("GET /v1/desk/coverage/gaps", { query: { site: "site_shop", days: "30" } });
  // @ts-expect-error a create without its idempotency key
  await call("POST /v1/tickets/:number/messages", { params, body: { text: "Thanks" } });
  // @ts-expect-error an idempotency key where nothing is created
  await call("POST /v1/tickets/:number/confirm", { params, idempotencyKey: "0123456789abcdef" });
  // @ts-expect-error an update without the version it changes
  await call("POST /v1/desk/tickets/:number/solve", { params });
  // @ts-expect-error a body of the wrong type
  await call("POST /v1/tickets/:number/read", { params, body: { seq: "3" } });
  // @ts-expect-error a body where none is taken
  await call("POST /v1/tickets/:number/reopen", { params, body: {} });
  // @ts-expect-error an answer with a version can be null
  const maybe: Thread = await call("GET /v1/tickets/:number", { params, known: {} });
  void maybe;
}
