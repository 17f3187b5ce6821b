// What the guide “Identify your users” shows.
import { createFirstline } from "@firstline/sdk";
import { createDesk } from "@firstline/sdk/desk";
import { Hono } from "hono";

declare function userOf(request: Request): Promise<{ id: string; name: string; email: string } | undefined>;

const desk = createDesk({ url: "https://desk.example" });
// #region key
const { key, secret } = await desk.identityKeys.create("site_shop", { algorithm: "HS256", name: "Web server" });
console.log(key.id, secret); // shown once

// #endregion

// #region server
import { signIdentity } from "@firstline/sdk/identity";

const app = new Hono();

app.post("/firstline-identity", async (c) => {
  const user = await userOf(c.req.raw); // your own session
  if (!user || c.req.header("sec-fetch-site") !== "same-origin") return c.text("", 401);
  return c.text(
    await signIdentity({
      secret: process.env.FIRSTLINE_IDENTITY_SECRET ?? "",
      keyId: "idk_shop1",
      site: "pk_yourpublickey",
      user: { ...user, emailVerified: true, plan: "gold" },
    }),
  );
});
// #endregion

const firstline = createFirstline({ url: "https://desk.example", site: "pk_yourpublickey" });
// #region page
await firstline.identify(async () => {
  const response = await fetch("/firstline-identity", { method: "POST" });
  if (!response.ok) throw new Error("Not signed in.");
  return response.text();
});

const tickets = await firstline.tickets.list().toArray(); // on every device the same
// #endregion

// #region out
await firstline.logout();

// #endregion
export { app, tickets };
