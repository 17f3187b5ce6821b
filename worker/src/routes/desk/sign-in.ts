import type { Handlers } from "../../http/bind.ts";
import { clientBudget, withinBudgets } from "../../http/budget.ts";
import { sameOriginOnly } from "../../http/caller.ts";
import { type Context, ownOrigin } from "../../http/context.ts";
import { oidcAddress } from "../../http/oidc.ts";
import { CHALLENGE_LASTS, relyingParty } from "../../http/passkeys.ts";
import { Refused } from "../../http/refused.ts";
import { addressKey } from "../../mail/address.ts";
import { mailerOf } from "../../mail/send.ts";
import { sendSignInLink } from "../../mail/sign-in.ts";
import { digest, randomSecret } from "../../secrets.ts";
import { insertChallenge } from "../../store/challenges.ts";
import { allOidcSecrets } from "../../store/oidc.ts";
import { run } from "../../store/query.ts";
import { oidcCookie, partyOf } from "./oidc.ts";

/** How often an hour each may be asked for. */
const links = { perEmail: 5, perClient: 20, perDesk: 300 };
const challenges = { perClient: 120, perDesk: 6_000 };
const starts = { perClient: 30, perDesk: 1_000 };

/** How long (ms) somebody may take at an issuer. */
const AT_ISSUER = 10 * 60_000;

export const deskSignIn = {
  "GET /v1/desk/sign-in": async ({ context }) => {
    const { name, signIn } = context.directory.setup;
    const oidc = (signIn?.oidc ?? []).map((provider) => ({ id: provider.id, name: provider.name }));
    return { status: 200, body: { desk: { name }, mail: mailerOf(context.env) !== undefined, oidc } };
  },

  "POST /v1/desk/sign-in/links": async ({ context, body }) => {
    ownPageOnly(context);
    const { env, now, directory } = context;
    const email = body.email.toLowerCase();
    const name = "sign-in link";
    await withinBudgets(
      context,
      [
        await clientBudget(context, name, links),
        { name: `${name} ${await addressKey(env.FIRSTLINE_SECRET, email)}`, limit: links.perEmail },
      ],
      {},
    );
    const mailer = mailerOf(env);
    // Who has the address is looked up after the answer, so that neither it nor its time tells.
    if (mailer) {
      context.defer(sendSignInLink(env.DB, mailer, directory, email, body.language ?? null, now).catch(() => {}));
    }
    return { status: 202, body: null };
  },

  "POST /v1/desk/sign-in/passkeys": async ({ context }) => {
    ownPageOnly(context);
    const challenge = randomSecret();
    await withinBudgets(context, [await clientBudget(context, "passkey challenge", challenges)], {
      challenge: insertChallenge(await digest(challenge), "passkey", "", context.now + CHALLENGE_LASTS),
    });
    const { id: rpId } = relyingParty(ownOrigin(context));
    return { status: 200, body: { rpId, challenge, timeout: CHALLENGE_LASTS, userVerification: "required" } };
  },

  "POST /v1/desk/sign-in/oidc": async ({ context, body }) => {
    ownPageOnly(context);
    const provider = context.directory.setup.signIn?.oidc.find(({ id }) => id === body.provider);
    if (!provider) throw new Refused("not_found");
    const [state, browser] = [randomSecret(), randomSecret()];
    const subject = `${provider.id} ${await digest(browser)}`;
    await withinBudgets(context, [await clientBudget(context, "oidc start", starts)], {
      challenge: insertChallenge(await digest(state), "oidc", subject, context.now + AT_ISSUER),
    });
    const { secrets } = await run(context.env.DB, { secrets: allOidcSecrets });
    const url = await oidcAddress(await partyOf(context, provider, secrets), state);
    return { status: 200, body: { url }, headers: { "set-cookie": oidcCookie(browser, AT_ISSUER / 1000) } };
  },
} satisfies Partial<Handlers>;

/** Another site's page must not begin to sign its visitor in. */
export function ownPageOnly({ request }: Context): void {
  if (request.headers.has("origin") || request.headers.has("sec-fetch-site")) sameOriginOnly(request);
}
