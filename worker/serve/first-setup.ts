import { parseArgs } from "node:util";
import { Email, type Setup, SiteSetup } from "@firstline/sdk/wire";
import type { Query } from "../src/store/query.ts";
import { firstSetup } from "../src/store/setup.ts";
import { emptySetup } from "./seed/empty-setup.ts";
import { signInFor } from "./sign-in.ts";
import { run, UsageError } from "./usage.ts";

/** A desk with one of everything, for one page and one admin. */
function setupFor(args: string[]): Setup {
  const { origin, email } = parse(args);
  const base = emptySetup();
  return {
    ...base,
    agents: base.agents.map((agent) => ({ ...agent, email })),
    sites: base.sites.map((site) => ({ ...site, origins: [origin], limits: { perAddress: 20, perSite: 1000 } })),
  };
}

function parse(args: string[]): { origin: string; email: string } {
  const options = { origin: { type: "string" }, email: { type: "string" } } as const;
  const { origin, email } = parseArgs({ args, options, strict: false }).values;
  const known = SiteSetup.shape.origins.element.safeParse(origin);
  const address = Email.safeParse(email);
  if (known.success && address.success) return { origin: known.data, email: address.data };
  throw new UsageError("Name the page's origin and the admin: --origin https://shop.example --email you@shop.example.");
}

/** A statement with its values in it. */
const written = ({ sql, values }: Query<unknown>): string =>
  sql.replace(/\?(\d+)/g, (_, number) => literal(values[Number(number) - 1]));

const literal = (value: string | number | null | undefined): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value ?? "NULL");

// A new desk's first rows as SQL, for a database that is not on this machine; apart from it, on stderr, what to do next.
await run(async () => {
  const setup = setupFor(process.argv.slice(2));
  const { path, write } = await signInFor(setup, Date.now());
  process.stdout.write(`${[...Object.values(firstSetup(setup, Date.now())), write].map(written).join(";\n")};\n`);
  process.stderr.write(`Sign in at ${path} on your desk's address: once, within 72 hours.\n`);
  for (const site of setup.sites) process.stderr.write(`The script tag's data-site is ${site.key}.\n`);
});
