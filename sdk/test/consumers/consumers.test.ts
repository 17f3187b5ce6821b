import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DeskServer, startDeskServer } from "../desk-server.ts";
import { ticketAt } from "../examples.ts";
import { type Installed, installPacked, run, sdk } from "./installed.ts";

let installed: Installed;
let desk: DeskServer;
beforeAll(async () => {
  installed = installPacked();
  desk = await startDeskServer();
}, 180_000);
afterAll(async () => {
  await desk?.stop();
  installed?.remove();
});

/** A page's own file: everything a site would import, and a call. */
const page = `
import { createFirstline, isFirstlineError, newMessageId, type Site } from "@firstline/sdk";

const firstline = createFirstline({ url: "https://desk.example", site: "pk_shopshop" });
export const idempotencyKey: string = newMessageId();
export async function greeting(): Promise<string> {
  try {
    const site: Site = await firstline.site();
    return site.greeting;
  } catch (error) {
    if (isFirstlineError(error, "origin_not_allowed")) return error.code satisfies "origin_not_allowed";
    throw error;
  }
}
`;

/** A site's own test, of what it does with Firstline. */
const hostTest = `
import { createFirstline } from "@firstline/sdk";
import { createDesk } from "@firstline/sdk/desk";
import { createTestDesk, type Fault, type TestTicket } from "@firstline/sdk/testing";

export async function integration(): Promise<string> {
  const desk = createTestDesk({ agents: ["Ann"], sites: [{ name: "Shop", topics: ["Billing"] }] });
  const fault: Fault = { kind: "answer_lost" };
  desk.fail(fault);
  const firstline = createFirstline({ ...desk.connection, site: desk.site.key });
  const { ticket } = await firstline.tickets.submit({ subject: "Dark", message: { text: "It is." } });
  const other: TestTicket = await desk.createTicket({ status: "pending", assignee: "Ann" });
  await desk.agent("Ann").reply(ticket.number, "Is it plugged in?");
  desk.clock.advance("2h");
  const all = await createDesk({ ...desk.connection, key: desk.key }).tickets.list().toArray();
  return [all.length, other.ticket.status, (await firstline.tickets.get(ticket.number)).ticket.unread].join();
}
`;

/** A server's own file: the desk's side, webhooks and the schemas. */
const server = `
import { createDesk, type DeskTicket } from "@firstline/sdk/desk";
import { type ReceivedWebhook, verifyWebhook } from "@firstline/sdk/webhooks";
import { contract, Setup } from "@firstline/sdk/wire";

export const desk = createDesk({ url: "https://desk.example", key: "sk_1" });
export async function urgent(): Promise<DeskTicket[]> {
  const tickets = await desk.tickets.list({ view: "open" }).toArray({ limit: 10 });
  return tickets.filter(({ priority }) => priority === "urgent");
}
export async function receive(request: Request): Promise<string> {
  const event: ReceivedWebhook = await verifyWebhook(await request.text(), request.headers, "whsec_x");
  return event.type === "unknown" ? event.named.type : event.data.ticket.number;
}
export const name: string = Setup.shape.name.parse("Desk");
export const caller: "visitor" = contract["GET /v1/site"].caller;
`;

/** A React app's own file: the component, the hooks, the panel at its place, and the element in its markup. */
const app = `
import { Firstline, FirstlinePanel, useFirstline, useFirstlineEvent } from "@firstline/widget/react";
import { defineFirstlineHelp, type FirstlineHelpAttributes } from "@firstline/widget/element";
import { useState } from "react";
import { createRoot } from "react-dom/client";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "firstline-help": FirstlineHelpAttributes;
    }
  }
}

function Ask() {
  const firstline = useFirstline();
  const [number, setNumber] = useState("");
  useFirstlineEvent("ticket:created", ({ ticket }) => setNumber(ticket.number));
  return <button onClick={() => firstline?.newTicket({ subject: "Boots" })}>Ask {number}</button>;
}

defineFirstlineHelp();
createRoot(document.body).render(
  <Firstline url="https://desk.example" site="pk_shopshop" accent="#2f6b4f">
    <Ask />
    <FirstlinePanel className="help" />
    <firstline-help url="https://desk.example" site="pk_shopshop" side="start" inline />
    {/* @ts-expect-error There are two sides. */}
    <firstline-help url="https://desk.example" site="pk_shopshop" side="left" />
  </Firstline>,
);
document.querySelector("firstline-help")?.widget?.showTicket("SHOP-10013");
`;

