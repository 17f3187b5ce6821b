// What the guide “Test your integration” shows; and it runs.
import { verifyWebhook } from "@firstline/sdk/webhooks";
import { expect, test } from "vitest";

async function receive(request: Request, secret: string): Promise<Response> {
  await verifyWebhook(await request.text(), request.headers, secret);
  return new Response(null, { status: 204 });
}

// #region desk
import { createFirstline } from "@firstline/sdk";
import { createTestDesk } from "@firstline/sdk/testing";

test("an answer reaches the visitor", async () => {
  const desk = createTestDesk({ now: "2026-11-24T09:00:00Z" });
  const firstline = createFirstline({ ...desk.connection, site: desk.site.key });

  const { ticket } = await firstline.tickets.submit({ subject: "Boots", message: { text: "Do they run small?" } });
  await desk.agent("Ann").reply(ticket.number, "A little: take the larger.");

  const { events } = await firstline.tickets.get(ticket.number);
  const said = events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));
  expect(said).toEqual(["Do they run small?", "A little: take the larger."]);
});
// #endregion

test("later", async () => {
  const desk = createTestDesk();
  const firstline = createFirstline({ ...desk.connection, site: desk.site.key });
  // #region later
  const { number } = await desk.createTicket({ status: "solved" });
  desk.clock.advance("30d"); // whatever falls due meanwhile happens

  desk.fail({ kind: "answer_lost" }, { route: "POST /v1/tickets" }); // done, but you do not hear of it
  await firstline.tickets.submit({ subject: "Once", message: { text: "However often it is sent." } });
  // #endregion
  expect(number).not.toBe("");
});

// #region webhook
import { signTestWebhook } from "@firstline/sdk/webhooks";

test("a signed webhook is taken", async () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const { headers, body } = await signTestWebhook("ticket.created", secret);
  const answer = await receive(new Request("https://yours.example/hook", { method: "POST", headers, body }), secret);
  expect(answer.status).toBe(204);
});
// #endregion
