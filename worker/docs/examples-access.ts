import type {
  AuditEntry,
  OidcClient,
  OpenSession,
  Passkey,
  PasskeyAssertion,
  PasskeyRegistration,
} from "@firstline/sdk/wire";
import { agent, at } from "./examples.ts";

export const challenge = "Yt6Vn3Ko8Xq1Wb5Zs0Lh7Cd2Fm9Rp4GjaTeUiNoKyEw";

export const openSession: OpenSession = {
  id: "ses_9f2c41d07be853a6014fc8d2",
  browser: "Firefox, Windows",
  method: "passkey",
  createdAt: at,
  seenAt: "2026-11-24T08:00:00.000Z",
  expiresAt: "2026-12-07T09:30:00.000Z",
  current: true,
};

export const passkey: Passkey = { id: "psk_laptop1", name: "Laptop", createdAt: at, usedAt: null };

/** Shortened: nobody can make anything of it. */
const credential = {
  id: "kP3vYw7Qm1",
  rawId: "kP3vYw7Qm1",
  type: "public-key",
  clientExtensionResults: {},
} as const;
export const registration: PasskeyRegistration = {
  ...credential,
  response: { clientDataJSON: "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0", attestationObject: "o2NmbXRkbm9uZQ" },
};
export const assertion: PasskeyAssertion = {
  ...credential,
  response: {
    clientDataJSON: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
    authenticatorData: "SZYN5YgOjGh0NBcPZHZgW4",
    signature: "MEUCIQDk8Vb0",
    userHandle: "YWd0X2FtYXJh",
  },
};

export const oidcClient: OidcClient = {
  id: "oidc_staff",
  name: "Staff account",
  issuer: "https://login.fernweg.example",
  clientId: "firstline",
  secretSetAt: at,
  redirectUri: "https://desk.fernweg.example/console/",
};

export const auditEntry: AuditEntry = {
  id: "aud_0Tq8Wz5nLk3",
  at,
  actor: { kind: "agent", ...agent },
  deed: {
    kind: "setup_replaced",
    version: 12,
    changes: [{ path: "teams.team_orders.lead", change: "changed", before: "agt_amara", after: "agt_jonas" }],
    left: 0,
  },
};