test.each(["sdk", "widget"])("the %s's manifest holds what it says: publint", async (name) => {
  const pkgDir = join(installed.folder, "node_modules/@firstline", name);
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([]);
});

test("its types are found by every way to resolve an ES module: attw", () => {
  const program = join(sdk, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const told = run(process.execPath, [program, installed.tarball, "--profile", "esm-only", "--no-color"], sdk);
  for (const entry of ["", "/desk", "/identity", "/testing", "/webhooks", "/wire"])
    expect(told).toContain(`"@firstline/sdk${entry}"`);
}, 120_000);

test("it holds the built files, and nothing of the source or the tests", () => {
  const top = readdirSync(join(installed.folder, "node_modules/@firstline/sdk"));
  expect(top.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "dist", "package.json"]);
  const built = readdirSync(join(installed.folder, "node_modules/@firstline/sdk/dist"), { recursive: true });
  const files = built.map(String).filter((file) => /\.\w+$/.test(file));
  expect(files.filter((file) => !/\.(d\.ts|js)$/.test(file))).toEqual([]);
  // The test kit takes the SDK from its other entries, and of the desk what decides, but nothing that speaks to a database.
  const apart = files.filter((file) => file.startsWith("testing/"));
  expect(apart.filter((file) => !/^testing\/(sdk\/testing|worker\/src\/(domain|http))\//.test(file)).sort()).toEqual(
    ["incoming-file", "secrets"].flatMap((name) => [
      `testing/worker/src/${name}.d.ts`,
      `testing/worker/src/${name}.js`,
    ]),
  );
});

test("its command line is there", () => {
  const program = join(installed.folder, "node_modules/.bin/firstline");
  expect(run(program, ["--version"], installed.folder)).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("an ES module script on Node calls a desk with it", () => {
  const submitted = { ticket: ticketAt(1), events: [], link: "/t/SHOP-10013#k=abc" };
  desk.answer(() => ({ status: 201, json: submitted }));
  const script = `
    import { createFirstline, isFirstlineError } from "@firstline/sdk";
    import { createDesk } from "@firstline/sdk/desk";
    import { signTestWebhook, verifyWebhook } from "@firstline/sdk/webhooks";
    import { Submission } from "@firstline/sdk/wire";

    const secret = "whsec_" + Buffer.alloc(32, 1).toString("base64");
    const { body, headers } = await signTestWebhook("ticket.created", secret);
    const event = await verifyWebhook(body, headers, secret);
    const failure = await createDesk({ url: "nowhere" }).setup.get().catch((error) => error);
    const firstline = createFirstline({ url: process.argv[2], site: "pk_shopshop" });
    console.log(JSON.stringify([event.type, isFirstlineError(failure, "misconfigured"), typeof Submission.parse]));
    void firstline.tickets.submit;
  `;
  const project = installed.project("script", { "main.mjs": script });
  expect(JSON.parse(run(process.execPath, ["main.mjs", desk.url], project))).toEqual([
    "ticket.created",
    true,
    "function",
  ]);
});

test.each([
  ["bundler", "esnext"],
  ["node16", "node16"],
])(
  "strict TypeScript compiles it with moduleResolution %s, its declarations checked too",
  (moduleResolution, module) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      module,
      moduleResolution,
    };
    const project = installed.project(`typescript-${moduleResolution}`, {
      "page.ts": page,
      "server.ts": server,
      "host.ts": hostTest,
      "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.ts"] }),
    });
    run(process.execPath, [join(sdk, "../node_modules/typescript/bin/tsc"), "-p", "."], project);
  },
  120_000,
);

