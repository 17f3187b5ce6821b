import { writeFile } from "node:fs/promises";
import { json, type Terminal } from "./terminal.ts";
import { oneOf, UsageError, type Values } from "./usage.ts";

/** Prints or writes what puts the help desk into a page. */
export async function init(terminal: Terminal, values: Values): Promise<void> {
  const as = oneOf("as", values.as, ["tag", "typescript"]) ?? "tag";
  const url = addressOf(
    values.url ?? terminal.environment.FIRSTLINE_URL ?? (await ask(terminal, "The desk's address", "url")),
  );
  const site = values.site ?? (await ask(terminal, "The site's public key (pk_…)", "site"));
  if (!/^pk_[A-Za-z0-9]{8,40}$/.test(site))
    throw new UsageError("A site's public key is pk_ and 8 to 40 letters and digits.");
  const code = as === "tag" ? tag(url, site) : typescript(url, site);
  if (values.file !== undefined) await writeFile(values.file, code, { flag: "wx" }).catch(explain(values.file));
  const told = values.file === undefined ? code : `Written to ${values.file}.\n`;
  terminal.write(values.json ? json({ as, code, file: values.file ?? null }) : told);
}

async function ask(terminal: Terminal, question: string, option: string): Promise<string> {
  if (!terminal.isInteractive) throw new UsageError(`Name --${option}: there is nobody here to ask.`);
  return (await terminal.ask(`${question}: `)).trim();
}

/** An origin, as it may stand in code without being quoted wrongly. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`“${text}” is no address such as https://desk.example.`);
  return url.origin;
}

const explain = (file: string) => (error: NodeJS.ErrnoException) => {
  throw new UsageError(
    error.code === "EEXIST" ? `${file} is there already; name another.` : `${file} cannot be written: ${error.code}.`,
  );
};

const tag = (url: string, site: string) => `<script async src="${url}/firstline.js" data-site="${site}"></script>\n`;

const typescript = (url: string, site: string) => `import { createFirstline } from "@firstline/sdk";

/** The visitor's side of the help desk. Nothing is sent before the first call. */
export const firstline = createFirstline({
  url: "${url}",
  site: "${site}",
  token: globalThis.localStorage?.getItem("firstline") ?? undefined,
  onToken: (token) => (token ? localStorage.setItem("firstline", token) : localStorage.removeItem("firstline")),
});
`;
