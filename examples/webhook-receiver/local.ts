import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build, stop as stopBundler } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

export interface Local {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs the receiver on workerd, on this machine only; port 0 takes a free one. `bindings` are its secrets. */
export async function serve(bindings: Readonly<Record<string, string>>, port: number): Promise<Local> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "receiver.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "warning",
  });
  await stopBundler();
  const runtime = new Miniflare({
    ...convertV4MiniflareOptions({
      modules: true,
      script: outputFiles[0]?.text ?? "",
      compatibilityDate: "2026-11-01",
      kvNamespaces: ["SEEN"],
      bindings: { ...bindings },
    }),
    host: "127.0.0.1",
    port,
    cf: false,
  });
  return { url: (await runtime.ready).href, stop: () => runtime.dispose() };
}

/** In the place of a chat: what the channel would show is written to the terminal. */
async function startChat(): Promise<string> {
  const chat = createServer(async (request, response) => {
    const { text: line } = JSON.parse(await text(request));
    process.stdout.write(`The channel: ${line}\n`);
    response.end();
  });
  await new Promise<void>((resolve) => chat.listen(0, "127.0.0.1", resolve));
  const address = chat.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}/`;
}

if (import.meta.main) {
  const { FIRSTLINE_WEBHOOK_SECRET, CHAT_URL = await startChat(), PORT = "8790" } = process.env;
  if (!FIRSTLINE_WEBHOOK_SECRET) {
    process.stderr.write("Set FIRSTLINE_WEBHOOK_SECRET: whsec_ and base64.\n");
    process.exit(2);
  }
  const { url } = await serve({ FIRSTLINE_WEBHOOK_SECRET, CHAT_URL }, Number(PORT));
  process.stdout.write(`The receiver: ${url}\nSend it something: FIRSTLINE_WEBHOOK_SECRET=… node send.ts ${url}\n`);
}