test("a Worker is bundled with it, needs nothing of Node, and runs", async () => {
  const worker = `
    import { createDesk } from "@firstline/sdk/desk";
    import { isWebhookError, verifyWebhook } from "@firstline/sdk/webhooks";
    export const desk = createDesk({ url: "https://desk.example", key: "sk_1" });
    export default {
      async fetch(request: Request): Promise<Response> {
        const secret = "whsec_" + "A".repeat(44);
        return verifyWebhook(await request.text(), request.headers, secret).then(
          () => new Response(null, { status: 204 }),
          (error) => new Response(isWebhookError(error) ? error.code : "fault", { status: 400 }),
        );
      },
    };
  `;
  const project = installed.project("worker", { "worker.ts": worker });
  await bundle({
    absWorkingDir: project,
    entryPoints: ["worker.ts"],
    outfile: "worker.mjs",
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "silent",
  });
  const text = readFileSync(join(project, "worker.mjs"), "utf8");
  expect(text).not.toMatch(/node:|_zod/);
  const { default: handler } = await import(pathToFileURL(join(project, "worker.mjs")).href);
  const answer = await handler.fetch(new Request("https://hooks.example", { method: "POST", body: "{}" }));
  expect([answer.status, await answer.text()]).toEqual([400, "headers_missing"]);
}, 60_000);

test("its test kit runs where it is installed, plain and bundled, and needs nothing of Node", async () => {
  const project = installed.project("host", {
    "host.ts": hostTest,
    "main.ts": 'import { integration } from "./host.ts"; process.stdout.write(await integration());',
  });
  expect(run(process.execPath, ["main.ts"], project)).toBe("2,pending,1");
  await bundle({
    absWorkingDir: project,
    entryPoints: ["host.ts"],
    outfile: "host.mjs",
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  expect(readFileSync(join(project, "host.mjs"), "utf8")).not.toMatch(/from "(node|cloudflare):/);
  const { integration } = await import(pathToFileURL(join(project, "host.mjs")).href);
  expect(await integration()).toBe("2,pending,1");
}, 60_000);

test("a Vite app takes of it what it calls, and no schema library", async () => {
  const root = installed.project("vite-app", {
    "index.html": '<!doctype html><script type="module" src="/main.ts"></script>',
    "main.ts": 'import { greeting } from "./page.ts"; document.title = await greeting();',
    "page.ts": page,
  });
  await build({ root, configFile: false, logLevel: "error", build: { target: "es2022" } });
  const assets = join(root, "dist/assets");
  const code = readdirSync(assets).map((file) => readFileSync(join(assets, file), "utf8"));
  expect(code.join()).toContain("GET /v1/site");
  expect(code.join()).not.toMatch(/_zod|\/v1\/desk/);
}, 60_000);

test("a React app is compiled with the widget, and carries its panel apart", async () => {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    jsx: "react-jsx",
    module: "esnext",
    moduleResolution: "bundler",
  };
  const root = installed.project("react-app", {
    "index.html": '<!doctype html><script type="module" src="/main.tsx"></script>',
    "main.tsx": app,
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["main.tsx"] }),
  });
  run(process.execPath, [join(sdk, "../node_modules/typescript/bin/tsc"), "-p", "."], root);
  await build({ root, configFile: false, logLevel: "error", build: { target: "es2022" } });
  const assets = join(root, "dist/assets");
  const files = readdirSync(assets).map((file) => ({ file, code: readFileSync(join(assets, file), "utf8") }));
  const holders = files.filter(({ code }) => code.includes("/v1/tickets")).map(({ file }) => file.split("-")[0]);
  expect(holders).toEqual(["desk"]);
  expect(files.map(({ code }) => code).join()).not.toMatch(/_zod|\/v1\/desk/);
}, 60_000);

test("where pages are rendered on a server, the widget's modules may be imported", () => {
  const script = `
    import { createElement } from "react";
    import { renderToString } from "react-dom/server";
    import { createWidget } from "@firstline/widget";
    import { Firstline, FirstlinePanel } from "@firstline/widget/react";
    import { defineFirstlineHelp } from "@firstline/widget/element";
    defineFirstlineHelp();
    const panel = createElement(FirstlinePanel);
    const page = createElement(Firstline, { url: "https://desk.example", site: "pk_shopshop" }, panel);
    console.log(typeof createWidget, renderToString(page));
  `;
  const project = installed.project("rendered", { "main.mjs": script });
  expect(run(process.execPath, ["main.mjs"], project)).toBe("function <div></div>\n");
});
