import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";

/** The runner binds a room to every worker; this one never opens it. */
export class Room extends DurableObject {}

/** What a desk is measured against: Hono and D1 with nothing in between, no check, no credential. */
const app = new Hono<{ Bindings: { readonly DB: D1Database } }>();

app.post("/tickets", async (c) => {
  const { subject, text, email } = await c.req.json();
  const now = Date.now();
  const newest = "(SELECT max(number) FROM tickets)";
  const [ticket] = await c.env.DB.batch<{ number: number }>([
    c.env.DB.prepare(
      "INSERT INTO tickets (team, status, subject, email, created_at) VALUES (0, 'open', ?1, ?2, ?3) RETURNING number",
    ).bind(subject, email, now),
    c.env.DB.prepare(`INSERT INTO messages (ticket, text, at) VALUES (${newest}, ?1, ?2)`).bind(text, now),
    c.env.DB.prepare(`INSERT INTO events (ticket, type, at) VALUES (${newest}, 'submitted', ?1)`).bind(now),
  ]);
  return c.json({ number: ticket?.results[0]?.number }, 201);
});

app.post("/tickets/:number/messages", async (c) => {
  const { text } = await c.req.json();
  const number = Number(c.req.param("number"));
  const now = Date.now();
  await c.env.DB.batch([
    c.env.DB.prepare("INSERT INTO messages (ticket, text, at) VALUES (?1, ?2, ?3)").bind(number, text, now),
    c.env.DB.prepare("INSERT INTO events (ticket, type, at) VALUES (?1, 'message', ?2)").bind(number, now),
    c.env.DB.prepare("INSERT INTO events (ticket, type, at) VALUES (?1, 'status', ?2)").bind(number, now),
  ]);
  return c.json({ number }, 201);
});

app.get("/tickets/:number", async (c) => {
  const ticket = await c.env.DB.prepare("SELECT * FROM tickets WHERE number = ?1")
    .bind(Number(c.req.param("number")))
    .first();
  return ticket ? c.json(ticket) : c.notFound();
});

app.get("/queue/:team", async (c) => {
  const { results } = await c.env.DB.prepare(
    "SELECT * FROM tickets WHERE team = ?1 AND status = 'open' ORDER BY number DESC LIMIT 25",
  )
    .bind(Number(c.req.param("team")))
    .all();
  return c.json({ items: results });
});

export default app;
