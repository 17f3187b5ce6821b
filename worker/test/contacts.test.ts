import { describe, expect, test } from "vitest";
import { call, consoleOf, visitorWithTicket } from "./desk.ts";

const contactOf = async (number: string) => {
  const headers = await consoleOf("agt_ann");
  const { body } = await call("GET /v1/desk/tickets/:number", { headers, path: { number } });
  return body.ticket.requester;
};

describe("changing a contact", () => {
  test("says what is changed, and keeps the rest", async () => {
    const { number } = await visitorWithTicket("pk_shopshop", { name: "Kim", email: "kim@example.test" });
    const { id } = await contactOf(number);
    const headers = await consoleOf("agt_ann");
    const change = (body: { name?: string; plan?: string | null }) =>
      call("PATCH /v1/desk/sites/:site/contacts/:contact", { headers, path: { site: "site_shop", contact: id }, body });
    const kim = { id, name: "Kim", email: "kim@example.test", verified: false };
    expect((await change({ plan: "gold" })).body).toEqual({ ...kim, plan: "gold" });
    expect((await change({ name: "Kim K." })).body).toEqual({ ...kim, name: "Kim K.", plan: "gold" });
    expect((await change({ plan: null })).body).toEqual({ ...kim, name: "Kim K.", plan: null });
    expect(await contactOf(number)).toEqual({ ...kim, name: "Kim K.", plan: null });
    expect((await change({})).problem?.code).toBe("invalid");
  });

  test("of another site is not there, and nothing of it changes", async () => {
    const { number } = await visitorWithTicket();
    const before = await contactOf(number);
    const change = async (agent: string, site: string) =>
      call("PATCH /v1/desk/sites/:site/contacts/:contact", {
        headers: await consoleOf(agent),
        path: { site, contact: before.id },
        body: { name: "Mallory" },
      });
    expect((await change("agt_bob", "site_shop")).problem?.code).toBe("not_found");
    // The contact's id under a site that the agent may see.
    expect((await change("agt_bob", "site_bank")).problem?.code).toBe("not_found");
    expect(await contactOf(number)).toEqual(before);
  });
});
